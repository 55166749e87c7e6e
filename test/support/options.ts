import type { EvidenceOptions } from '../../src/ingest/index.js';

/** Options of a run that asks for everything. */
export const EVERYTHING = {
  window: { since: null, until: null },
  accounts: [],
  regions: [],
  publicKeys: [],
  threads: 2,
  memory: '512MB',
  inflate: 'node',
} as const satisfies Omit<EvidenceOptions, 'sources'>;
