const HOUR = 3_600_000;

/**
 * The longest lives that AWS documents (IAM User Guide, "Comparing STS API operations"): a session of a user 36 hours, of a role 12, of a role
 * that was assumed by a role session one.
 */
export const LONGEST = { user: 36, role: 12, chained: 1 } as const;

export const at = (time: string | null): number => (time === null ? Number.NEGATIVE_INFINITY : Date.parse(time));

export function latest(...times: readonly (string | null)[]): string | null {
  return times.reduce((last, time) => (at(time) > at(last) ? time : last), null);
}

/** Whether `hours` after `time` are not over at `now`. */
export function within(hours: number, time: string | null, now: string): boolean {
  return at(time) + hours * HOUR > at(now);
}
