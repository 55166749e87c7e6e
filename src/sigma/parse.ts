import { isScalar, LineCounter, parseAllDocuments } from 'yaml';
import { LIMITS } from '../limits.js';
import { parseCorrelation } from './correlation.js';
import { parseDetection } from './detection.js';
import { type RuleFile, ruleFiles } from './files.js';
import { entry, type TreeMap, textAt, textsAt, treeOf } from './tree.js';
import { Refusal, type Refused, type Rule, type RuleHead } from './types.js';

export interface Rules {
  readonly rules: readonly Rule[];
  readonly refused: readonly Refused[];
  /** Rules for other logs than CloudTrail's: `product/category/service` → how many. */
  readonly foreign: ReadonlyMap<string, number>;
}

const LEVELS = ['informational', 'low', 'medium', 'high', 'critical'];

/**
 * The rules of these files and folders. What is no rule that can be run is refused, with its line and the reason; the others stand.
 * @throws KeytrailError not-found where a path is not there or holds no rule file
 */
export function loadRules(paths: readonly string[]): Rules {
  const all = new Collected();
  for (const file of ruleFiles(paths)) readFile(file, all);
  return all;
}

/** The rules of one text. */
export function parseRules(text: string, file: string): Rules {
  const all = new Collected();
  readFile({ file, text, problem: null }, all);
  return all;
}

class Collected implements Rules {
  readonly rules: Rule[] = [];
  readonly refused: Refused[] = [];
  readonly foreign = new Map<string, number>();
  documents = 0;
}

function readFile({ file, text, problem }: RuleFile, all: Collected): void {
  const refuse = (line: number, reason: string, head?: { title: string | null; id: string | null }) =>
    all.refused.push({ file, line, title: head?.title ?? null, id: head?.id ?? null, reason });
  if (text === null) {
    refuse(1, problem ?? 'cannot be read');
    return;
  }
  const lines = new LineCounter();
  let documents: ReturnType<typeof parseAllDocuments>;
  try {
    documents = parseAllDocuments(text, {
      lineCounter: lines,
      prettyErrors: false,
      logLevel: 'silent',
      schema: 'core',
      // Its own check compares every key with every other; treeOf has one.
      uniqueKeys: false,
    });
  } catch {
    // The parser goes down with the depth of what it reads.
    refuse(1, 'cannot be parsed: nested too deep');
    return;
  }
  for (const document of documents) {
    // What stands behind a last `---`, or a comment alone.
    if (isEmpty(document.contents) && document.errors.length === 0) continue;
    const [error] = document.errors;
    const start = document.contents?.range?.[0] ?? error?.pos[0] ?? 0;
    const line = lines.linePos(start).line;
    let head: { title: string | null; id: string | null } | undefined;
    try {
      if (++all.documents > LIMITS.sigmaRules)
        throw new Refusal(line, `more than ${LIMITS.sigmaRules} rules in one run`);
      if (error) throw new Refusal(lines.linePos(error.pos[0]).line, `no YAML: ${error.message}`);
      const tree = treeOf(document, lines);
      if (tree.kind !== 'map') throw new Refusal(line, 'no rule: a rule is a map with title, logsource and detection');
      head = { title: plainText(tree, 'title'), id: plainText(tree, 'id') };
      const rule = parseRule(tree, file, line);
      if (typeof rule === 'string') all.foreign.set(rule, (all.foreign.get(rule) ?? 0) + 1);
      else all.rules.push(rule);
    } catch (thrown) {
      if (!(thrown instanceof Refusal)) throw thrown;
      refuse(thrown.line, thrown.reason, head);
    }
  }
}

function isEmpty(contents: unknown): boolean {
  return contents === null || (isScalar(contents) && contents.value === null);
}

/** For the message about a rule, whatever is wrong with it. */
function plainText(tree: TreeMap, key: string): string | null {
  const value = entry(tree, key)?.value;
  return value?.kind === 'scalar' && value.text !== '' ? value.text : null;
}

/** A rule, or the name of the log that it is for. */
function parseRule(tree: TreeMap, file: string, line: number): Rule | string {
  for (const [key, reason] of [
    ['action', 'a Sigma 1 collection (action: …): write each rule as a document of its own'],
    ['filter', 'a Sigma filter: filters that change other rules are not applied'],
  ] as const) {
    const found = entry(tree, key);
    if (found) throw new Refusal(found.line, reason);
  }
  const taxonomy = entry(tree, 'taxonomy');
  if (taxonomy && textAt(tree, 'taxonomy') !== 'sigma') {
    throw new Refusal(taxonomy.line, `taxonomy '${textAt(tree, 'taxonomy')}': only Sigma's own is known`);
  }
  const correlation = entry(tree, 'correlation');
  if (correlation) return { kind: 'correlation', ...headOf(tree, file, line), ...parseCorrelation(correlation, tree) };
  const other = otherLog(tree, line);
  if (other !== null) return other;
  const head = headOf(tree, file, line);
  const detection = entry(tree, 'detection');
  if (!detection) throw new Refusal(line, "no 'detection'");
  return { kind: 'detection', ...head, condition: parseDetection(detection) };
}

/** Null: CloudTrail's. */
function otherLog(tree: TreeMap, line: number): string | null {
  const source = entry(tree, 'logsource');
  if (!source) throw new Refusal(line, "no 'logsource'");
  if (source.value.kind !== 'map') throw new Refusal(source.line, "'logsource' is no map");
  const [product, category, service] = ['product', 'category', 'service'].map((key) =>
    (textAt(source.value as TreeMap, key) ?? '').toLowerCase(),
  );
  // `product: aws` alone means every log of AWS, CloudTrail's too.
  if (product === 'aws' && category === '' && (service === 'cloudtrail' || service === '')) return null;
  const named = [product, category, service].filter((part) => part !== '').join('/');
  if (product === '' && (category === '' || service === 'cloudtrail')) {
    throw new Refusal(source.line, "'logsource' names no product: CloudTrail is product aws, service cloudtrail");
  }
  return named;
}

function headOf(tree: TreeMap, file: string, line: number): RuleHead {
  const title = textAt(tree, 'title');
  if (title === null || title.trim() === '') throw new Refusal(line, "no 'title'");
  const level = textAt(tree, 'level')?.toLowerCase() ?? null;
  if (level !== null && !LEVELS.includes(level)) {
    throw new Refusal(entry(tree, 'level')?.line ?? line, `level '${level}' is none of ${LEVELS.join(', ')}`);
  }
  return {
    title,
    id: textAt(tree, 'id'),
    name: textAt(tree, 'name'),
    level,
    tags: textsAt(tree, 'tags').map(({ text }) => text),
    file,
    line,
  };
}
