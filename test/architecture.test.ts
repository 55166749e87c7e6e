import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { packageFile } from '../src/package.js';
import { findCycle, importsOf, type SourceFile, violations } from './support/architecture.js';

const SRC = fileURLToPath(packageFile('src/'));

function sources(): SourceFile[] {
  const files = readdirSync(SRC, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && entry.name.endsWith('.ts'),
  );
  return files.map((entry) => {
    const file = join(entry.parentPath, entry.name);
    return { path: relative(SRC, file).split('\\').join(posix.sep), text: readFileSync(file, 'utf8') };
  });
}

describe('the house', () => {
  const files = sources();

  test('has rooms, and every file lies in one of them', () => {
    expect(files.length).toBeGreaterThan(40);
    expect(violations(files)).toEqual([]);
  });

  test('has no cycle of imports', () => {
    expect(findCycle(files)).toBeNull();
  });
});

describe('the checker finds a planted violation:', () => {
  const planted = (path: string, text: string) => violations([{ path, text }]);

  test.each([
    ['an arrow up', 'verify/chain.ts', "import { openCase } from '../store/case.js';"],
    ['a neighbour on the same floor', 'report/csv.ts', "import type { Case } from '../store/case.js';"],
    ['an import over two lines', 'model.ts', "import {\n  a,\n} from './clock.js';"],
    ['a re-export', 'verify/chain.ts', "export { x } from '../cli/main.js';"],
    ['a dynamic import', 'blast/blast.ts', "const { verify } = await import('../ingest/index.js');"],
    ['a worker of another room', 'verify/chain.ts', "new Worker(new URL('../ingest/worker.js', import.meta.url));"],
    ["somebody else's package", 'ingest/pool.ts', "import { DuckDBInstance } from '@duckdb/node-api';"],
    ['a package without an owner', 'cli/main.ts', "import chalk from 'chalk';"],
    ['containment inside analysis', 'cli/main.ts', "import { apply } from '../containment/apply.js';"],
    ['a room that the table does not know', 'attic/box.ts', 'export const x = 1;'],
    ['SQL in TypeScript', 'blast/blast.ts', 'const sql = `SELECT * FROM events`;'],
    ['I/O in a pure room', 'verify/chain.ts', "import { readFileSync } from 'node:fs';"],
  ])('%s', (_, path, text) => {
    expect(planted(path, text)).toHaveLength(1);
  });

  test('a cycle', () => {
    const a = { path: 'verify/a.ts', text: "import { b } from './b.js';" };
    const b = { path: 'verify/b.ts', text: "import { a } from './a.js';" };
    expect(findCycle([a, b])).toEqual(['verify/a.ts', 'verify/b.ts', 'verify/a.ts']);
  });

  test('and not what is allowed', () => {
    expect(
      planted('cli/commands/sql.ts', "import { openCase } from '../../store/case.js';\nimport yargs from 'yargs';"),
    ).toEqual([]);
    expect(importsOf("// import { x } from './nowhere.js';\nimport './side-effect.js';")).toEqual(['./side-effect.js']);
  });
});
