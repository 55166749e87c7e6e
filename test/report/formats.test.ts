import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { EVENT_FILES } from '../../src/report/exports/event-files.js';
import { STIX_NAMESPACE } from '../../src/report/exports/stix.js';
import { uuidV5 } from '../../src/report/exports/uuid.js';
import type { Given } from '../../src/report/investigation/data.js';
import { indexMarkdown } from '../../src/report/investigation/index-markdown.js';
import { OUTPUTS } from '../../src/report/investigation/outputs.js';
import { sha256sums } from '../../src/report/investigation/sums.js';
import type { NamedRow } from '../../src/report/shapes.js';
import * as published from '../support/published-formats.js';
import { HOSTILE, input } from './hostile-report.js';
import { eventOf, pageGivenOf } from './page-given.js';

const sha1 = (bytes: Uint8Array) => createHash('sha1').update(bytes).digest('hex');
// What a log can hold that a file cannot: NUL, halves of surrogate pairs, what XML has no reference for.
const WORST = `${HOSTILE}"'\\]]>-->\u0000\ud800\ufffe\uffff\u200b"];n0 -> n1 [URL="x"]\r\n=2+2,${'A'.repeat(2000)}`;
const event = (more: NamedRow = {}): NamedRow => ({
  event_id: WORST,
  event_time: '2026-03-01T10:00:00.123Z',
  ...{ credential: WORST, depth: 1, method: WORST, confidence: WORST, integrity: 'valid', event_source: WORST },
  ...{
    event_name: WORST,
    source_ip: WORST,
    user_agent: WORST,
    error_code: WORST,
    identity_arn: WORST,
    read_only: false,
  },
  ...{ request: { [WORST]: WORST }, resources: [WORST], message: WORST, ...more },
});
const given: Given = {
  sha1,
  page: pageGivenOf(
    async function* () {
      yield eventOf(WORST);
    },
    { objects: [{ id: 1, bucket: WORST, key: WORST, detail: WORST, digest: 2 }], digests: [{ id: 2, key: WORST }] },
  ),
};
const events = [event(), event({ event_time: null })];
const data: typeof input = JSON.parse(
  JSON.stringify(input).replaceAll(JSON.stringify(HOSTILE).slice(1, -1), JSON.stringify(WORST).slice(1, -1)),
);

async function written(name: string): Promise<string> {
  const file = EVENT_FILES.find((one) => one.name === name);
  if (file) return events.map(file.writer()).join('');
  const output = OUTPUTS.find((one) => one.name === name);
  if (!output) throw new Error(`no output ${name}`);
  const content = output.text(data, given);
  if (typeof content === 'string') return content;
  let text = '';
  for await (const piece of content) text += piece;
  return text;
}

describe('a radius whose every text is hostile', () => {
  test.each([...OUTPUTS, ...EVENT_FILES].map(({ name }) => name))(
    '%s holds nothing that a terminal or an editor obeys',
    async (name) => {
      const text = await written(name);
      expect(text).not.toBe('');
      expect(/[^\P{Cc}\n\r\t]|\p{Cf}|\p{Cs}/u.test(text)).toBe(false);
    },
  );

  test('timesketch.jsonl is what Timesketch imports, events without a time too', async () => {
    const lines = (await written('timesketch.jsonl')).trimEnd().split('\n');
    expect(lines).toHaveLength(2);
    expect(published.timesketchObjections(lines)).toEqual([]);
    const [first, second] = lines.map((line) => JSON.parse(line));
    expect(first).toMatchObject({ datetime: '2026-03-01T10:00:00.123000+00:00', event_id: WORST, depth: 1 });
    expect(JSON.parse(first.request)).toEqual({ [WORST]: WORST });
    expect(second).toMatchObject({ datetime: '1970-01-01T00:00:00.000000+00:00', timestamp_desc: 'Not a time' });
  });

  test('navigator.json is a layer of format 4.5', async () => {
    expect(published.navigatorObjections(JSON.parse(await written('navigator.json')))).toEqual([]);
  });

  test('stix.json is a bundle of STIX 2.1; what would hit the innocent is left out and said', async () => {
    const bundle = JSON.parse(await written('stix.json'));
    expect(published.stixObjections(bundle)).toEqual([]);
    const patterns = bundle.objects.flatMap(({ pattern }: { pattern?: string }) => pattern ?? []);
    expect(patterns).toContain("[ipv4-addr:value = '203.0.113.7']");
    expect(patterns).toContain("[ipv6-addr:value = '2001:db8::7']");
    expect(patterns.join()).not.toMatch(/10\.0\.0\.1|amazonaws|198\.51\.100\.1|999\./);
    const { content } = bundle.objects.find(({ type }: { type: string }) => type === 'note');
    for (const said of [
      '10.0.0.1: a private network',
      'iam.amazonaws.com: AWS itself',
      '198.51.100.1: a network that the owner',
    ])
      expect(content).toContain(said);
  });

  test('graph.graphml is well-formed and graph.dot has no word of a log outside of quotes', async () => {
    expect(published.xmlObjections(await written('graph.graphml'))).toEqual([]);
    const dot = await written('graph.dot');
    expect(published.dotObjections(dot)).toEqual([]);
    expect(dot).toContain('style="dashed"');
    expect(published.dotObjections(`${dot}\nx [label="\\`)).not.toEqual([]);
    expect(published.xmlObjections('<a b="<"/>')).not.toEqual([]);
  });

  test.each(['events.csv', 'credentials.csv', 'answers/index.csv'])(
    '%s has no cell that a spreadsheet runs',
    async (name) => {
      expect(published.formulas(await written(name))).toEqual([]);
      expect(published.formulas('a,=1+1\r\n')).toEqual(['=1+1']);
    },
  );
});

test('ids are name-based UUIDs as everybody computes them', () => {
  // RFC 9562 appendix A.4.
  expect(uuidV5('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com', sha1)).toBe(
    '2ed6657d-e927-568b-95e1-2665a8aea6a2',
  );
  expect(uuidV5('6ba7b811-9dad-11d1-80b4-00c04fd430c8', 'tag:keytrail,2026:stix', sha1)).toBe(STIX_NAMESPACE);
});

test('sums as sha256sum -c reads them, and an index that escapes names', () => {
  const file = { name: 'a\nb\\c', sha256: 'ab', what: HOSTILE, bytes: 1 };
  expect(sha256sums([file, { name: 'plain', sha256: 'cd' }])).toBe('\\ab  a\\nb\\\\c\ncd  plain\n');
  expect(indexMarkdown(input, [file]).split('\n')).not.toContain('# heading');
});
