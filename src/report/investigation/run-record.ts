import type { ReportData } from './data.js';

/** What run.json says of itself. */
export const RUN_SCHEMA = 'keytrail/run/1';

/** run.json: with what the folder was made, so that it can be made again (`keytrail replay`). When it was made is no part of it: the bytes would differ. */
export function runRecord({ version, blast, asOf, sources, arguments: given }: ReportData): object {
  return {
    schema: RUN_SCHEMA,
    version,
    seed: blast.seed,
    asOf,
    sources,
    options: given.map((text) => {
      const end = text.indexOf(' ');
      return { option: text.slice(2, end), value: text.slice(end + 1) };
    }),
  };
}
