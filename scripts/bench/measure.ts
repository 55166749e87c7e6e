import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { packageFile } from '../../src/package.js';

/** One job in a process of its own. */
export interface Measure {
  readonly seconds: number;
  readonly cpu: number;
  readonly rssMB: number;
  readonly objects?: number;
  readonly events?: number;
  readonly caseBytes?: number;
}

/** A job of child.ts. */
export function child(job: string, source: string, path: string, env: NodeJS.ProcessEnv = process.env): Measure {
  const script = fileURLToPath(new URL('./child.js', import.meta.url));
  const out = execFileSync(process.execPath, [script, job, source, path], { encoding: 'utf8', env });
  return JSON.parse(out) as Measure;
}

/** The C program of `compilePeer` over a list of hashes and paths. */
export function runPeer(program: string, list: string): Measure {
  const out = execFileSync(program, [list], { encoding: 'utf8' });
  const [files, matching, , seconds, kib, cpu] = out.trim().split(' ').map(Number);
  if (files !== matching) throw new Error(`the C program found ${matching} of ${files} files as they should be`);
  return { seconds: seconds!, cpu: cpu!, rssMB: kib! / 1024 };
}

/** Null where there is no compiler. */
export function compilePeer(program: string): string | null {
  try {
    const source = fileURLToPath(packageFile('scripts/bench/verify.c'));
    execFileSync('cc', ['-O2', '-o', program, source, '-lz', '-lcrypto', '-lpthread'], { stdio: 'pipe' });
    return program;
  } catch (error) {
    console.log(`no C program to compare with: ${(error as Error).message.split('\n')[0]}\n`);
    return null;
  }
}

export function median(measures: readonly Measure[]): Measure {
  return [...measures].sort((a, b) => a.seconds - b.seconds)[measures.length >> 1]!;
}

/** `2.50 s, 400 MB/s, peak RSS 300 MB, 4.9 s CPU`. */
export function row(
  name: string,
  { seconds, cpu, rssMB }: Measure,
  of: { bytes?: number; events?: number } = {},
): void {
  const parts = [`${seconds.toFixed(2)} s`];
  if (of.events !== undefined) parts.push(`${Math.round(of.events / seconds / 1000)} k events/s`);
  if (of.bytes !== undefined) parts.push(`${mb(of.bytes / seconds)} MB/s`);
  // Of a program that is not ours the processor and memory are not always known.
  if (!Number.isNaN(cpu)) parts.push(`${cpu.toFixed(1)} s CPU`, `peak RSS ${Math.round(rssMB)} MB`);
  console.log(`  ${name.padEnd(36)} ${parts.join(', ')}`);
}

/** A target, and whether it is met. */
export function target(what: string, is: number, least: number): void {
  console.log(`  ${what}: ${is.toFixed(2)}, at least ${least}: ${is >= least ? '✔' : '✘ NOT met'}`);
}

export function mb(bytes: number): string {
  return Math.round(bytes / 1e6).toLocaleString('en');
}
