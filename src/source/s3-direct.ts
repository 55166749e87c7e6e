import { Agent, type IncomingMessage, request as plain } from 'node:http';
import { Agent as SecureAgent, request as secure } from 'node:https';
import type { DirectAccess, Fetched } from '../model.js';
import type { Wanted } from './interface.js';
import { Signer } from './s3-sign.js';

// The SDK takes most of a millisecond of processor for each GetObject, several times what reading a log takes, and this program asks for
// millions. So the plain case goes straight to the endpoint that the SDK would have asked, with the SDK's credentials: one GET that is
// answered with 200 and a whole body. Everything else is none of its business: it answers null, and the SDK asks again, with its retries,
// redirects and errors.

const TIMEOUT_MS = 60_000;

/** GetObject in the plain case. */
export class DirectGet {
  private readonly agent: Agent;
  private readonly base: URL;
  private readonly signer: Signer;
  private off = false;

  constructor(
    private readonly access: DirectAccess,
    sockets: number,
  ) {
    this.base = new URL(access.base);
    this.signer = new Signer(access.credentials, access.region);
    const options = { keepAlive: true, maxSockets: sockets };
    this.agent = this.base.protocol === 'https:' ? new SecureAgent(options) : new Agent(options);
  }

  /** The object, or null: ask the SDK. `most`: bytes. */
  async get({ locator, versionId }: Wanted, most: number): Promise<Fetched | null> {
    // Credentials are renewed by the SDK alone.
    if (this.off || Date.now() > (this.access.until ?? Number.POSITIVE_INFINITY)) return null;
    try {
      const path = `${this.base.pathname.replace(/\/$/, '')}/${locator.split('/').map(encode).join('/')}`;
      const query = versionId === null ? '' : `versionId=${encode(versionId)}`;
      return await this.send(path, query, this.signer.headers(this.base.host, path, query, new Date()), most);
    } catch {
      return null;
    }
  }

  close(): void {
    this.agent.destroy();
  }

  private send(path: string, query: string, headers: Record<string, string>, most: number): Promise<Fetched | null> {
    return new Promise((resolve, reject) => {
      const send = this.base.protocol === 'https:' ? secure : plain;
      const { hostname, port } = this.base;
      const options = { agent: this.agent, hostname, port, headers, path: query === '' ? path : `${path}?${query}` };
      const sent = send({ ...options, timeout: TIMEOUT_MS }, (answer) => {
        this.take(answer, most).then(resolve, reject);
      });
      sent.on('timeout', () => sent.destroy(new Error('no answer')));
      sent.on('error', reject);
      sent.end();
    });
  }

  private take(answer: IncomingMessage, most: number): Promise<Fetched | null> {
    const { statusCode = 0, headers } = answer;
    const length = Number(headers['content-length']);
    if (statusCode !== 200 || !Number.isSafeInteger(length) || length > most) {
      // A redirect, or credentials that are refused: it would be so for every object.
      if (statusCode < 500 && ![200, 403, 404, 429].includes(statusCode)) this.off = true;
      answer.destroy();
      return Promise.resolve(null);
    }
    return new Promise((resolve, reject) => {
      const chunks: Buffer[] = [];
      let have = 0;
      answer.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        have += chunk.length;
      });
      answer.on('error', reject);
      answer.on('aborted', () => reject(new Error('the body broke off')));
      answer.on('end', () => {
        const bytes = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, have);
        resolve(have === length ? { bytes, metadata: metadataOf(headers) } : null);
      });
    });
  }
}

const META = 'x-amz-meta-';

function metadataOf(headers: IncomingMessage['headers']): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name in headers) if (name.startsWith(META)) found[name.slice(META.length)] = String(headers[name]);
  return found;
}

/** As Signature Version 4 has it: everything but letters, digits and `-._~`. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
}
