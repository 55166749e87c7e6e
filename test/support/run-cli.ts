import { spawn } from 'node:child_process';
import { mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageFile } from '../../src/package.js';

export const MAIN = fileURLToPath(packageFile('dist/src/cli/main.js'));
export const fixture = (path: string) => fileURLToPath(packageFile(`fixtures/${path}`));

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly input?: string;
  /** Stops reading after the first line and closes the pipe, as `| head -1` does. */
  readonly head?: boolean;
  /** Called with what stderr has said so far: to send a signal at the right moment. */
  readonly onStderr?: (text: string, kill: (signal: NodeJS.Signals) => void) => void;
  readonly env?: NodeJS.ProcessEnv;
  /** A file that stdout goes to instead of to us. */
  readonly stdout?: string;
}

/** Runs the program as a user does: the compiled main in a process of its own, both outputs piped. */
export function keytrail(words: readonly string[], options: RunOptions = {}): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const target = options.stdout === undefined ? 'pipe' : openSync(options.stdout, 'w');
    const child = spawn(process.execPath, [MAIN, ...words], {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ['pipe', target, 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      if (options.head && stdout.includes('\n')) child.stdout?.destroy();
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
      options.onStderr?.(stderr, (signal) => child.kill(signal));
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
    child.stdin?.on('error', () => undefined).end(options.input ?? '');
  });
}

/** A folder that is gone after the test. */
export function scratch(): {
  readonly path: string;
  readonly join: (...parts: string[]) => string;
  readonly remove: () => void;
} {
  const path = mkdtempSync(join(tmpdir(), 'keytrail-test-'));
  return {
    path,
    join: (...parts) => join(path, ...parts),
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}
