import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { type Answer, type ErrorCode, failure, textsOf } from './iam-answers.js';
import { type Asked, IamGaps } from './iam-gaps.js';

/** A request as it came, and what became of it. */
export interface Call {
  /** 1, 2, 3 … of all, and of the writes alone (0: a read). */
  readonly number: number;
  readonly write: number;
  readonly action: string;
  readonly params: URLSearchParams;
  readonly account: string;
  readonly accessKeyId: string;
  /** Whether it was done: IAM was asked, and said that it did. */
  done: boolean;
  fault: string | null;
}

/**
 * What is done to a request instead of passing it on: an error of AWS; `reset`: the connection breaks before it arrives; `lost`: it is done, and the
 * answer never comes; `hang`: no answer at all; or an answer of our own.
 */
export type Fault = ErrorCode | 'reset' | 'lost' | 'hang' | Answer;

/** Asked about every request before it is passed on. May wait. */
export type Meddler = (call: Call) => Fault | null | Promise<Fault | null>;

/** What only looks. Everything else counts as a write, so that none that nobody thought of goes uncounted. */
const READS = /^(?:Get|List|Simulate)[A-Z]|^GenerateCredentialReport$|^AssumeRole$/;

/** IAM and STS over HTTP: moto behind, what it lacks added, faults where a test wants them, and every request on record. */
export class IamProxy {
  readonly calls: Call[] = [];
  /** Null: every request passes. */
  meddle: Meddler | null = null;
  /** Called when moto has done a request, before the answer is sent. */
  after: ((call: Call) => void | Promise<void>) | null = null;
  /** After a write, each read answers so many times as before it. */
  stale = 0;
  /** Milliseconds before each answer. */
  latency = 0;
  readonly #gaps = new IamGaps();
  readonly #server: Server;
  readonly #accounts = new Map<string, string>();
  #before = new Map<string, Answer>();
  #old = new Map<string, { readonly answer: Answer; left: number }>();
  #writes = 0;

  private constructor(private readonly moto: string) {
    this.#server = createServer((asked, answer) => {
      this.#serve(asked, answer).catch(() => answer.destroy());
    });
  }

  static async start(moto: string): Promise<IamProxy> {
    const proxy = new IamProxy(moto);
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The writes that were done, in their order. */
  get done(): readonly Call[] {
    return this.calls.filter(({ write, done }) => write > 0 && done);
  }

  /** Nothing is meddled with any more, and nothing on record. State stays. */
  calm(): void {
    this.meddle = null;
    this.after = null;
    this.stale = 0;
    this.latency = 0;
    this.calls.length = 0;
    this.#writes = 0;
    this.#before.clear();
    this.#old.clear();
  }

  /** An account as new. */
  async reset(): Promise<void> {
    this.calm();
    this.#gaps.forget();
    this.#accounts.clear();
    await fetch(`${this.moto}/moto-api/reset`, { method: 'POST' });
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #serve(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const params = new URLSearchParams(await textOf(asked));
    const action = params.get('Action') ?? '';
    const accessKeyId = /Credential=(\w+)\//.exec(asked.headers.authorization ?? '')?.[1] ?? '';
    const call: Call = {
      number: this.calls.length + 1,
      write: READS.test(action) ? 0 : ++this.#writes,
      action,
      params,
      account: this.#accounts.get(accessKeyId) ?? '123456789012',
      accessKeyId,
      done: false,
      fault: null,
    };
    this.calls.push(call);
    const fault = (await this.meddle?.(call)) ?? null;
    if (this.latency > 0) await setTimeout(this.latency);
    if (fault !== null) {
      call.fault = typeof fault === 'string' ? fault : 'answer';
      if (fault === 'hang') return;
      if (fault === 'reset') return void answer.destroy();
      if (fault !== 'lost') return send(answer, typeof fault === 'string' ? failure(fault) : fault);
    }
    const came = await this.#pass(call, asked);
    await this.after?.(call);
    if (fault === 'lost') answer.destroy();
    else send(answer, came);
  }

  async #pass(call: Call, { headers }: IncomingMessage): Promise<Answer> {
    const { action, params, account, write } = call;
    const key = `${account} ${params}`;
    const old = this.#old.get(key);
    if (write === 0 && old && old.left > 0) {
      old.left -= 1;
      call.fault = 'stale';
      return old.answer;
    }
    const ask: Asked['ask'] = (name, more) =>
      this.#ask(new URLSearchParams({ Action: name, Version: '2010-05-08', ...more }), headers);
    const asked = { action, params, account, ask };
    const came = (await this.#gaps.answer(asked)) ?? this.#gaps.mend(asked, await this.#ask(asMoto(params), headers));
    call.done = came.status === 200;
    if (call.done && action === 'AssumeRole') this.#remember(came.body);
    if (write === 0) this.#before.set(key, came);
    else if (call.done && this.stale > 0) {
      this.#old = new Map([...this.#before].map(([read, answer]) => [read, { answer, left: this.stale }]));
    }
    return came;
  }

  /** Whose the credentials are that were just issued. */
  #remember(body: string): void {
    const account = /arn:[\w-]+:sts::(\d{12}):/.exec(body)?.[1];
    const id = textsOf(body, 'AccessKeyId')[0];
    if (account && id) this.#accounts.set(id, account);
  }

  #ask(params: URLSearchParams, headers: IncomingMessage['headers']): Promise<Answer> {
    const body = params.toString();
    const { authorization = '', host = '' } = headers;
    const form = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body) };
    return new Promise((resolve, reject) => {
      const sent = request(this.moto, { method: 'POST', headers: { ...form, authorization, host } }, (came) => {
        const type = came.headers['content-type'] ?? 'text/xml';
        textOf(came).then((text) => resolve({ status: came.statusCode ?? 0, type, body: text }), reject);
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }
}

/** Meddles with the n-th write, once. */
export function atWrite(number: number, fault: Fault): Meddler {
  return ({ write }) => (write === number ? fault : null);
}

/** Meddles with one kind of request, so many times. */
export function atAction(action: string, fault: Fault, times = Number.POSITIVE_INFINITY): Meddler {
  let left = times;
  return (call) => (call.action === action && left-- > 0 ? fault : null);
}

/** Ids of certificates are in small letters there. */
function asMoto(params: URLSearchParams): URLSearchParams {
  const own = new URLSearchParams(params);
  const certificate = own.get('CertificateId');
  if (certificate !== null) own.set('CertificateId', certificate.toLowerCase());
  return own;
}

async function textOf(stream: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function send(to: ServerResponse, { status, type, body }: Answer): void {
  to.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) }).end(body);
}
