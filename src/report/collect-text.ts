import type { Table } from '../model.js';
import type { Paint } from '../text/colour.js';
import { visible } from '../text/escape.js';
import { mdCode, mdText } from '../text/markdown-text.js';
import { wrap } from '../text/wrap.js';
import { render } from './table/renderer.js';
import { tableOf } from './table/table-of.js';
import { byteSize, count, span } from './words.js';

export interface ShareShape {
  readonly account: string | null;
  readonly region: string | null;
  readonly kind: string;
  readonly storageClass: string;
  readonly objects: number;
  readonly bytes: number;
  readonly archived: number;
}

export interface BucketShape {
  readonly source: string;
  readonly endpoint: string;
  readonly versions: string;
}

export interface CollectShape {
  readonly to: string;
  readonly collectedAt: string;
  readonly collectedBy: string | null;
  readonly window: { readonly since: string | null; readonly until: string | null };
  readonly buckets: readonly BucketShape[];
  readonly counts: {
    readonly listed: number;
    readonly written: number;
    readonly there: number;
    readonly unavailable: number;
    readonly earlier: number;
    readonly deleteMarkers: number;
    readonly kept: number;
    readonly bytes: number;
    readonly writtenBytes: number;
    readonly etagDiffers: number;
  };
  readonly shares: readonly ShareShape[];
  readonly unavailableObjects: readonly { readonly bucket: string; readonly key: string; readonly reason: string }[];
  readonly keys: readonly { readonly region: string; readonly keys: number; readonly endpoint: string | null }[];
  readonly trails: number;
  readonly eventHistory: readonly { readonly account: string; readonly region: string; readonly records: number }[];
  readonly missing: readonly { readonly what: string; readonly reason: string }[];
}

export interface SurveyShape extends Pick<CollectShape, 'window' | 'buckets' | 'shares'> {
  readonly counts: Pick<CollectShape['counts'], 'listed' | 'earlier' | 'deleteMarkers' | 'bytes'> & {
    readonly archived: number;
  };
  readonly requests: { readonly list: number; readonly get: number };
}

const n = (value: number) => value.toLocaleString('en');

/** What was copied, in a sum that has to come out, and what is missing. */
export function collectText(found: CollectShape, paint: Paint, width: number | null): string {
  const { counts } = found;
  const sum = `${count(counts.listed, 'object')} = ${n(counts.written)} written (${byteSize(counts.writtenBytes)}) + ${n(counts.there)} already there + ${n(counts.unavailable)} unavailable`;
  const missing = found.missing.map(({ what, reason }) =>
    wrap(`${visible(what)}: ${visible(reason)}`, width, '    ', '      '),
  );
  return [
    `archive  ${visible(found.to)}\n`,
    head(found),
    `by       ${visible(found.collectedBy ?? 'unknown')}, at ${visible(found.collectedAt)}\n`,
    `\n${paint('bold', 'Collected')}\n`,
    `  ${sum}\n`,
    counts.earlier > 0 || counts.deleteMarkers > 0
      ? `  of them ${count(counts.earlier, 'earlier version')}; and ${count(counts.deleteMarkers, 'delete marker')}\n`
      : '',
    counts.kept > 0
      ? `  ${count(counts.kept, 'object')} of earlier runs, no longer in the bucket, kept in the archive\n`
      : '',
    counts.etagDiffers > 0
      ? `  ${paint('red', count(counts.etagDiffers, 'object'))} whose ETag is not the MD5 of the bytes\n`
      : '',
    `  ${keysLine(found)}; ${count(found.trails, 'trail')}\n`,
    found.eventHistory.map((one) => `  ${historyLine(one)}\n`).join(''),
    found.missing.length === 0
      ? `  ${paint('green', 'Nothing is missing.')}\n`
      : `  ${paint('red', 'Missing')}\n${missing.join('')}`,
    objectsText(found, width),
  ].join('');
}

function objectsText({ unavailableObjects: objects, counts }: CollectShape, width: number | null): string {
  const shown = objects
    .slice(0, 10)
    .map(({ bucket, key, reason }) =>
      wrap(`s3://${visible(bucket)}/${visible(key)}: ${visible(reason)}`, width, '    - ', '      '),
    );
  const more = counts.unavailable - shown.length;
  return shown.join('') + (more > 0 ? `    and ${n(more)} more; objects.jsonl has all\n` : '');
}

function head({ window, buckets }: Pick<CollectShape, 'window' | 'buckets'>): string {
  const lines = buckets.map(
    ({ source, endpoint, versions }) =>
      `source   ${visible(source)} at ${visible(endpoint)}; ${VERSIONS[versions] ?? `earlier versions not listed: ${visible(versions)}`}\n`,
  );
  return `window   ${span(window.since, window.until)}\n${lines.join('')}`;
}

const VERSIONS: Readonly<Record<string, string>> = {
  listed: 'earlier versions and delete markers too',
  never: 'versioning was never on',
};

function keysLine({ keys }: CollectShape): string {
  const total = keys.reduce((sum, { keys: of }) => sum + of, 0);
  if (keys.length === 0) return 'no digest, so no public key was asked for';
  const endpoints = [...new Set(keys.map(({ endpoint }) => endpoint ?? 'no endpoint'))];
  const from = endpoints.length > 3 ? count(endpoints.length, 'endpoint') : endpoints.map(visible).join(', ');
  return `${count(total, 'public key')} of ${count(keys.length, 'region')} from ${from}`;
}

const historyLine = ({ account, region, records }: CollectShape['eventHistory'][number]) =>
  `event history of ${visible(account)} ${visible(region)}: ${count(records, 'record')}`;

/** How much there is, before anything is copied. */
export function surveyText(found: SurveyShape, paint: Paint, width: number | null): string {
  const { counts, requests } = found;
  const requestsLine = `${n(requests.list)} to list (done) + ${n(requests.get)} to copy; nothing was written`;
  return [
    head(found),
    `\n${render('table', surveyTable(found), { width })}`,
    `\n${paint('bold', count(counts.listed, 'object'))}, ${byteSize(counts.bytes)}`,
    counts.earlier > 0 ? `, of them ${count(counts.earlier, 'earlier version')}` : '',
    counts.deleteMarkers > 0 ? `, and ${count(counts.deleteMarkers, 'delete marker')}` : '',
    '\n',
    counts.archived > 0
      ? `${paint('yellow', count(counts.archived, 'object'))} archived: to be restored before they can be copied\n`
      : '',
    `requests ${requestsLine}\n`,
  ].join('');
}

const SHARES = ['account', 'region', 'kind', 'storageClass', 'objects', 'bytes', 'archived'];

export const surveyTable = ({ shares }: Pick<CollectShape, 'shares'>): Table => tableOf(shares, SHARES);
export const collectTable = surveyTable;

export function collectMarkdown(found: CollectShape): string {
  const rows = Object.entries(found.counts).map(([what, value]) => [what, value]);
  const missing = found.missing.map(({ what, reason }) => `- ${mdText(what)}: ${mdText(reason)}\n`);
  return [
    '## Collection\n',
    `Into ${mdCode(found.to)} at ${mdText(found.collectedAt)} by ${mdCode(found.collectedBy ?? 'unknown')}.\n`,
    found.buckets
      .map(
        ({ source, endpoint, versions }) =>
          `- ${mdCode(source)} at ${mdCode(endpoint)}; versions: ${mdText(versions)}\n`,
      )
      .join(''),
    render('md', { columns: ['what', 'count'], rows }),
    missing.length === 0 ? 'Nothing is missing.\n' : `### Missing\n\n${missing.join('')}`,
    render('md', surveyTable(found)),
  ].join('\n');
}
