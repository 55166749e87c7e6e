import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageFile } from '../src/package.js';
import { CONDITIONS, type Condition } from './trail-builder/fixtures/conditions.js';
import { buildStory, writeArchive, writePlain } from './trail-builder/index.js';

// Writes fixtures/demo and fixtures/archives anew: the same bytes at every run.

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
const folder = (path: string): string => fileURLToPath(packageFile(`fixtures/${path}`));

/** The bundled example trail: an archive, and beside its files the truth of the story that it holds. */
function writeDemo(): void {
  const dir = folder('demo');
  rmSync(dir, { recursive: true, force: true });
  const { trail, truth } = buildStory({ seed: 20 });
  writeArchive(trail, dir);
  writeFileSync(join(dir, 'truth.json'), json(truth));
}

/** One small archive per condition, and beside it what a verifier is expected to say of it. */
function writeCondition({ name, trail, plain, asked, says, truth }: Condition): void {
  const dir = folder(`archives/${name}`);
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  const { verdicts, ranges, exit } = truth;
  const publicKeys: string[] = [];
  if (plain) {
    writePlain(trail, join(dir, 'archive'));
    for (const [region, keys] of trail.publicKeys) {
      mkdirSync(join(dir, 'public-keys'), { recursive: true });
      writeFileSync(join(dir, 'public-keys', `${region}.json`), json({ PublicKeyList: keys }));
      publicKeys.push(`public-keys/${region}.json`);
    }
  } else {
    writeArchive(trail, join(dir, 'archive'));
  }
  const expected = {
    publicKeys,
    ...(Object.keys(asked).length > 0 && { asked }),
    verdicts: Object.fromEntries([...verdicts].sort()),
    ranges,
    ...(trail.truth.versions && { versions: trail.truth.versions }),
    ...(says.length > 0 && { says }),
    exit,
  };
  writeFileSync(join(dir, 'expected.json'), json(expected));
}

writeDemo();
const written = new Set<string>();
for (const build of CONDITIONS) {
  const condition = build();
  if (written.has(condition.name)) throw new Error(`two conditions are called ${condition.name}`);
  written.add(condition.name);
  writeCondition(condition);
}
// A condition that was renamed must not stay behind under its old name.
for (const name of readdirSync(folder('archives'))) {
  if (!written.has(name)) rmSync(folder(`archives/${name}`), { recursive: true });
}
