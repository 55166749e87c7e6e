import { describe, expect, test } from 'vitest';
import type { Table } from '../../src/model.js';
import { render, renderer } from '../../src/report/table/renderer.js';
import { width } from '../../src/text/width.js';

const table = (...rows: Table['rows'][number][]): Table => ({ columns: ['a', 'b'], rows });
const HOSTILE = 'x\u001b[31mred\u009b0m\u202egpj\u0007\r\n\u2066|';

describe('every format', () => {
  test.each(['table', 'json', 'jsonl', 'csv', 'md'] as const)('%s emits nothing that a terminal obeys', (format) => {
    const text = render(format, { columns: [HOSTILE], rows: [[HOSTILE], [[HOSTILE]], [{ [HOSTILE]: HOSTILE }]] });
    // CSV quotes line ends, and ends its own lines with CRLF.
    expect(text.replaceAll(/[\r\n]/g, '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    if (format !== 'csv') expect(text).not.toContain('\r');
  });

  test.each(['json', 'jsonl', 'csv', 'md'] as const)('%s gives the same bytes in chunks as in one piece', (format) => {
    const rows = Array.from({ length: 7 }, (_, i) => [`row ${i}`, i]);
    const target = renderer(format, ['a', 'b'], { width: null });
    const chunked = target.begin() + rows.map((row) => target.rows([row])).join('') + target.end();
    expect(chunked).toBe(render(format, table(...rows)));
  });

  test('takes 50,000 rows in little time', () => {
    const rows = Array.from({ length: 50_000 }, (_, i) => [`arn:aws:iam::111122223333:user/u${i}`, i]);
    const started = performance.now();
    for (const format of ['table', 'json', 'jsonl', 'csv', 'md'] as const) render(format, table(...rows));
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

describe('table', () => {
  test('aligns columns, wide characters too', () => {
    expect(render('table', table(['日本', 1], ['x', null]))).toBe('a     b\n────  ─\n日本  1\nx\n');
  });

  test('is cut to the terminal, visibly, and not cut when piped', () => {
    const rows = table(['y'.repeat(300), 'z'.repeat(10)]);
    for (const line of render('table', rows, { width: 60 }).split('\n')) expect(width(line)).toBeLessThanOrEqual(60);
    expect(render('table', rows, { width: 60 })).toContain('…');
    expect(render('table', rows)).toContain('y'.repeat(300));
  });

  test('becomes a block a row where a terminal leaves too little of its columns', () => {
    const columns = ['what', 'resource', 'nothing', 'request', 'evidence'];
    const row = [
      'deleted',
      'arn:aws:s3:::a-bucket-with-a-long-name',
      null,
      'p'.repeat(900),
      Array.from({ length: 9 }, (_, i) => `id-${i}`),
    ];
    const text = render('table', { columns, rows: [row, row] }, { width: 60 });
    expect(text).toContain('── 2 of 2 ─');
    expect(text).toContain('what      deleted\n');
    expect(text).toContain('resource  arn:aws:s3:::a-bucket-with-a-long-name\n');
    expect(text).toContain('evidence  id-0, id-1, id-2, id-3 and 5 more\n');
    expect(text).not.toContain('nothing');
    expect(text).toContain('…');
    for (const line of text.split('\n')) expect(width(line)).toBeLessThanOrEqual(60);
    // Piped, it stays a table with everything in it.
    expect(render('table', { columns, rows: [row] })).toContain('"id-8"');
  });

  test('spells out what would break its lines', () => {
    expect(render('table', table(['one\ntwo', '\u001b[2J']))).toContain('one\\ntwo  \\x1b[2J');
  });

  test('has a head without rows', () => {
    expect(render('table', table())).toBe('a  b\n─  ─\n');
  });
});

describe('json and jsonl', () => {
  test('keep every value', () => {
    const rows: Table['rows'] = [
      [null, true],
      ['9007199254740993', [1, 'x', { deep: [] }]],
      [HOSTILE, '\ud800'],
    ];
    const expected = rows.map(([a, b]) => ({ a, b }));
    expect(JSON.parse(render('json', table(...rows)))).toEqual(expected);
    const lines = render('jsonl', table(...rows))
      .trimEnd()
      .split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual(expected);
  });

  test('an empty result is an empty array, and no line', () => {
    expect(JSON.parse(render('json', table()))).toEqual([]);
    expect(render('jsonl', table())).toBe('');
  });

  test('columns of one name and names like numbers keep their order', () => {
    expect(render('jsonl', { columns: ['b', '1', 'b', '__proto__'], rows: [[1, 2, 3, 4]] })).toBe(
      '{"b":1,"1":2,"b_1":3,"__proto__":4}\n',
    );
  });
});

describe('csv', () => {
  test('follows RFC 4180', () => {
    expect(render('csv', table(['say "hi"', 'a,b'], ['two\nlines', 'plain']))).toBe(
      'a,b\r\n"say ""hi""","a,b"\r\n"two\nlines",plain\r\n',
    );
  });

  test('tells null from an empty text', () => {
    expect(render('csv', table([null, '']))).toBe('a,b\r\n,""\r\n');
  });

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1'])('%j cannot run as a formula', (text) => {
    const [, line = ''] = render('csv', table([text, 1])).split(/(?<=a,b)\r\n/);
    expect(line.replace(/^"/, '')[0]).toBe("'");
  });

  test('numbers stay numbers', () => {
    expect(render('csv', table([-1, 2.5]))).toBe('a,b\r\n-1,2.5\r\n');
  });

  test('half a cell cannot become a formula where spreadsheets split at semicolons', () => {
    expect(render('csv', table(['x;=1+1', 0]))).toContain('"x;=1+1"');
  });
});

describe('md', () => {
  test.each([
    ['a|b', 'a\\|b'],
    ['<script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;/script&gt;'],
    ['`code`', '\\`code\\`'],
    ['![x](http://evil/p.png)', '\\!\\[x\\](http&#58;//evil/p.png)'],
    ['www.evil.example', 'www&#46;evil.example'],
    ['_a_ b_c *d*', '\\_a\\_ b_c \\*d\\*'],
    ['\\|', '\\\\\\|'],
  ])('%j shows literally', (text, escaped) => {
    expect(render('md', table([text, 1]))).toBe(`| a | b |\n| --- | --- |\n| ${escaped} | 1 |\n`);
  });
});
