import { constants } from 'node:buffer';
import { describe, expect, test } from 'vitest';
import { type Split, split } from '../../src/ingest/split.js';
import { LIMITS } from '../../src/limits.js';

const a = {
  eventVersion: '1.08',
  eventSource: 's3.amazonaws.com',
  eventName: 'GetObject',
  requestParameters: { key: 'a"}],[{\\' },
};
const b = { eventVersion: '1.08', eventSource: 'iam.amazonaws.com', eventName: 'CreateUser', responseElements: null };
const A = JSON.stringify(a);
const B = JSON.stringify(b);

function run(text: string | Buffer): Split & { records: string[]; rejects: [number, string, string][] } {
  const records: string[] = [];
  const rejects: [number, string, string][] = [];
  const found = split(Buffer.from(text as string), {
    recordBytes: LIMITS.recordBytes,
    record: (bytes, start, end) => records.push(Buffer.from(bytes.subarray(start, end)).toString()),
    reject: (position, reason, raw) => rejects.push([position, reason, Buffer.from(raw).toString()]),
  });
  return { ...found, records, rejects };
}

describe('shapes', () => {
  test.each<[string, string, string[]]>([
    ['Records', `{"Records":[${A},${B}]}`, [A, B]],
    [
      'Records, pretty',
      JSON.stringify({ Records: [a, b] }, null, 2),
      [JSON.stringify(a, null, 2), JSON.stringify(b, null, 2)].map((text) => text.replaceAll('\n', '\n    ')),
    ],
    ['Records with a byte order mark', `\ufeff{"Records":[${A}]}\n`, [A]],
    ['no Records', '{"Records":[]}', []],
    ['an empty array', '[]', []],
    ['an array', `[${A} , ${B}]`, [A, B]],
    ['JSON Lines', `${A}\n${B}\n`, [A, B]],
    ['JSON Lines without the last end', `${A}\r\n${B}`, [A, B]],
    ['one record', A, [A]],
    ['Records on every line', `{"Records":[${A}]}\n{"Records":[${B}]}`, [A, B]],
    ['Records twice in one object', `{"Records":[${A}],"x":1,"Records":[${B}]}`, [A, B]],
    [
      'lookup-events',
      JSON.stringify({ Events: [{ EventId: '1', CloudTrailEvent: A }, { CloudTrailEvent: B }] }),
      [A, B],
    ],
    [
      'lookup-events, an event a line',
      `${JSON.stringify({ EventId: '1', CloudTrailEvent: A })}\n${JSON.stringify({ CloudTrailEvent: B })}`,
      [A, B],
    ],
    ['EventBridge', JSON.stringify({ version: '0', 'detail-type': 'AWS API Call via CloudTrail', detail: a }), [A]],
    ['EventBridge, an array', JSON.stringify([{ detail: a }, { detail: b }]), [A, B]],
    [
      'CloudWatch Logs',
      JSON.stringify({
        messageType: 'DATA_MESSAGE',
        logEvents: [
          { id: '1', message: A },
          { id: '2', message: `${B}\n` },
        ],
      }),
      [A, B],
    ],
  ])('%s', (_, text, records) => {
    expect(run(text)).toEqual({ is: 'records', problem: null, records, rejects: [] });
  });

  test('a digest and a file of public keys are what they are', () => {
    expect(run('{"awsAccountId":"1","digestS3Object":"x"}')).toMatchObject({
      is: 'digest',
      problem: null,
      records: [],
    });
    expect(run('{"PublicKeyList":[]}')).toMatchObject({ is: 'public-keys', problem: null, records: [] });
  });

  test.each([
    ['', 'empty'],
    [' \n', 'nothing but white space'],
    ['hello', 'not JSON'],
    ['{}', 'holds no CloudTrail record'],
    ['{"Statement":[{"Effect":"Deny"}]}', 'holds no CloudTrail record'],
  ])('nothing in %j', (text, problem) => {
    expect(run(text)).toMatchObject({ is: 'nothing', problem, records: [], rejects: [] });
  });
});

describe('what is broken loses no record', () => {
  test('cut in the middle of a record', () => {
    const found = run(`{"Records":[${A},${B.slice(0, 30)}`);
    expect(found.records).toEqual([A]);
    expect(found.rejects).toEqual([
      [expect.any(Number), expect.stringMatching(/^JSON breaks off/), `,${B.slice(0, 30)}`],
    ]);
    expect(found.problem).toMatch(/^not JSON from byte \d+ on$/);
  });

  test('a comma missing between two records', () => {
    expect(run(`[${A}${B}]`)).toMatchObject({
      records: [A, B],
      rejects: [],
      problem: `not JSON from byte ${A.length + 1} on`,
    });
  });

  test('a hole in the middle: the records behind it are found again', () => {
    const found = run(`{"Records":[${A},{"eventVersion":"1.0" ### ,${B},${A}]}`);
    expect(found.records).toEqual([A, B, A]);
    expect(found.rejects).toHaveLength(1);
    expect(found.problem).not.toBeNull();
  });

  test('bytes behind the document', () => {
    const found = run(`{"Records":[${A}]} garbage`);
    expect(found.records).toEqual([A]);
    expect(found.rejects.map(([, , raw]) => raw)).toEqual(['garbage']);
  });

  test.each([
    ['an array', `[${A},{"foo":1},${B}]`],
    ['JSON Lines', `${A}\n{"foo":1}\n${B}\n`],
    ['JSON Lines, before any record', `{"foo":1}\n${A}\n${B}\n`],
    ['JSON Lines that break off', `{"foo":1}\n${A}\n${B}\n"`],
  ])('an object among records that is none, in %s', (_, text) => {
    const found = run(text);
    expect(found.records).toEqual([A, B]);
    expect(found.rejects.map(([, , raw]) => raw)).toContain('{"foo":1}');
  });

  test('elements that are no objects', () => {
    const found = run(`{"Records":[1,"x",${A},null,[${B}]]}`);
    expect(found.records).toEqual([A]);
    expect(found.rejects.map(([, , raw]) => raw)).toEqual(['1', '"x"', 'null', `[${B}]`]);
  });

  test('a wrapped event without a record in it', () => {
    const found = run(JSON.stringify({ logEvents: [{ message: 'START RequestId' }, { message: A }] }));
    expect(found.records).toEqual([A]);
    expect(found.rejects).toHaveLength(1);
  });

  test('every byte of the input is in a record or in a reject, wherever it is cut', () => {
    const text = `{"Records":[${A},${B}]}`;
    for (let at = 1; at < text.length; at++) {
      const { records, rejects, problem } = run(text.slice(0, at));
      expect(problem, `cut at ${at}`).not.toBeNull();
      const kept = [...records, ...rejects.map(([, , raw]) => raw)].join('');
      for (const name of ['GetObject', 'CreateUser']) {
        if (text.slice(0, at).includes(name)) expect(kept, `cut at ${at}`).toContain(name);
      }
    }
  });

  test('hostile nesting and unclosed strings cost linear time', () => {
    const started = performance.now();
    run(`{"Records":[${'['.repeat(2_000_000)}`);
    run(`{"Records":[${'{"eventVersion":"'.repeat(200_000)}`);
    run(`"${'\\'.repeat(2_000_000)}`);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

test('broken content that is longer than any string', () => {
  const content = Buffer.alloc(constants.MAX_STRING_LENGTH + 1000, 'x');
  content.write(`{"Records":[${A},{"eventVersion":"`);
  const records: number[] = [];
  const rejects: number[] = [];
  const found = split(content, {
    recordBytes: LIMITS.recordBytes,
    record: (_, start) => records.push(start),
    reject: (position) => rejects.push(position),
  });
  expect(found).toMatchObject({ is: 'records', problem: expect.stringMatching(/^not JSON from byte/) });
  expect([records.length, rejects.length]).toEqual([1, 1]);
});
