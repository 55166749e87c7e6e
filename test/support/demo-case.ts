import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { fixture, keytrail, scratch } from './run-cli.js';

/** What really happened in the demo trail. */
export const story = JSON.parse(readFileSync(fixture('demo/truth.json'), 'utf8')) as {
  readonly seed: string;
  readonly compromisedAt: string;
  readonly total: number;
  readonly events: string[];
  readonly eventsBefore: string[];
  readonly credentials: { readonly id: string }[];
};

export const INCIDENT = ['--compromised-at', story.compromisedAt, '--as-of', '2026-03-03T18:49:30Z'];
export const SEED = [story.seed, ...INCIDENT];

export const folder = scratch();
/** The case of the demo trail, once `makeCase` has run. */
export const CASE = folder.join('case.duckdb');

export function makeCase() {
  // Another file of tests in this process may have removed it.
  mkdirSync(folder.path, { recursive: true });
  return keytrail(['ingest', fixture('demo'), '--case', CASE]);
}

export function hash(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
