import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LIMITS } from '../../src/limits.js';
import { openReader } from '../../src/source/reader.js';
import { openSource } from '../../src/source/source.js';
import { look, tree } from './tree.js';

describe('a plain folder', () => {
  test('lists every file in the byte order of its key', async () => {
    const root = tree({ 'a/x.json': '1', 'a.b': '2', 'a-b/y': '3', 'é.json': '4', LICENSE: '5', 'Z/z': '6' });
    mkdirSync(join(root, 'empty'));
    const { source, objects, notices, read } = await look(root);
    expect(source.layout).toBe('plain');
    expect(objects.map((object) => object.key)).toEqual(['LICENSE', 'Z/z', 'a-b/y', 'a.b', 'a/x.json', 'é.json']);
    const keys = objects.map((object) => Buffer.from(object.key));
    expect([...keys].sort(Buffer.compare)).toEqual(keys);
    expect(objects[3]).toEqual({
      locator: 'a.b',
      bucket: null,
      key: 'a.b',
      versionId: null,
      size: 1,
      lastModified: null,
      storageClass: null,
      metadata: null,
    });
    expect(read('é.json')).toBe('4');
    expect(notices).toEqual([]);
  });

  test('pages hold at most 1,000 objects', async () => {
    const files = Array.from({ length: 2001 }, (_, n) => [`f${String(n).padStart(4, '0')}`, '']);
    const source = await openSource(tree(Object.fromEntries(files)));
    const sizes: number[] = [];
    for await (const page of source.list({ window: { since: null, until: null }, accounts: [], regions: [] })) {
      sizes.push(page.length);
    }
    expect(sizes).toEqual([1000, 1000, 1]);
  });

  test('reads names that are odd, or no UTF-8 at all', async () => {
    const root = tree({ '100%.json': 'percent', '%E9': 'literal', 'new\nline': 'line', '$(x) "q"': 'shell' });
    writeFileSync(Buffer.concat([Buffer.from(`${root}/caf`), Buffer.from([0xe9])]), 'latin1');
    writeFileSync(Buffer.concat([Buffer.from(`${root}/`), Buffer.from([0xe9])]), 'one byte');
    const { objects, read } = await look(root);
    expect(objects.map((object) => [object.key, object.locator])).toEqual([
      ['$(x) "q"', '$(x) "q"'],
      ['%E9', '%25E9'],
      ['100%.json', '100%25.json'],
      ['caf%E9', 'caf%E9'],
      ['new\nline', 'new\nline'],
      ['%E9', '%E9'],
    ]);
    expect(read('100%.json')).toBe('percent');
    expect(read('caf%E9')).toBe('latin1');
    expect(read('%E9')).toBe('literal');
    const reader = openReader({ type: 'folder', root });
    expect(reader.read({ locator: '%E9', versionId: null, size: 8 })).toMatchObject({ bytes: Buffer.from('one byte') });
  });

  test('never follows a link out of the folder', async () => {
    const outside = tree({ 'secret.json': 'secret', 'deep/secret.json': 'secret' });
    const root = tree({ 'in/log.json': 'log' });
    symlinkSync(join(outside, 'secret.json'), join(root, 'file-out'));
    symlinkSync(join(outside, 'deep'), join(root, 'folder-out'));
    symlinkSync('in/log.json', join(root, 'file-in'));
    symlinkSync('in', join(root, 'folder-in'));
    symlinkSync('loop', join(root, 'loop'));
    symlinkSync('nowhere', join(root, 'dangling'));
    const { objects, notices, read } = await look(root);
    expect(objects.map((object) => object.key)).toEqual([
      'dangling',
      'file-in',
      'file-out',
      'folder-out',
      'in/log.json',
      'loop',
    ]);
    const refused = 'a symbolic link, which is not followed';
    expect(['dangling', 'file-out', 'folder-out', 'loop'].map(read)).toEqual([refused, refused, refused, refused]);
    expect(read('file-in')).toBe('log');
    expect(notices).toEqual([
      `${root}: folder-in: a link to a folder of the same source, whose files are read where they lie`,
    ]);
    // A folder that becomes a link after the listing is not followed either.
    const reader = openReader({ type: 'folder', root });
    const locators = ['folder-out/secret.json', '../x', '/etc/passwd', 'in/../../x', '%2E%2E/x', 'in/%00', ''];
    for (const locator of locators) {
      expect(reader.read({ locator, versionId: null, size: 1 }), locator).toHaveProperty('unavailable');
    }
  });

  test('a source may itself be named by a link', async () => {
    const root = tree({ 'real/log.json': 'log' });
    symlinkSync('real', join(root, 'named'));
    expect((await look(join(root, 'named'))).read('log.json')).toBe('log');
  });

  test('a file that vanished, grew too large or is no file is said to be so', async () => {
    const root = tree({ vanished: 'x', large: '', changed: 'x', was: 'x' });
    const seen = await look(root);
    rmSync(join(root, 'vanished'));
    truncateSync(join(root, 'large'), LIMITS.storedBytes + 1);
    rmSync(join(root, 'was'));
    mkdirSync(join(root, 'was'));
    writeFileSync(join(root, 'changed'), 'longer than it was');
    expect(seen.read('vanished')).toBe('gone: its file is not there');
    expect(seen.read('large')).toBe('too large: 268435457 bytes, over the limit of 268435456');
    expect(seen.read('was')).toBe('a folder that could not be listed');
    expect(seen.read('changed')).toBe('longer than it was');
  });

  test('a pipe is skipped in words, and does not hang who reads it', async () => {
    const root = tree({ 'log.json': 'x' });
    execFileSync('mkfifo', [join(root, 'pipe')]);
    const { objects, notices } = await look(root);
    expect(objects.map((object) => object.key)).toEqual(['log.json']);
    expect(notices).toEqual([`${root}: pipe: neither a file nor a folder; skipped`]);
    const reader = openReader({ type: 'folder', root });
    expect(reader.read({ locator: 'pipe', versionId: null, size: 0 })).toEqual({ unavailable: 'not a regular file' });
  });

  test.skipIf(process.getuid?.() === 0)('what may not be read is listed, and says why', async () => {
    const root = tree({ 'shut/log.json': 'x', 'file.json': 'x' });
    chmodSync(join(root, 'shut'), 0);
    chmodSync(join(root, 'file.json'), 0);
    const { read } = await look(root);
    expect(read('shut')).toBe('permission denied');
    expect(read('file.json')).toBe('permission denied');
    chmodSync(join(root, 'shut'), 0o700);
  });

  test('notices about many files are cut, with their number', async () => {
    const root = tree({ 'in/log.json': 'x' });
    for (let n = 0; n < 15; n += 1) symlinkSync('in', join(root, `link-${n}`));
    const { notices } = await look(root);
    expect(notices).toHaveLength(11);
    expect(notices.at(-1)).toBe(`${root}: and 5 more like these`);
  });
});

describe('opening', () => {
  test('a single file is a source', async () => {
    const { source, objects, read } = await look(join(tree({ 'a/log.json': 'log', 'a/other': '' }), 'a/log.json'));
    expect(source.layout).toBe('plain');
    expect(objects.map((object) => [object.key, object.size])).toEqual([['log.json', 3]]);
    expect(read('log.json')).toBe('log');
  });

  test('what is not there, is empty or is no source is an error with a hint', async () => {
    const root = tree({ 'a/log.json': 'x' });
    mkdirSync(join(root, 'b/c'), { recursive: true });
    const refusal = (text: string) => openSource(text).catch((error) => [error.code, error.message.replace(root, '')]);
    expect(await refusal(join(root, 'nothing'))).toEqual(['not-found', "'/nothing' is not there"]);
    expect(await refusal(join(root, 'a/log.json/x'))).toEqual(['not-found', "'/a/log.json/x' is not there"]);
    expect(await refusal(join(root, 'b'))).toEqual(['not-found', "'/b' holds no evidence"]);
    expect(await refusal('https://example.com/x')).toEqual(['bad-argument', "'https://example.com/x' is not a source"]);
  });
});
