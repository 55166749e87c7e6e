import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { manifestLine } from '../archive.js';
import type { StoredObject } from '../trail.js';

/** An archive that is written object by object and kept nowhere. */
export interface ArchiveSink {
  put(object: StoredObject): void;
  json(path: string, value: unknown): void;
  close(): void;
}

export function archiveSink(dir: string): ArchiveSink {
  mkdirSync(dir, { recursive: true });
  const manifest = openSync(join(dir, 'objects.jsonl'), 'w');
  const made = new Set<string>();
  let lines: string[] = [];
  const flush = (): void => {
    if (lines.length > 0) writeSync(manifest, `${lines.join('\n')}\n`);
    lines = [];
  };
  const file = (path: string): string => {
    const full = join(dir, path);
    const folder = dirname(full);
    if (!made.has(folder)) {
      mkdirSync(folder, { recursive: true });
      made.add(folder);
    }
    return full;
  };
  return {
    put: (object) => {
      writeFileSync(file(`buckets/${object.bucket}/${object.key}`), object.bytes);
      lines.push(JSON.stringify(manifestLine(object)));
      if (lines.length >= 500) flush();
    },
    json: (path, value) => writeFileSync(file(path), `${JSON.stringify(value, null, 2)}\n`),
    close: () => {
      flush();
      closeSync(manifest);
      sortLines(join(dir, 'objects.jsonl'));
    },
  };
}

/** A manifest is in the order of its keys, as S3 lists them. Its lines begin with bucket and key, so they sort as they are. */
function sortLines(path: string): void {
  const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
  writeFileSync(path, `${lines.sort().join('\n')}\n`);
}
