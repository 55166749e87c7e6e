import { KeytrailError } from '../error.js';

/** `s3://bucket[/prefix]`, taken apart. */
export function parseLocation(text: string): { readonly bucket: string; readonly prefix: string } {
  const [, bucket = '', prefix = ''] = /^s3:\/\/([^/]*)\/?(.*)$/is.exec(text) ?? [];
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{1,254}$/.test(bucket)) {
    throw new KeytrailError('bad-argument', `'${text}' names no bucket`, 'give s3://bucket or s3://bucket/prefix');
  }
  return { bucket, prefix };
}
