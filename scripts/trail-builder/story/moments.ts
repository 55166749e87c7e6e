import { HOUR, MINUTE, SECOND } from '../time.js';

/** When the story's moments are, in milliseconds after the start. The compromise is at an odd second, as everything in life. */
export const MOMENTS = {
  compromise: 5 * HOUR + 7 * MINUTE + 13 * SECOND,
  stopLogging: 14 * HOUR + 32 * MINUTE + 41 * SECOND,
  startLogging: 26 * HOUR + 3 * MINUTE + 9 * SECOND,
  keysDisabled: 29 * HOUR,
} as const;
