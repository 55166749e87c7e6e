import { setTimeout } from 'node:timers/promises';
import type { GetObjectCommandOutput } from '@aws-sdk/client-s3';

/** A body that is not whole. */
export class BrokenBody extends Error {}

/** Of a body that breaks off. The SDK retries a request only until its headers are there. */
export const BODY_ATTEMPTS = 4;

/** Before the next attempt: longer each time, and never all at once. */
export async function pauseAfter(attempt: number, signal?: AbortSignal): Promise<void> {
  await setTimeout(2 ** attempt * 250 * (0.5 + Math.random()), undefined, signal ? { signal } : {});
}

/**
 * The whole body, or the number of its bytes where they are over the cap. Not transformToByteArray: it has no cap, and the size that was
 * listed need not be the size that is sent.
 * @throws BrokenBody
 */
export async function bodyOf(answer: GetObjectCommandOutput, most: number): Promise<Buffer | number> {
  const body = answer.Body as (AsyncIterable<Uint8Array> & { destroy?(): void }) | undefined;
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of body ?? []) {
      length += chunk.length;
      if (length > most) {
        body?.destroy?.();
        return answer.ContentLength ?? length;
      }
      chunks.push(chunk);
    }
  } catch (error) {
    throw new BrokenBody(`the body broke off after ${length} bytes`, { cause: error });
  }
  if (answer.ContentLength !== undefined && answer.ContentLength !== length) {
    throw new BrokenBody(`the body has ${length} of ${answer.ContentLength} bytes`);
  }
  return Buffer.concat(chunks, length);
}

/** User metadata with names in lower case, as S3 has them. */
export function metadataOf({ Metadata }: GetObjectCommandOutput): Record<string, string> {
  return Object.fromEntries(Object.entries(Metadata ?? {}).map(([name, text]) => [name.toLowerCase(), text]));
}
