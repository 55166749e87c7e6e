/** What a seed names besides an access key id or a principal: bound as parameters of queries/_blast/30_seeds.sql. */
export interface SeedParts {
  /** Of `ip:ADDRESS`. */
  readonly seed_address: string | null;
  /** Of `event:ID`, or an id that is a GUID or the `sha256:…` of a record without one. */
  readonly seed_event: string | null;
  /** Of a session as results call it, `<principal id>@<time it began>`. */
  readonly seed_principal: string | null;
  /** RFC 3339, UTC. */
  readonly seed_began: string | null;
}

const EVENT_ID = /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|sha256:[0-9a-f]{32})$/i;
const SESSION = /^(?<principal>.+)@(?<began>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)$/s;

/** The parts of a seed; all null: an access key id, or the ARN or id of a principal. */
export function seedParts(seed: string): SeedParts {
  const session = SESSION.exec(seed)?.groups;
  return {
    seed_address: seed.startsWith('ip:') ? seed.slice(3).trim() : null,
    seed_event: seed.startsWith('event:') ? seed.slice(6).trim() : EVENT_ID.test(seed) ? seed : null,
    seed_principal: session?.principal ?? null,
    seed_began: session?.began ?? null,
  };
}
