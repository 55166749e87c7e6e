// The S3 user metadata of a digest: where its signature lives, for it is not in the file.
import type { Metadata } from '../model.js';

/**
 * `lost`: the copy did not keep metadata. `unsigned`: the manifest says that there was no signature.
 * Source: User Guide, "CloudTrail digest file structure", "Digest file signature".
 */
export type SignatureState =
  | { readonly state: 'lost' }
  | { readonly state: 'unsigned' }
  | { readonly state: 'signed'; readonly signature: string; readonly algorithm: string | null };

export function signatureOf(metadata: Metadata): SignatureState {
  if (metadata === null) return { state: 'lost' };
  const signature = value(metadata, 'signature');
  if (signature === null || signature === '') return { state: 'unsigned' };
  return { state: 'signed', signature: signature.toLowerCase(), algorithm: value(metadata, 'signature-algorithm') };
}

/** When a backfill digest was made and signed, as written. */
export function generatedAt(metadata: Metadata): string | null {
  return metadata === null ? null : value(metadata, 'backfill-generation-timestamp');
}

/** SDKs give the bare name, HTTP the header's; neither keeps the case. */
function value(metadata: NonNullable<Metadata>, name: string): string | null {
  for (const [key, text] of Object.entries(metadata)) {
    if (key.toLowerCase().replace(/^x-amz-meta-/, '') === name) return text.trim();
  }
  return null;
}
