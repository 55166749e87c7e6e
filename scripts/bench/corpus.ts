import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type LargeTrail, type Shape, writeLargeTrail } from '../trail-builder/index.js';

/** A generated trail of one shape, and what is in it. */
export interface Corpus extends LargeTrail {
  readonly shape: Shape;
  readonly dir: string;
}

export const SHAPES: readonly Shape[] = ['small', 'large', 'mix'];

/** Makes the trail, or takes the one that an earlier run made of the same size. */
export async function corpus(root: string, shape: Shape, events: number): Promise<Corpus> {
  const dir = join(root, `${shape}-${events}`);
  const done = join(dir, 'bench.json');
  if (!existsSync(done)) {
    const trail = await writeLargeTrail({ dir, seed: 1, events, shape });
    writeFileSync(done, JSON.stringify(trail));
  }
  return { ...(JSON.parse(readFileSync(done, 'utf8')) as LargeTrail), shape, dir };
}
