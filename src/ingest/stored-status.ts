import type { TrailStatus } from '../source/source.js';
import type { CaseWriter } from '../store/writer.js';

/** Adds what the sources say of their trails to the case: a later ingest of other sources must not forget a tail that was cut. */
export async function keepTrailStatus(
  writer: CaseWriter,
  given: readonly TrailStatus[],
): Promise<readonly TrailStatus[]> {
  const known = await writer.objects<TrailStatus>('_verify/trail_status.sql');
  await writer.run('_verify/forget_trail_status.sql');
  await writer.add('_verify/add_trail_status.sql', [...known, ...given]);
  return writer.objects<TrailStatus>('_verify/trail_status.sql');
}
