import { normalize, resolve, sep } from 'node:path';

/** Sources as a run names them, and the folder in which those names hold; null: none does, and outputs that name them differ. */
export interface NamedSources {
  readonly sources: readonly string[];
  readonly workingFolder: string | null;
}

/**
 * The report names its sources as they were typed. So that it says the same again, a source is read under its recorded name wherever that can be:
 * `archive` is `/mnt/copy/archive` for whoever stands in `/mnt/copy`.
 */
export function nameSources(recorded: readonly string[], given: readonly string[], here: string): NamedSources {
  const same = given.length === recorded.length;
  if (same && given.every((source, index) => source === recorded[index]))
    return { sources: recorded, workingFolder: here };
  const bases = recorded.map((name, index) => (same ? baseOf(name, given[index] ?? '', here) : null));
  const [base] = bases.filter((one) => one !== 'any');
  if (!same || base === null || bases.some((one) => one !== 'any' && one !== base))
    return { sources: given, workingFolder: null };
  return { sources: recorded, workingFolder: base ?? here };
}

/** The folder in which `name` is what `given` is here; `any`: it is the same everywhere. */
function baseOf(name: string, given: string, here: string): string | 'any' | null {
  if (name === given && /^s3:\/\//.test(name)) return 'any';
  if (/^s3:\/\//.test(name) || /^s3:\/\//.test(given)) return null;
  const place = resolve(here, given);
  if (resolve(here, name) === place) return here;
  if (resolve('/', name) === normalize(name)) return resolve(name) === place ? 'any' : null;
  const tail = normalize(name);
  if (tail.startsWith('..') || tail === '.') return tail === '.' ? place : null;
  const ending = sep + tail.replace(/[/\\]+$/, '');
  return place.endsWith(ending) ? place.slice(0, -ending.length) || sep : null;
}
