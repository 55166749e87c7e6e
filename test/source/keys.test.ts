import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parsePublicKeys, readPublicKeyFiles } from '../../src/source/keys.js';
import { tree } from './tree.js';

const der = Buffer.from('not really a key');
const md5 = createHash('md5').update(der).digest('hex');
const entry = { Value: der.toString('base64'), Fingerprint: md5.toUpperCase() };

test('takes what the AWS CLI prints, with both forms of time', () => {
  const text = JSON.stringify({
    PublicKeyList: [
      { ...entry, ValidityStartTime: 1434606528.0, ValidityEndTime: '2015-07-18T01:48:48+02:00' },
      { ...entry, ValidityStartTime: '1434606528', ValidityEndTime: 'never' },
      { ...entry, ValidityStartTime: 1e12, ValidityEndTime: '9999-12-31T23:59:59Z' },
    ],
  });
  const { keys, notices } = parsePublicKeys(Buffer.from(`\ufeff${text}`), 'k.json', 'us-east-1');
  expect(notices).toEqual([]);
  expect(keys[0]).toEqual({
    region: 'us-east-1',
    fingerprint: md5,
    der: new Uint8Array(der),
    validFrom: '2015-06-18T05:48:48Z',
    validTo: '2015-07-17T23:48:48Z',
    file: 'k.json',
    origin: {
      sha256: createHash('sha256').update(`\ufeff${text}`).digest('hex'),
      state: null,
      collectedAt: null,
      collectedBy: null,
      endpoint: null,
    },
  });
  expect(keys[1]).toMatchObject({ validFrom: '2015-06-18T05:48:48Z', validTo: null });
  // A year of five digits is no RFC 3339, and no time that a case takes.
  expect(keys[2]).toMatchObject({ validFrom: null, validTo: '9999-12-31T23:59:59Z' });
});

test('a malformed entry is a notice, and its neighbours stay', () => {
  const text = JSON.stringify({ PublicKeyList: [7, { Fingerprint: md5 }, { Value: entry.Value }, entry] });
  const { keys, notices } = parsePublicKeys(Buffer.from(text), 'k.json', null);
  expect(keys.map((key) => key.fingerprint)).toEqual([md5, md5]);
  expect(notices).toEqual(['k.json: key 1: not a JSON object', 'k.json: key 2: no Value']);
  expect(parsePublicKeys(Buffer.from('<html>'), 'k.json', null).notices).toEqual([
    'k.json: no public keys in it, for it is not JSON',
  ]);
  expect(parsePublicKeys(Buffer.from('{}'), 'k.json', null).notices).toEqual(['k.json: no PublicKeyList in it']);
});

test('the region is the name of the file, else its field, else every region', async () => {
  const list = { PublicKeyList: [entry] };
  const root = tree({
    'us-gov-west-1.json': JSON.stringify({ ...list, region: 'eu-west-1' }),
    'mine.json': JSON.stringify({ ...list, region: 'eu-west-1' }),
    'any.json': JSON.stringify(list),
    'more/us-east-1.json': JSON.stringify(list),
  });
  const paths = ['us-gov-west-1.json', 'mine.json', 'any.json', 'more'].map((name) => join(root, name));
  const { keys } = await readPublicKeyFiles(paths);
  expect(keys.map((key) => key.region)).toEqual(['us-gov-west-1', 'eu-west-1', null, 'us-east-1']);
  await expect(readPublicKeyFiles([join(root, 'nothing.json')])).rejects.toMatchObject({ code: 'not-found' });
});
