import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

// What the investigation of the demo trail leaves, kept to compare with: the files that a person can read a difference of, and of all others but
// the case (a database is never the same twice) their hashes.

export const GOLDEN = 'fixtures/golden/demo';
const WHOLE = [
  'summary.md',
  'report.md',
  'credentials.csv',
  'navigator.json',
  'stix.json',
  'graph.graphml',
  'graph.dot',
  'answers/index.csv',
];
const SUMS = 'SHA256SUMS';
/** The one is never the same twice, the other only repeats the sizes of the rest. */
const LEFT = ['case.duckdb', 'index.md'];

/** Name → text of what is kept of such a folder. */
export function goldenOf(folder: string): Map<string, string> {
  const kept = new Map(WHOLE.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
  const sums = readFileSync(join(folder, SUMS), 'utf8')
    .split('\n')
    .filter((line) => ![...WHOLE, ...LEFT].some((name) => line.endsWith(`  ${name}`)));
  return kept.set(SUMS, sums.join('\n'));
}

/** The same as it was kept. */
export function goldenKept(root: string): Map<string, string> {
  return new Map([...WHOLE, SUMS].map((name) => [name, readFileSync(join(root, GOLDEN, name), 'utf8')]));
}

export function keepGolden(folder: string, root: string): void {
  rmSync(join(root, GOLDEN), { recursive: true, force: true });
  for (const [name, text] of goldenOf(folder)) {
    const path = join(root, GOLDEN, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}
