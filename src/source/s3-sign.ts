import { createHash, createHmac } from 'node:crypto';
import type { DirectAccess } from '../model.js';

// Signature Version 4 of a request without a body ("Authenticating Requests: Using the Authorization Header", S3 API reference).

const NO_BODY = createHash('sha256').update('').digest('hex');

/** Signs GET requests of one region. The key of a day is derived once. */
export class Signer {
  private day = '';
  private key = Buffer.alloc(0);

  constructor(
    private readonly credentials: DirectAccess['credentials'],
    private readonly region: string,
  ) {}

  /** All headers to be sent. `path`: encoded, as it stands in the request; `query`: encoded, sorted, without `?`. */
  headers(
    host: string,
    path: string,
    query: string,
    now: Date,
    more: Readonly<Record<string, string>> = {},
  ): Record<string, string> {
    const time = now.toISOString().replace(/[-:]|\.\d{3}/g, '');
    const { accessKeyId, sessionToken } = this.credentials;
    const headers: Record<string, string> = {
      host,
      ...more,
      'x-amz-content-sha256': NO_BODY,
      'x-amz-date': time,
      ...(sessionToken !== undefined && { 'x-amz-security-token': sessionToken }),
    };
    const names = Object.keys(headers).sort();
    const signed = names.join(';');
    const lines = names.map((name) => `${name}:${headers[name]}\n`).join('');
    const request = `GET\n${path}\n${query}\n${lines}\n${signed}\n${NO_BODY}`;
    const scope = `${time.slice(0, 8)}/${this.region}/s3/aws4_request`;
    const hash = createHash('sha256').update(request).digest('hex');
    const signature = createHmac('sha256', this.keyOf(time.slice(0, 8)))
      .update(`AWS4-HMAC-SHA256\n${time}\n${scope}\n${hash}`)
      .digest('hex');
    headers.authorization = `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${signed}, Signature=${signature}`;
    return headers;
  }

  private keyOf(day: string): Buffer {
    if (day === this.day) return this.key;
    const mac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
    const ofDay = mac(`AWS4${this.credentials.secretAccessKey}`, day);
    this.key = mac(mac(mac(ofDay, this.region), 's3'), 'aws4_request');
    this.day = day;
    return this.key;
  }
}
