import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach } from 'vitest';
import type { Listed } from '../../src/model.js';
import { openReader } from '../../src/source/reader.js';
import { openSource, type Source } from '../../src/source/source.js';

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A folder that ends with the test: path → text. */
export function tree(files: Record<string, string | Buffer>): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'keytrail-source-')));
  made.push(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

export const everything = { window: { since: null, until: null }, accounts: [], regions: [] };

export interface Seen {
  readonly source: Source;
  readonly objects: readonly Listed[];
  readonly notices: readonly string[];
  /** What reading the object with this key gives: its text, or the reason why not. */
  read(key: string): string;
}

export async function look(path: string): Promise<Seen> {
  const notices: string[] = [];
  const source = await openSource(path, { onNotice: (text) => notices.push(text) });
  const objects: Listed[] = [];
  for await (const page of source.list(everything)) objects.push(...page);
  const reader = openReader(structuredClone(source.reader));
  const read = (key: string) => {
    const object = objects.find((one) => one.key === key);
    if (!object) throw new Error(`not listed: ${key}`);
    const fetched = reader.read(object);
    if (fetched instanceof Promise) throw new Error('a folder is read synchronously');
    if ('bytes' in fetched) return fetched.bytes.toString();
    return `${fetched.gone ? 'gone: ' : ''}${fetched.tooLarge ? 'too large: ' : ''}${fetched.unavailable}`;
  };
  return { source, objects, notices, read };
}

export const line = (bucket: string, key: string, more: Record<string, unknown> = {}) =>
  `${JSON.stringify({ bucket, key, size: 1, ...more })}\n`;
