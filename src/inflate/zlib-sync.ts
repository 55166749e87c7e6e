import { type ChildProcess, fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { KeytrailError } from '../error.js';
import { type Inflated, inflateGzip, looksLikeGzip } from './gzip.js';
import type { ChildAnswer, Inflater } from './interface.js';

// zlib-sync never frees its state (some 15 KB an instance), so it lives in a child process that is replaced before that adds up.
const OBJECTS_PER_CHILD = 2_000;

export function openZlibSync(limit: number): Inflater {
  try {
    createRequire(import.meta.url).resolve('zlib-sync');
  } catch (cause) {
    throw new KeytrailError(
      'bad-argument',
      '--inflate zlib-sync: the optional package zlib-sync is not installed',
      'install a C++ compiler and run npm install again, or leave --inflate out',
      { cause },
    );
  }
  return new ZlibSync(limit);
}

interface Waiting {
  resolve(content: Uint8Array | null): void;
  reject(error: Error): void;
}

class ZlibSync implements Inflater {
  readonly synchronous = false;
  private child: ChildProcess | null = null;
  private served = 0;
  private next = 0;
  private answered = false;
  private readonly waiting = new Map<number, Waiting>();

  constructor(private readonly limit: number) {}

  async inflate(stored: Buffer): Promise<Inflated> {
    if (!looksLikeGzip(stored)) return inflateGzip(stored, this.limit);
    const content = await this.ask(stored);
    if (content === null) return inflateGzip(stored, this.limit);
    const buffer = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
    return { container: 'gzip', content: buffer, joined: null, trailing: null, problem: null };
  }

  private ask(stored: Buffer): Promise<Uint8Array | null> {
    if (this.served >= OBJECTS_PER_CHILD && this.waiting.size === 0) this.close();
    const child = this.child ?? this.start();
    const id = this.next++;
    this.served++;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      child.send({ id, stored, limit: this.limit });
    });
  }

  private start(): ChildProcess {
    const child = fork(fileURLToPath(new URL('./zlib-sync-child.js', import.meta.url)), [], {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      execArgv: [],
    });
    child.on('message', (answer: ChildAnswer) => {
      this.answered = true;
      this.waiting.get(answer.id)?.resolve(answer.content);
      this.waiting.delete(answer.id);
    });
    // A child that an object has killed takes no evidence with it: the default back end reads what it was asked for.
    child.on('exit', () => {
      if (this.child === child) this.child = null;
      for (const { resolve, reject } of this.waiting.values()) {
        if (this.answered) resolve(null);
        else reject(new KeytrailError('internal', 'zlib-sync does not work on this machine', 'leave --inflate out'));
      }
      this.waiting.clear();
    });
    child.on('error', () => child.kill());
    this.child = child;
    this.served = 0;
    return child;
  }

  close(): void {
    const child = this.child;
    this.child = null;
    child?.removeAllListeners('exit');
    child?.kill();
  }
}
