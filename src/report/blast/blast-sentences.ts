import type { BlastShape } from '../shapes.js';
import { count, proof } from '../words.js';

/**
 * What happened, in sentences: what and when, how sure, what is alive, what survives the deactivation of the key. Texts as they came. `withProof`: false
 * where more is said of that beside them.
 */
export function sentences(blast: BlastShape, withProof = true): string[] {
  const proven = withProof ? sure(blast) : '';
  return [extent(blast), moment(blast), habit(blast), proven, alive(blast), survivors(blast)].filter(
    (line) => line !== '',
  );
}

function extent({ credentials, seed, events }: BlastShape): string {
  const times = credentials.flatMap(({ firstSeen, lastSeen }) => [firstSeen, lastSeen]).filter((t) => t !== null);
  times.sort();
  const accounts = new Set(credentials.map(({ account }) => account).filter((account) => account !== null));
  const others = credentials.filter(({ depth }) => depth > 0).length;
  const spread = others === 0 ? 'led to no other credential' : `led to ${count(others, 'more credential')}`;
  const when = times.length === 0 ? '' : `, from ${times[0]} to ${times.at(-1)}`;
  return `${seed} ${spread} in ${count(accounts.size, 'account')}: ${count(events, 'event')}${when}.`;
}

/** The score from which a moment stands out: a network never seen before, and something else. */
const TELLING = 4;

function moment({ compromisedAt, candidates }: BlastShape): string {
  if (compromisedAt !== null) return `Counted from ${compromisedAt} on.`;
  const [likeliest] = candidates;
  const proposal =
    likeliest === undefined
      ? ''
      : likeliest.score >= TELLING
        ? ` The likeliest one is ${likeliest.at} (see the candidates below).`
        : ' Nothing in its use says when it changed hands.';
  return `No moment of compromise was given: all use of the seed counts as the intruder's.${proposal}`;
}

function habit({ before, events }: BlastShape): string {
  if (before === null) return '';
  if (before.known === null) return 'Nothing was done with it before: there is no habit to compare with.';
  return `${before.known.toLocaleString('en')} of these ${count(events, 'event')} come from a network and client that its owner used before: they may be the owner's, and count all the same.`;
}

function sure({ integrity, credentials }: BlastShape): string {
  const { proven, unproven, total } = proof(integrity);
  if (total === 0) return 'There is no record of it.';
  const weak = credentials.filter(({ confidence }) => confidence === 'medium' || confidence === 'low').length;
  const records =
    unproven === 0
      ? total === 1
        ? 'Its one record is proven'
        : `All ${total.toLocaleString('en')} records of it are proven`
      : proven === 0
        ? 'None of its records is proven'
        : `${proven.toLocaleString('en')} of its ${count(total, 'record')} are proven`;
  const edges =
    weak === 0
      ? 'every step is exact or of high confidence'
      : `${count(weak, 'credential')} hang on medium or low confidence`;
  return `${records}; ${edges}.`;
}

function alive({ credentials, asOf }: BlastShape): string {
  const valid = credentials.filter((credential) => credential.alive === true).length;
  const unknown = credentials.filter((credential) => credential.alive === null).length;
  const first =
    valid === 0 ? 'no credential of it is' : `${count(valid, 'credential')} of it ${valid === 1 ? 'is' : 'are'}`;
  const rest = unknown === 0 ? '' : `; of ${unknown.toLocaleString('en')} the data does not tell`;
  return `At ${asOf}, ${first} still valid${rest}.`;
}

/** What goes on although the key is deactivated, by its kind. */
function survivors({ credentials, alive: things }: BlastShape): string {
  const kinds = new Map<string, number>();
  for (const { survives, life } of credentials) if (survives) kinds.set(life, (kinds.get(life) ?? 0) + 1);
  for (const { alive: there, kind } of things) if (there !== false) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  const total = [...kinds.values()].reduce((sum, n) => sum + n, 0);
  if (total === 0) return 'Nothing that is known here survives the deactivation of the key.';
  const list = [...kinds]
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .map(([kind, n]) => count(n, wordOf(kind)));
  return `Deactivating the key does not stop ${list.join(', ')}.`;
}

const WORDS: Readonly<Record<string, string>> = {
  password: 'console password',
  trust: 'trust policy',
  provider: 'identity provider',
  anchor: 'trust anchor',
  oauth: 'OAuth sign-in',
  workload: 'workload with a role',
  'console-role': 'console session of a role',
  'unknown-session': 'session',
  'identity-center': 'Identity Center session',
  'service-linked': 'service-linked session',
  'ssh-key': 'SSH key',
  'mfa-device': 'MFA device',
};

/** How a kind of credential or thing is called in a sentence. */
export const wordOf = (kind: string): string => WORDS[kind] ?? kind.replaceAll('-', ' ');
