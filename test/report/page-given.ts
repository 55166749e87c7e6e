import { createHash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { pageAssets } from '../../src/cli/page-given.js';
import type { PageGiven } from '../../src/report/page/given.js';
import type { PageEvent } from '../../src/report/page/pack-events.js';

/** What a page is made with, its events aside. */
export const pageGivenOf = (events: () => AsyncIterable<PageEvent>, more: Partial<PageGiven> = {}): PageGiven => ({
  assets: pageAssets(),
  hashes: { case: createHash('sha256').digest('hex'), questions: new Map() },
  events,
  objects: [],
  digests: [],
  deflate: (text) => deflateRawSync(text).toString('base64'),
  ...more,
});

/** An event in which every text is `text`. */
export const eventOf = (text: string, more: Partial<PageEvent> = {}): PageEvent => ({
  ...{ event_id: text, event_time: text, credential: text, method: text, confidence: text, integrity: text },
  ...{ event_source: text, event_name: text, aws_region: text, source_ip: text, user_agent: text, error_code: text },
  ...{ account: text, kind: text, object_id: 1, record_index: 0, raw: text, raw_characters: text.length },
  ...more,
});
