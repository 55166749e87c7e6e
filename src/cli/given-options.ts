import type { BlastOptions } from '../blast/types.js';
import type { EvidenceOptions } from '../ingest/options.js';
import type { Arguments } from './arguments.js';
import { LIMIT_OPTIONS } from './options.js';

/** The options that shape a result, with their meaning spelled out: times in UTC. Threads and memory change nothing in it. */
export function givenOptions(args: Arguments, blast: BlastOptions, evidence: EvidenceOptions): string[] {
  const given: string[] = [];
  const add = (name: string, value: string | null) => {
    if (value !== null) given.push(`--${name} ${value}`);
  };
  add('since', evidence.window.since);
  add('until', evidence.window.until);
  for (const account of evidence.accounts) add('account', account);
  for (const region of evidence.regions) add('region', region);
  for (const file of evidence.publicKeys) add('public-keys', file);
  for (const limit of LIMIT_OPTIONS) add(limit, args.text(limit));
  for (const pin of evidence.pins ?? []) add('pin-keys', pin);
  add('compromised-at', blast.compromisedAt);
  add('include', blast.include);
  add('as-of', blast.asOf);
  add('contain-role', args.text('contain-role'));
  for (const folder of args.list('queries')) add('queries', folder);
  return given;
}
