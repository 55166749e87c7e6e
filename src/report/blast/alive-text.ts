import type { BlastShape, CredentialShape } from '../shapes.js';
import { wordOf } from './blast-sentences.js';

/** Something that may still be used: a credential, or what lets somebody in again. Texts as they came. */
export interface AliveRow {
  readonly what: string;
  readonly id: string;
  readonly until: string;
  readonly survives: boolean;
  readonly why: string;
  readonly control: string;
}

/** All that is alive, or may be, keys first. */
export function aliveRows({ credentials, alive }: BlastShape): AliveRow[] {
  return [
    ...credentials
      .filter((credential) => credential.alive !== false)
      .sort((a, b) => Number(b.alive) - Number(a.alive) || a.depth - b.depth)
      .map((credential) => ({
        what: wordOf(credential.life),
        id: credential.id,
        until: until(credential),
        survives: credential.survives,
        why: credential.why ?? 'the key itself: deactivating it stops it, and nothing else',
        control: credential.control ?? '',
      })),
    ...alive
      .filter((thing) => thing.alive !== false)
      .map((thing) => ({
        what: wordOf(thing.kind),
        id: thing.id,
        until: thing.alive === null ? 'not known' : 'undone',
        survives: true,
        why: thing.why ?? '',
        control: thing.control ?? '',
      })),
  ];
}

function until({ alive, kind, expiresAt, endsBy }: CredentialShape): string {
  if (alive === null) return endsBy === null ? 'not known' : `maybe ${endsBy}`;
  return kind === 'access-key' ? 'disabled' : (expiresAt ?? endsBy ?? 'not known');
}
