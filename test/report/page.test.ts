import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { pageAssets } from '../../src/cli/page-given.js';
import { indented } from '../../src/report/page/browser/json-lines.js';
import { find, sort } from '../../src/report/page/browser/search.js';
import { EventTable } from '../../src/report/page/browser/table.js';
import { html, htmlJson, htmlText, prose } from '../../src/report/page/html.js';
import { type PageEvent, packEvents } from '../../src/report/page/pack-events.js';

describe('markup', () => {
  test('text is text, wherever it is put', () => {
    const hostile = `</script><img src=x onerror="alert(1)">'\u202e\u0000`;
    expect(html`<p title="${hostile}">${hostile}</p>`.markup).toBe(
      `<p title="${htmlText(hostile)}">${htmlText(hostile)}</p>`,
    );
    expect(htmlText(hostile)).toBe('&lt;/script&gt;&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&#39;\\u{202e}\\x00');
    expect(html`${[html`<b>${'<'}</b>`, null, 1234]}`.markup).toBe('<b>&lt;</b>1,234');
  });

  test('data ends no script, and is the same data', () => {
    const value = ['</script>', '<!--', '\u2028'];
    const { markup } = htmlJson(JSON.stringify(value));
    expect(markup).not.toMatch(/[<\u2028]/);
    expect(JSON.parse(markup)).toEqual(value);
  });

  test('a sentence keeps its times whole, and ends', () => {
    expect(prose('at 2026-03-02T11:07:13Z <b>').markup).toBe('at <time>2026-03-02T11:07:13Z</time> &lt;b&gt;');
    expect(prose('x'.repeat(5000), 10).markup).toBe('xxxxxxxxxx… (5,000 characters)');
  });
});

describe('style and script', () => {
  test('one script, which compiles, without imports or a way to end its element', () => {
    const { script, style, scriptHash } = pageAssets();
    expect(script).not.toMatch(/^(?:import|export) /m);
    expect(`${script}${style}`).not.toMatch(/<\/|<!--/);
    expect(() => new Function(script)).not.toThrow();
    expect(scriptHash).toMatch(/^sha256-[A-Za-z0-9+/]{43}=$/);
  });

  test('nothing of the style asks for anything', () => {
    expect(pageAssets().style).not.toMatch(/url\(|@import/);
  });
});

test('a record is indented, and every token stays as it was', () => {
  const record = '{"a":1.00000000000000000001,"a":[],"b":["x,\\"{"],"c":{"d":null}}';
  expect(indented(record)).toBe(
    '{\n  "a": 1.00000000000000000001,\n  "a": [],\n  "b": [\n    "x,\\"{"\n  ],\n  "c": {\n    "d": null\n  }\n}',
  );
  expect(indented('no "json').replace(/\s/g, '')).toBe('no"json');
});

describe('the table of events', () => {
  const event = (n: number): PageEvent => ({
    event_id: `e-${n}`,
    event_time: `2026-03-02T11:00:${String(n).padStart(2, '0')}Z`,
    credential: n % 2 === 0 ? 'AKIAEVEN' : 'AKIAODD',
    method: 'SEED',
    confidence: 'exact',
    integrity: n === 3 ? null : 'valid',
    event_source: 's3.amazonaws.com',
    event_name: n === 4 ? 'x'.repeat(100_000) : ['PutObject', 'GetObject', 'ListBuckets'][n % 3]!,
    aws_region: 'us-east-1',
    source_ip: `192.0.2.${n}`,
    user_agent: 'aws-cli\u001b[31m',
    error_code: n === 5 ? 'AccessDenied' : null,
    account: '111122223333',
    kind: n === 5 ? 'denied' : 'read',
    object_id: 7,
    record_index: n,
    raw: `{"n":${n}}`,
    raw_characters: n === 6 ? 9000 : 7,
  });
  async function* events() {
    for (let n = 0; n < 10; n++) yield event(n);
  }
  const options = {
    deflate: (text: string) => deflateRawSync(text).toString('base64'),
    objects: [{ id: 7, bucket: 'b', key: 'k', digest: 9 }],
    digests: [{ id: 9 }],
    ways: () => [
      { id: 'AKIAODD', parent: 'AKIAEVEN', edge: 'KEY' },
      { id: 'AKIAEVEN', parent: null, edge: null },
    ],
  };

  test('is read back as it was packed', async () => {
    const packed = await packEvents(events(), options);
    const table = new EventTable(packed.table);
    expect(table.length).toBe(10);
    expect(table.text(5, 'error_code')).toBe('AccessDenied');
    expect(table.text(3, 'integrity')).toBe('');
    expect(table.text(0, 'user_agent')).toBe('aws-cli\\x1b[31m');
    expect(table.text(4, 'event_name').length).toBeLessThan(400);
    expect(table.wholeLength(6)).toBe(9000);
    expect(table.wholeLength(5)).toBe(null);
    expect(table.digestOf(table.objectOf(2)!)?.id).toBe(9);
    expect(table.wayBack('AKIAODD').map(({ id }) => id)).toEqual(['AKIAODD', 'AKIAEVEN']);
    expect(packed.blocks).toHaveLength(1);
  });

  test('is searched by words that must all be there, narrowed, and sorted stably', async () => {
    const table = new EventTable((await packEvents(events(), options)).table);
    const rows = (words: string, only: [string, string][] = []) => [...find(table, { words, only: new Map(only) })];
    expect(rows('putobject even')).toEqual([0, 6]);
    expect(rows('', [['credential', 'AKIAODD']])).toEqual([1, 3, 5, 7, 9]);
    expect(rows('', [['credential', 'nobody']])).toEqual([]);
    expect(rows('e-7')).toEqual([7]);
    const by = (column: string, down: boolean) => [
      ...sort(table, find(table, { words: '', only: new Map() }), column, down),
    ];
    expect(by('kind', false)[0]).toBe(5);
    expect(by('time', true)).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
    expect(by('credential', true)).toEqual([1, 3, 5, 7, 9, 0, 2, 4, 6, 8]);
  });

  test('leaves records out beyond what a page can hold, and counts them', async () => {
    const { blocks, withoutRaw, rows } = await packEvents(events(), { ...options, rawBudget: 3 });
    expect({ blocks, withoutRaw, rows }).toEqual({ blocks: [], withoutRaw: 10, rows: 10 });
  });
});
