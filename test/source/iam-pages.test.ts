import { expect, test } from 'vitest';
import { allPages } from '../../src/source/iam-pages.js';

test('an answer without its list is not an empty list', async () => {
  await expect(allPages(async () => ({ $metadata: {} }), 'AccessKeyMetadata')).rejects.toThrow('AccessKeyMetadata');
  expect(await allPages(async () => ({ AccessKeyMetadata: [], IsTruncated: false }), 'AccessKeyMetadata')).toEqual([]);
  expect(await allPages(async () => ({ SAMLProviderList: [] }), 'SAMLProviderList')).toEqual([]);
});

test('every page is read, and one that leads in circles ends it', async () => {
  const pages = [
    { Users: [{ UserName: 'alice' }], IsTruncated: true, Marker: 'next' },
    { Users: [{ UserName: 'bob' }], IsTruncated: false },
  ];
  expect(await allPages(async ({ Marker }) => pages[Marker === 'next' ? 1 : 0], 'Users')).toHaveLength(2);
  await expect(allPages(async () => ({ Users: [], IsTruncated: true, Marker: 'same' }), 'Users')).rejects.toThrow(
    'circles',
  );
});
