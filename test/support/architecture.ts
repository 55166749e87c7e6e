import { importsOf, resolve, type SourceFile } from './imports.js';

/** Room → layer. A room is a folder of src/, or a file that lies in src/ itself. A room may import rooms of lower layers. */
const LAYERS: Readonly<Record<string, number>> = {
  model: 0,
  error: 0,
  limits: 0,
  clock: 0,
  package: 0,
  amazon: 0,
  process: 0,
  text: 0,
  'system-error': 0,
  'object-key': 1,
  inflate: 1,
  plan: 1,
  output: 1,
  source: 2,
  verify: 2,
  store: 2,
  report: 2,
  layout: 2,
  questions: 3,
  sigma: 3,
  harden: 3,
  propose: 3,
  collect: 4,
  ingest: 4,
  blast: 4,
  cli: 5,
  index: 5,
};

/** Within layer 0 only these arrows: everything else there imports nothing. */
const GROUND: Readonly<Record<string, readonly string[]>> = { clock: ['error'], 'system-error': ['error'] };

/** What a room of a middle layer may reach beyond layers 0 and 1. Missing: every lower layer. */
const NARROWED: Readonly<Record<string, readonly string[]>> = {
  questions: ['store'],
  sigma: ['store'],
  harden: ['store'],
  propose: [],
  blast: ['store', 'questions', 'propose'],
  collect: ['source'],
  ingest: ['source', 'verify', 'store'],
};

/** Apart: nothing imports it, and of the house it sees only this. */
const CONTAINMENT = [
  'model',
  'error',
  'system-error',
  'clock',
  'package',
  'amazon',
  'process',
  'text',
  'output',
  'plan',
];

/** Outside package → its owner. Node's own modules are everybody's, except in pure rooms. What of the SDK may be known: aws-access.ts. */
const OWNERS: readonly (readonly [RegExp, string])[] = [
  [/^@duckdb\//, 'store'],
  [/^@aws-sdk\/client-(s3|cloudtrail|sts|iam)$/, 'source'],
  [/^@aws-sdk\/client-(sts|iam)$/, 'containment'],
  [/^zlib-sync$/, 'inflate'],
  [/^(yargs|cli-progress)$/, 'cli'],
  [/^yaml$/, 'sigma'],
  [/^@hpcc-js\/wasm-graphviz$/, 'layout'],
];

/** Rooms without files, network, clock or console: values in, values out. Hashes and signatures are values. */
const PURE: Readonly<Record<string, readonly string[]>> = {
  verify: ['node:crypto'],
  report: [],
  layout: [],
  propose: [],
  plan: ['node:crypto'],
  model: [],
  text: [],
};

const SQL =
  /(['"`])\s*(?:SELECT\s|INSERT INTO\s|CREATE (?:OR REPLACE )?(?:TEMP )?(?:TABLE|VIEW)\s|DELETE FROM\s|UPDATE \w+ SET\s)/;

/** `cli/commands/sql.ts` → cli; `model.ts` → model. */
export function roomOf(path: string): string {
  return (path.split('/')[0] ?? '').replace(/\.ts$/, '');
}

/** What breaks the table, one sentence each. */
export function violations(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) => {
    const room = roomOf(file.path);
    if (room !== 'containment' && LAYERS[room] === undefined) return [`${file.path}: no room of the house`];
    const found = importsOf(file.text).map((specifier) => objection(file.path, room, specifier));
    if (SQL.test(file.text)) found.push(`${file.path}: SQL belongs into queries/`);
    return found.filter((text) => text !== null);
  });
}

function objection(path: string, room: string, specifier: string): string | null {
  if (!specifier.startsWith('.')) return packageObjection(path, room, specifier);
  const target = roomOf(resolve(path, specifier));
  return target === room || mayImport(room, target)
    ? null
    : `${path} imports ${specifier}: ${room} must not know ${target}`;
}

function packageObjection(path: string, room: string, specifier: string): string | null {
  if (specifier.startsWith('node:')) {
    const allowed = PURE[room];
    return allowed && !allowed.includes(specifier) ? `${path} imports ${specifier}: ${room} is pure` : null;
  }
  const owners = OWNERS.filter(([pattern]) => pattern.test(specifier)).map(([, owner]) => `${owner}'s`);
  return owners.includes(`${room}'s`)
    ? null
    : `${path} imports ${specifier}, which is ${owners.length === 0 ? "nobody's" : owners.join(' and ')}`;
}

function mayImport(room: string, target: string): boolean {
  if (target === 'containment') return false;
  if (room === 'containment') return CONTAINMENT.includes(target);
  const from = LAYERS[room] ?? -1;
  const to = LAYERS[target] ?? 99;
  if (from === 0) return GROUND[room]?.includes(target) ?? false;
  if (to >= from) return false;
  const narrowed = NARROWED[room];
  return narrowed === undefined || to <= 1 || narrowed.includes(target);
}

/** The files of a cycle of imports, first and last the same, or null. Types count: a knot of types is a knot. */
export function findCycle(files: readonly SourceFile[]): string[] | null {
  const graph = new Map(
    files.map(({ path, text }) => [
      path,
      importsOf(text)
        .filter((specifier) => specifier.startsWith('.'))
        .map((specifier) => resolve(path, specifier)),
    ]),
  );
  const done = new Set<string>();
  const trail: string[] = [];
  const visit = (path: string): string[] | null => {
    const at = trail.indexOf(path);
    if (at >= 0) return [...trail.slice(at), path];
    if (done.has(path)) return null;
    trail.push(path);
    for (const next of graph.get(path) ?? []) {
      const cycle = visit(next);
      if (cycle) return cycle;
    }
    trail.pop();
    done.add(path);
    return null;
  };
  for (const path of graph.keys()) {
    const cycle = visit(path);
    if (cycle) return cycle;
  }
  return null;
}
