import type { IamReads, IamWrites } from '../../src/containment/index.js';
import type { MemoryIam, MemoryState } from './memory-iam.js';

// A gate before IAM in memory, where a test may let a call fail, or look at what is there between two calls; and a record of what was done.

export interface MemoryCall {
  /** 1, 2, 3 … of reads and writes together. */
  readonly number: number;
  readonly name: string;
  readonly write: boolean;
}

/** Null: it passes. Else the error, and whether it is done nevertheless. */
export type Gate = (call: MemoryCall) => { readonly error: Error; readonly done: boolean } | null;

export class GatedIam {
  gate: Gate = () => null;
  /** Told of every call when it is done. */
  after: (call: MemoryCall) => void = () => undefined;
  calls = 0;
  /** The writes that were done, with what they were given. */
  done: (readonly [name: string, ...words: unknown[]])[] = [];
  readonly reads: IamReads;
  readonly writes: IamWrites;

  constructor(private readonly iam: MemoryIam) {
    const gated = new Proxy(iam, {
      get: (_, name: keyof IamReads | keyof IamWrites) => {
        // `then` too is asked for, of what a promise resolves to.
        if (name === 'ahead' || typeof iam[name] !== 'function') return iam[name];
        return (...words: unknown[]) => this.#call(name, words);
      },
    });
    this.reads = gated;
    this.writes = gated;
  }

  get state(): MemoryState {
    return this.iam.state;
  }

  set state(state: MemoryState) {
    this.iam.state = state;
  }

  async #call(name: keyof IamReads | keyof IamWrites, words: readonly unknown[]): Promise<unknown> {
    const write = /^(?:put|delete|attach|detach|set|update|remove|add)[A-Z]/.test(name);
    const call = { number: ++this.calls, name, write };
    const met = this.gate(call);
    if (met && !met.done) throw met.error;
    const answer = await (this.iam[name] as (...words: readonly unknown[]) => Promise<unknown>)(...words);
    if (write) this.done.push([name, ...words]);
    this.after(call);
    if (met) throw met.error;
    return answer;
  }
}

/** The same state, or part of one, is the same text, whatever the order in which things were put there. */
export function textOf(state: unknown): string {
  return JSON.stringify(ordered(state)) ?? 'nothing';
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return [...value].sort();
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(fields.map(([name, held]) => [name, ordered(held)]));
}
