import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageFile } from '../src/package.js';
import { keepGolden } from './golden.js';

// Writes fixtures/golden anew from the demo as it comes out now. Read the difference before you commit it.

const root = fileURLToPath(packageFile('.'));
const folder = mkdtempSync(join(tmpdir(), 'keytrail-golden-'));
try {
  // In the folder of the package: sources are told as a person there would name them.
  const { status } = spawnSync(process.execPath, ['dist/src/cli/main.js', 'demo', '--to', folder], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error(`the demo ended with ${status}`);
  keepGolden(folder, root);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
