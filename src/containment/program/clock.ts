import { setTimeout } from 'node:timers/promises';
import type { Clock } from '../types.js';

/** The clock of the machine. */
export const systemClock: Clock = {
  now: () => new Date(),
  sleep: async (milliseconds) => {
    await setTimeout(milliseconds);
  },
  random: Math.random,
};
