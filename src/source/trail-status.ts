import type { TrailStatus } from './interface.js';
import { isRecord, toInstant } from './json.js';

/** An archive's trail-status.json: `{trailARN: {region: get-trail-status}}`. What is not of that shape is left out. */
export function parseTrailStatus(text: string): readonly TrailStatus[] | null {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return null;
  }
  if (!isRecord(value)) return null;
  return Object.entries(value).flatMap(([trailArn, regions]) =>
    Object.entries(isRecord(regions) ? regions : {}).flatMap(([region, status]) =>
      isRecord(status) ? [{ trailArn, region, ...said(status) }] : [],
    ),
  );
}

function said(status: Readonly<Record<string, unknown>>) {
  return {
    latestDigestDelivery: toInstant(status.LatestDigestDeliveryTime),
    latestDelivery: toInstant(status.LatestDeliveryTime),
    isLogging: typeof status.IsLogging === 'boolean' ? status.IsLogging : null,
    startLogging: toInstant(status.StartLoggingTime),
    stopLogging: toInstant(status.StopLoggingTime),
  };
}
