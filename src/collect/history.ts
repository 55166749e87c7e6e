import { appendFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { COLLECTING } from '../source/archive-unfinished.js';
import { eventHistory } from '../source/event-history.js';
import { isRegion } from '../source/region.js';
import type { CollectOptions, CollectSummary, Missing } from './types.js';

const DAYS_MS = 90 * 86_400_000;

export interface History {
  readonly history: CollectSummary['eventHistory'];
  readonly missing: readonly Missing[];
}

/** event-history/<account>/<region>.jsonl: one region after the other, for they share the account's rate. Whole files only. */
export async function keepEventHistory(
  root: string,
  account: string,
  regions: readonly string[],
  options: CollectOptions,
  now: number,
): Promise<History> {
  const history: History['history'][number][] = [];
  const missing: Missing[] = [];
  if (!/^\d{12}$/.test(account)) {
    return { history, missing: [{ what: 'event-history', reason: 'it is not known whose credentials these are' }] };
  }
  const { since, until } = options.window;
  const from = Math.max(now - DAYS_MS, since === null ? 0 : Date.parse(since));
  const to = Math.min(now, until === null ? now : Date.parse(until));
  if (from > to) {
    return {
      history,
      missing: [{ what: 'event-history', reason: 'it is kept for 90 days, and the window ends before' }],
    };
  }
  const results = await Promise.all(
    regions.filter(isRegion).map(async (region) => {
      const temporary = join(root, COLLECTING, `history-${account}-${region}`);
      rmSync(temporary, { force: true });
      let records = 0;
      const error = await eventHistory(region, {
        from,
        to,
        signal: options.signal,
        onPage: (lines) => {
          appendFileSync(temporary, lines.map((line) => `${line}\n`).join(''));
          records += lines.length;
          options.onProgress?.({ phase: `event history of ${region}`, done: records, total: null, unit: 'objects' });
        },
      });
      return { region, temporary, records, error };
    }),
  );
  for (const { region, temporary, records, error } of results) {
    if (error !== null) {
      missing.push({ what: 'event-history', reason: `${region}: ${error}` });
      continue;
    }
    mkdirSync(join(root, 'event-history', account), { recursive: true });
    if (existsSync(temporary)) renameSync(temporary, join(root, 'event-history', account, `${region}.jsonl`));
    history.push({ account, region, records });
  }
  return { history, missing };
}
