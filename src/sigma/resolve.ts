import type { CorrelationRule, DetectionRule, Refused, Rule } from './types.js';

export interface Item {
  readonly rule: Rule;
  /** The fields to group by, with aliases resolved for this rule. */
  readonly groupBy: readonly string[];
}

export interface Planned {
  readonly correlation: CorrelationRule;
  readonly items: readonly Item[];
}

export interface Plan {
  /** Rules that are told on their own. */
  readonly detections: readonly DetectionRule[];
  /** Each after those that it refers to. */
  readonly correlations: readonly Planned[];
  readonly refused: readonly Refused[];
}

/** The rule and why not, for a person. */
export function refused({ file, line, title, id }: Rule, reason: string, at = line): Refused {
  return { file, line: at, title, id, reason };
}

/**
 * Finds the rules that correlations refer to, by name or id. A rule that a correlation refers to is not told on its own unless one of them
 * says `generate`; where no such correlation can be run, it is, so that nothing goes unsaid.
 */
export function resolve(rules: readonly Rule[]): Plan {
  const known = new Map<string, Rule[]>();
  for (const rule of rules) {
    for (const ref of new Set([rule.name, rule.id]))
      if (ref !== null) known.set(ref, [...(known.get(ref) ?? []), rule]);
  }
  const done = new Map<CorrelationRule, Planned | null>();
  const underWay = new Set<CorrelationRule>();
  const correlations: Planned[] = [];
  const problems: Refused[] = [];

  const visit = (correlation: CorrelationRule): Planned | null => {
    const before = done.get(correlation);
    if (before !== undefined) return before;
    underWay.add(correlation);
    const planned = plan(correlation);
    underWay.delete(correlation);
    done.set(correlation, planned);
    if (planned) correlations.push(planned);
    return planned;
  };
  const plan = (correlation: CorrelationRule): Planned | null => {
    const items: Item[] = [];
    for (const { ref, line } of correlation.rules) {
      const [rule, second] = known.get(ref) ?? [];
      const problem =
        rule === undefined
          ? `no rule '${ref}' among those given that can be run`
          : second !== undefined
            ? `'${ref}' is ${known.get(ref)?.length} rules`
            : rule.kind === 'correlation'
              ? chainProblem(correlation, rule, ref)
              : null;
      const fields = rule === undefined ? null : grouped(correlation, rule, ref);
      if (problem !== null || rule === undefined || fields === null) {
        problems.push(refused(correlation, problem ?? `an alias of its group-by has no field for '${ref}'`, line));
        return null;
      }
      items.push({ rule, groupBy: fields });
    }
    return { correlation, items };
  };
  const chainProblem = (correlation: CorrelationRule, rule: CorrelationRule, ref: string): string | null => {
    if (underWay.has(rule)) return `'${ref}' leads back to this rule`;
    if (!correlation.type.startsWith('temporal'))
      return `${correlation.type} of '${ref}', which is a correlation itself: only temporal ones take these`;
    return visit(rule) === null ? `'${ref}' was refused` : null;
  };
  for (const rule of rules) if (rule.kind === 'correlation') visit(rule);

  const inside = new Set<Rule>();
  const alone = new Set<Rule>();
  for (const { correlation, items } of correlations) {
    for (const { rule } of items) (correlation.generate ? alone : inside).add(rule);
  }
  const detections = rules.filter((rule) => rule.kind === 'detection' && (!inside.has(rule) || alone.has(rule)));
  return { detections: detections as DetectionRule[], correlations, refused: problems };
}

function grouped({ groupBy, aliases }: CorrelationRule, rule: Rule, ref: string): string[] | null {
  const fields: string[] = [];
  for (const field of groupBy) {
    const alias = aliases.get(field);
    const meant =
      alias === undefined ? field : (alias.get(ref) ?? alias.get(rule.name ?? '') ?? alias.get(rule.id ?? ''));
    if (meant === undefined) return null;
    fields.push(meant);
  }
  return fields;
}
