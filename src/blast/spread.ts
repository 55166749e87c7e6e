import { KeytrailError } from '../error.js';
import { LIMITS } from '../limits.js';
import type { JsonValue } from '../model.js';
import type { Case } from '../store/case.js';
import { packageSql, packageStatements } from '../store/sql.js';
import { seedParts } from './seed.js';
import type { BlastOptions } from './types.js';

/** The weakest edge that is followed, as queries/_blast/00_confidence.sql counts. */
const WEAKEST = { medium: 2, low: 3 } as const;

export type Parameters = Readonly<Record<string, JsonValue>>;

/** What decides the radius itself, apart from what is then asked of it. */
export type SpreadOptions = Pick<BlastOptions, 'seed' | 'compromisedAt' | 'window' | 'include' | 'asOf'>;

export function parameters(options: SpreadOptions): Parameters {
  return {
    seed: options.seed,
    ...seedParts(options.seed),
    compromised_at: options.compromisedAt,
    since: options.window.since,
    until: options.window.until,
    include: options.include === null ? 1 : WEAKEST[options.include],
    as_of: options.asOf,
    depth_cap: LIMITS.blastDepth,
  };
}

/**
 * Computes the temporary tables `blast_credentials`, `blast_edges`, `blast_events` and `blast_calls` of a seed, in place of those of an
 * earlier one: queries/_blast/*.sql in the order of their names, a statement each. Those whose name begins with 4 are the closure: they
 * run again until what the reached actors did adds no edge.
 * @throws KeytrailError not-found where the case has never seen the seed
 */
export async function spread(opened: Case, options: SpreadOptions): Promise<void> {
  const values = parameters(options);
  const run = async (files: readonly string[]) => {
    for (const file of files) await opened.run(packageSql(file), values);
  };
  const files = packageStatements('_blast');
  const closure = files.filter((name) => name.startsWith('_blast/4'));
  await run(files.filter((name) => name < '_blast/4'));
  for (let before = -1, links = await linkCount(opened, values); links > before; ) {
    before = links;
    await run(closure);
    links = await linkCount(opened, values);
  }
  await run(files.filter((name) => name >= '_blast/5'));
  const [found] = await opened.objects<{ nodes: number }>(packageSql('_blast/answer/seed_known.sql'));
  if (found && found.nodes > 0) return;
  const keys = await opened.objects<{ key: string }>(packageSql('_blast/answer/known_keys.sql'));
  const example =
    keys.length === 0 ? 'it has no event made with a key' : `it has ${keys.map((row) => row.key).join(', ')}`;
  throw new KeytrailError(
    'not-found',
    `${options.seed}: no event of this case was made with it, and none issued it`,
    `check the id and whether its account and region were ingested (${example})`,
  );
}

async function linkCount(opened: Case, values: Parameters): Promise<number> {
  const [row] = await opened.objects<{ links: number }>(packageSql('_blast/answer/link_count.sql'), values);
  return row?.links ?? 0;
}
