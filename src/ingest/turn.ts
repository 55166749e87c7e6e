import { setTimeout } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

// Memory must not be the number of threads times the largest object that anybody may write: of large ones each waits for its turn.

/** Stored bytes from which an object is large. */
export const LARGE_STORED = 32 * 1024 * 1024;
/** Content bytes from which it is. */
export const LARGE_CONTENT = 128 * 1024 * 1024;
/** What deflate can make of a byte at best. */
export const MOST_INFLATION = 1032;

const POLL_MS = 5;

/**
 * Does `work` while nobody else of those who share `turn[0]` does theirs. Asks again and again instead of waiting: a thread that blocked
 * here might hold the turn itself in another of its lanes. `stopped` ends the wait of a run that ends.
 */
export async function inTurn<T>(turn: Int32Array, stopped: () => boolean, work: () => T | Promise<T>): Promise<T> {
  let mine = Atomics.compareExchange(turn, 0, 0, 1) === 0;
  while (!mine && !stopped()) {
    await setTimeout(POLL_MS);
    mine = Atomics.compareExchange(turn, 0, 0, 1) === 0;
  }
  try {
    return await work();
  } finally {
    collectGarbage();
    if (mine) Atomics.store(turn, 0, 0);
  }
}

let collect: (() => void) | null = null;

/** A thread that is done has no reason to look for garbage: what it held would still be there while the next one fills its own. */
function collectGarbage(): void {
  if (collect === null) {
    setFlagsFromString('--expose-gc');
    collect = runInNewContext('gc') as () => void;
  }
  collect();
}
