import type { Hand, HandKind, Tale } from './tale.js';

/** One way in which access spreads, told by a credential that can go it, with what is true of it written down. */
export interface Way {
  readonly name: string;
  readonly by: readonly HandKind[];
  readonly tell: (tale: Tale, hand: Hand) => void;
}
