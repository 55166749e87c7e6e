import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type LargeTrail, type LargeTrailSpec, type Shape, writeLargeTrail } from '../trail-builder/index.js';

/** A generated trail of one shape, and what is in it. */
export interface Corpus extends LargeTrail {
  readonly shape: Shape;
  readonly dir: string;
}

/** Makes the trail, or takes the one that an earlier run made of the same size. */
export async function corpus(
  root: string,
  shape: Shape,
  events: number,
  more: Partial<LargeTrailSpec> & { readonly name?: string } = {},
): Promise<Corpus> {
  const { name = shape, ...spec } = more;
  const dir = join(root, `${name}-${events}`);
  const done = join(dir, 'bench.json');
  if (!existsSync(done)) {
    rmSync(dir, { recursive: true, force: true });
    const trail = await writeLargeTrail({ dir, seed: 1, events, shape, ...spec });
    writeFileSync(done, JSON.stringify(trail));
  }
  return { ...(JSON.parse(readFileSync(done, 'utf8')) as LargeTrail), shape, dir };
}

/** The list that the C program reads: the hash of each object's content, and its path. */
export function listOf({ dir }: Corpus): string {
  const list = `${dir}.list`;
  if (existsSync(list)) return list;
  const lines = readFileSync(join(dir, 'objects.jsonl'), 'utf8').split('\n').filter(Boolean);
  const rows = lines.map((line) => {
    const { bucket, key } = JSON.parse(line) as { bucket: string; key: string };
    const path = join(dir, 'buckets', bucket, key);
    return `${createHash('sha256')
      .update(gunzipSync(readFileSync(path)))
      .digest('hex')} ${path}\n`;
  });
  writeFileSync(list, rows.join(''));
  return list;
}

/** Reads every object once: what is measured next finds them in memory, whoever it is, and what the system had let go of is no one's time. */
export function warm({ dir }: Corpus): void {
  for (const entry of readdirSync(join(dir, 'buckets'), { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) readFileSync(join(entry.parentPath, entry.name));
  }
}
