import type { Window } from '../model.js';
import type { Case } from '../store/case.js';
import { packageSql } from '../store/sql.js';
import type { Rules } from './parse.js';
import { type Plan, resolve } from './resolve.js';
import { Runner } from './run.js';
import type { Refused, Rule } from './types.js';

export { loadRules, parseRules, type Rules } from './parse.js';
export type { Refused } from './types.js';

export interface SigmaOptions {
  readonly window: Window;
  /** Whether `blast` left a radius in the same opened case. */
  readonly seeded: boolean;
  /** Event ids shown of each rule. */
  readonly limit: number;
  readonly onProgress?: (done: number, total: number) => void;
}

/** What came of one rule. A rule that was refused has no numbers: it did not run, which is not "nothing found". */
export interface SigmaAnswer {
  /** Its name, id or title: what a correlation calls it. */
  readonly rule: string;
  readonly id: string | null;
  readonly title: string;
  readonly level: string | null;
  readonly kind: 'detection' | 'correlation';
  readonly tags: readonly string[];
  /** ATT&CK ids of the tags. */
  readonly techniques: readonly string[];
  readonly file: string;
  readonly line: number;
  /** Of a detection records, of a correlation spans of time in which it is true. Null without a seed. */
  readonly in_radius: number | null;
  readonly rest: number | null;
  /** Records that it rests on, and how many of them are proven. */
  readonly records: number | null;
  readonly proven: number | null;
  readonly first: string | null;
  readonly last: string | null;
  readonly evidence: readonly string[];
  /** Why it did not run. */
  readonly refused: string | null;
}

export interface SigmaReport {
  readonly answers: readonly SigmaAnswer[];
  readonly refused: readonly Refused[];
  /** Rules that ran. */
  readonly ran: number;
  /** Of the matched records, each once: verdict → how many. */
  readonly integrity: Readonly<Record<string, number>>;
}

interface Found {
  readonly rule: number;
  readonly in_radius: number;
  readonly rest: number;
  readonly proven: number;
  readonly first: string | null;
  readonly last: string | null;
}

/**
 * Runs Sigma rules on a case: each rule's records, those of the radius apart from the rest. Leaves the table `sigma_matches` in the opened
 * case, for `sigmaMatches`; the case file does not change.
 */
export async function sigma(opened: Case, { rules, refused }: Rules, options: SigmaOptions): Promise<SigmaReport> {
  const runner = await Runner.begin(opened, options.window, options.seeded);
  const sound = await runner.compilable(rules);
  const plan = resolve(sound.rules);
  const numbers = numbered(plan);
  const total = numbers.size;
  await runner.detect(
    plan.detections.map((rule) => [rule, numbers.get(rule) ?? 0]),
    (done) => options.onProgress?.(done, total),
  );
  for (const [index, planned] of plan.correlations.entries()) {
    await runner.correlate(planned, numbers.get(planned.correlation) ?? 0, numbers);
    options.onProgress?.(plan.detections.length + index + 1, total);
  }
  const problems = [...refused, ...sound.refused, ...plan.refused].sort((a, b) =>
    a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1,
  );
  const rows = await opened.objects<{ verdict: string; events: number }>(packageSql('_sigma/integrity.sql'));
  return {
    answers: [...(await answers(opened, numbers, options)), ...problems.map(refusal)],
    refused: problems,
    ran: total,
    integrity: Object.fromEntries(rows.map((row) => [row.verdict, row.events])),
  };
}

/** A line per rule and record that it matched, after `sigma` on the same opened case. */
export async function* sigmaMatches(opened: Case, { answers }: SigmaReport): AsyncIterable<Record<string, unknown>> {
  for await (const { columns, rows } of opened.stream(packageSql('_sigma/match_lines.sql'))) {
    for (const [number, ...row] of rows) {
      const answer = answers[Number(number) - 1];
      const event = Object.fromEntries(row.map((value, index) => [columns[index + 1] ?? '', value]));
      yield { rule: answer?.rule ?? null, title: answer?.title ?? null, level: answer?.level ?? null, ...event };
    }
  }
}

/** Worst first: a rule's number is its place in the answer, from 1. */
function numbered({ detections, correlations }: Plan): Map<Rule, number> {
  const all: Rule[] = [...detections, ...correlations.map(({ correlation }) => correlation)];
  const worst = (rule: Rule) => LEVELS.indexOf(rule.level ?? '');
  return new Map(all.sort((a, b) => worst(b) - worst(a)).map((rule, index) => [rule, index + 1]));
}
const LEVELS = ['informational', 'low', 'medium', 'high', 'critical'];

async function answers(
  opened: Case,
  numbers: ReadonlyMap<Rule, number>,
  options: SigmaOptions,
): Promise<SigmaAnswer[]> {
  const rows = async <T extends { rule: number }>(name: string) => {
    const found = await opened.objects<T>(packageSql(`_sigma/${name}.sql`), { limit: options.limit });
    return new Map(found.map((row) => [row.rule, row]));
  };
  const records = await rows<Found>('answer');
  const windows = await rows<{ rule: number; in_radius: number; rest: number }>('answer_windows');
  const evidence = await rows<{ rule: number; evidence: string[] }>('evidence');
  return [...numbers].map(([rule, number]) => {
    const found = records.get(number);
    const counted = rule.kind === 'correlation' ? windows.get(number) : found;
    return {
      ...head(rule),
      kind: rule.kind,
      tags: rule.tags,
      techniques: techniques(rule.tags),
      in_radius: options.seeded ? (counted?.in_radius ?? 0) : null,
      rest: counted?.rest ?? 0,
      records: found === undefined ? 0 : found.in_radius + found.rest,
      proven: found?.proven ?? 0,
      first: found?.first ?? null,
      last: found?.last ?? null,
      evidence: evidence.get(number)?.evidence ?? [],
      refused: null,
    };
  });
}

function head({ name, id, title, level, file, line }: Rule) {
  return { rule: name ?? id ?? title, id, title, level, file, line };
}

function techniques(tags: readonly string[]): string[] {
  return tags.flatMap((tag) => {
    const id = /^attack\.(t\d{4}(?:\.\d{3})?)$/i.exec(tag)?.[1];
    return id === undefined ? [] : [id.toUpperCase()];
  });
}

function refusal({ title, id, file, line, reason }: Refused): SigmaAnswer {
  return {
    rule: id ?? title ?? file,
    id,
    title: title ?? '',
    level: null,
    kind: 'detection',
    tags: [],
    techniques: [],
    file,
    line,
    in_radius: null,
    rest: null,
    records: null,
    proven: null,
    first: null,
    last: null,
    evidence: [],
    refused: reason,
  };
}
