import type { JsonValue } from '../model.js';
import type { Case } from '../store/case.js';
import { packageSql } from '../store/sql.js';
import type { Parameters } from './spread.js';
import type { AliveThing, Before, Candidate, Concurrent, Cover, NewValue } from './state-types.js';

/** Rows of what no trail records that are read. */
const BLIND = 200;

/** What the radius is like: before and after, still alive, and what the archive cannot say of it. After `spread` on the same opened case. */
export interface RadiusState {
  readonly alive: readonly AliveThing[];
  readonly before: Before | null;
  readonly concurrent: readonly Concurrent[];
  readonly candidates: readonly Candidate[];
  readonly cover: Cover;
}

export async function radiusState(opened: Case, values: Parameters): Promise<RadiusState> {
  const rows = <T>(name: string) => opened.objects<T>(packageSql(`_blast/answer/${name}.sql`), values);
  const given = values.compromised_at !== null;
  const [past] = given ? await rows<Omit<Before, 'values'>>('before') : [];
  const [numbers] = await rows<Omit<Cover, 'places' | 'blind'>>('cover');
  if (!numbers) throw new Error('one row of numbers');
  return {
    alive: await rows<AliveThing>('alive'),
    before: past ? { ...past, values: await rows<NewValue>('before_new') } : null,
    concurrent: await rows<Concurrent>('concurrent'),
    candidates: given ? [] : await rows<Candidate>('candidates'),
    cover: {
      ...numbers,
      places: await rows<Cover['places'][number]>('cover_places'),
      blind: await blind(opened),
    },
  };
}

/** Hours and places are said by `places`. */
async function blind(opened: Case): Promise<Record<string, JsonValue>[]> {
  const spots = await opened.objects<Record<string, JsonValue>>(packageSql('_report/blind.sql'), { most: BLIND });
  return spots.filter(({ area }) => area !== 'hours' && area !== 'places');
}
