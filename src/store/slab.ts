// The format in which records travel from the worker threads to DuckDB: one transferable buffer, four columns of 32-bit numbers,
// then the records' bytes behind one another. Nothing is copied between the two threads.

/** Rows that fit into one slab. */
export const SLAB_ROWS = 4096;
/** Bytes of records that fit into one slab; a larger record gets a slab of its own. */
export const SLAB_BYTES = 2 * 1024 * 1024;
/** Slabs that one producer may have under way: this is all the backpressure there is. */
export const SLABS_IN_FLIGHT = 2;

const COLUMN = SLAB_ROWS * 4;
export const SLAB_HEADER = 4 * COLUMN;

/** Byte offsets of the columns in the buffer. */
export const START_AT = 0;
export const LENGTH_AT = COLUMN;
export const OBJECT_ID_AT = 2 * COLUMN;
export const RECORD_INDEX_AT = 3 * COLUMN;

export interface Slab {
  readonly buffer: ArrayBuffer;
  readonly rows: number;
}

/** What a producer sends: a slab, or the word that its batch is over. */
export type SlabMessage = Slab | { readonly end: true };

/** Shared counters: [0] grows with every message of a producer; [1] is set to 1 when everybody has to let go. */
export const SIGNAL_MESSAGES = 0;
export const SIGNAL_ABORT = 1;
export const SIGNAL_BYTES = 8;
