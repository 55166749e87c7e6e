import { setTimeout } from 'node:timers/promises';
import { CloudTrailClient, type Event, LookupEventsCommand } from './aws-sdk.js';
import { fatal, isAboutCredentials, say } from './s3-error.js';

/** LookupEvents allows two requests a second for each account and region (CloudTrail User Guide, "Quotas"). */
const PAUSE_MS = 520;

export interface HistoryOptions {
  /** Milliseconds since the epoch; CloudTrail keeps 90 days. */
  readonly from: number;
  readonly to: number;
  readonly signal?: AbortSignal | undefined;
  /** Called with each page, in the order of the answer: the newest first. */
  readonly onPage: (records: readonly string[]) => void;
}

/**
 * Event history of one region: what CloudTrail keeps of management events whatever the settings of any trail. Records are JSON, one line
 * each. @returns why it broke off, or null
 */
export async function eventHistory(region: string, options: HistoryOptions): Promise<string | null> {
  const { from, to, signal, onPage } = options;
  const timeouts = { connectionTimeout: 3000, requestTimeout: 30_000, throwOnRequestTimeout: true };
  const client = new CloudTrailClient({ region, maxAttempts: 10, retryMode: 'standard', requestHandler: timeouts });
  const range = { StartTime: new Date(from), EndTime: new Date(to), MaxResults: 50 };
  try {
    let token: string | undefined;
    do {
      const asked = performance.now();
      const answer = await client.send(
        new LookupEventsCommand({ ...range, ...(token && { NextToken: token }) }),
        signal ? { abortSignal: signal } : {},
      );
      onPage((answer.Events ?? []).flatMap(lineOf));
      if (token !== undefined && answer.NextToken === token) return 'LookupEvents answers in circles';
      token = answer.NextToken;
      const rest = PAUSE_MS - (performance.now() - asked);
      if (token && rest > 0) await setTimeout(rest, undefined, signal ? { signal } : {});
    } while (token);
    return null;
  } catch (error) {
    signal?.throwIfAborted();
    if (isAboutCredentials(error)) throw fatal(error, `LookupEvents in ${region}`, 'CloudTrail');
    return say(error);
  } finally {
    client.destroy();
  }
}

/** The record's own text: numbers beyond 2^53 keep their digits. JSON has no bare line ends inside strings. */
function lineOf({ CloudTrailEvent }: Event): string[] {
  return CloudTrailEvent ? [CloudTrailEvent.replace(/[\r\n]+/g, ' ')] : [];
}
