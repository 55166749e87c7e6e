import { mdText } from '../../text/markdown-text.js';
import type { VerifyShape } from '../shapes.js';
import { count, span } from '../words.js';

/** What kinds of events the case holds at all. */
export interface KindsSeen {
  readonly events: number;
  readonly data_events: number;
  readonly read_events: number;
  readonly identity_events: number;
  readonly without_time: number;
}

/** What nobody may conclude from this evidence, as a part of a report. */
export function blindSpots(report: VerifyShape, kinds: KindsSeen): string {
  const lines = blindLines(report, kinds);
  return `## What this archive cannot show\n\n${lines.map((line) => `- ${mdText(line)}\n`).join('')}`;
}

/** The same in sentences. Absence is only shown where records are covered and the kind was recorded. */
export function blindLines(report: VerifyShape, kinds: KindsSeen): string[] {
  const lines: string[] = [];
  if (kinds.data_events === 0)
    lines.push('Data events (reads and writes of S3 objects, Lambda calls, …): none is recorded here.');
  if (kinds.read_events === 0) lines.push('Read events: none is recorded here, and AssumeRole is one.');
  if (kinds.identity_events === 0)
    lines.push('IAM and STS: no event of them is recorded here; they may be logged in another region.');
  if (kinds.without_time > 0) lines.push(`${count(kinds.without_time, 'event')} without a legible time: in no window.`);
  const missing = report.summary.objects.log?.missing ?? 0;
  if (missing > 0)
    lines.push(`${count(missing, 'log')} that CloudTrail delivered is not here, nor is what it recorded.`);
  for (const { account, region, from, to, finding } of report.ranges) {
    lines.push(
      `${account ?? ''} ${region ?? ''}, ${span(from, to)}: records may be missing without a trace (${finding}).`,
    );
  }
  for (const { area, detail } of report.blind) lines.push(`${area}: ${detail}.`);
  return lines;
}
