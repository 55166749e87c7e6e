import type { ServerResponse } from 'node:http';
import { describe, expect, test } from 'vitest';
import { openSource } from '../../src/source/source.js';
import { stub } from './aws-stub.js';

// An endpoint that answers what it likes: a variable can point a collection to one.

/** A page of ListObjectsV2. */
function page(response: ServerResponse, keys: readonly string[], next: string | null, more = ''): void {
  const contents = keys.map((key) => `<Contents><Key>${key}</Key><Size>1</Size></Contents>`).join('');
  const token = next === null ? '' : `<NextContinuationToken>${next}</NextContinuationToken>`;
  response.writeHead(200, { 'content-type': 'application/xml' });
  response.end(
    `<?xml version="1.0"?><ListBucketResult><EncodingType>url</EncodingType><IsTruncated>${next !== null}</IsTruncated>${token}${contents}${more}</ListBucketResult>`,
  );
}

async function list(): Promise<string[]> {
  const keys: string[] = [];
  const filter = { window: { since: null, until: null }, accounts: [], regions: [] };
  const source = await openSource('s3://evidence');
  for await (const objects of source.list(filter)) for (const { key, size } of objects) keys.push(`${key} ${size}`);
  return keys;
}

describe('a listing that does not end', () => {
  test.each<[string, (response: ServerResponse, asked: number) => void]>([
    ['the same page', (response) => page(response, ['a', 'b'], 'again')],
    ['the same page under other tokens', (response, asked) => page(response, ['a', 'b'], `t${asked}`)],
    ['one key for ever', (response, asked) => page(response, ['a'], `t${asked}`)],
    ['keys that go back', (response, asked) => page(response, [`k${String(99_999 - asked)}`], `t${asked}`)],
    ['pages without keys', (response, asked) => page(response, asked <= 3 ? ['a'] : [], `t${asked}`)],
  ])('%s', async (_, answer) => {
    let asked = 0;
    await stub((_request, response) => answer(response, ++asked));
    await expect(list()).rejects.toMatchObject({
      code: 'no-access',
      message: expect.stringContaining('answers in circles'),
    });
  });
});

test('keys that nobody can have encoded, and sizes that no object has', async () => {
  await stub((_request, response) =>
    page(response, ['%zz', 'a%0Ab', '../../x'], null, '<Contents><Key>z</Key><Size>-7</Size></Contents>'),
  );
  expect((await list()).sort()).toEqual(['%zz 1', '../../x 1', 'a\nb 1', 'z 0']);
});
