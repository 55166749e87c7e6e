import type { S3Client } from '@aws-sdk/client-s3';
import { LIMITS } from '../limits.js';
import type { Fetched, ReaderSpec } from '../model.js';
import { ByteGate } from './byte-gate.js';
import { tooLarge } from './folder-reader.js';
import type { Reader, Wanted } from './interface.js';
import { BODY_ATTEMPTS, BrokenBody, bodyOf, metadataOf, pauseAfter } from './s3-body.js';
import { DirectGet } from './s3-direct.js';

const ATTEMPTS = 10;

type Sdk = typeof import('./aws-sdk.js');
type Errors = typeof import('./s3-error.js');

/** Reads the objects of a bucket, many at once. The SDK is loaded for the first that is not to be had without it. */
export class S3Reader implements Reader {
  readonly inFlight = 32;
  /** As much as one object may have: many small ones at once, or a few large ones. */
  readonly #gate = new ByteGate(LIMITS.storedBytes);
  readonly #direct: DirectGet | null;
  #loaded: Promise<{ client: S3Client; sdk: Sdk; errors: Errors }> | undefined;

  /** `most`: bytes of one object. */
  constructor(
    private readonly spec: Extract<ReaderSpec, { type: 's3' }>,
    private readonly most: number = LIMITS.storedBytes,
  ) {
    this.#direct = spec.direct ? new DirectGet(spec.direct, this.inFlight) : null;
  }

  async read(object: Wanted): Promise<Fetched> {
    if (object.size > this.most) return tooLarge(object.size, this.most);
    const leave = await this.#gate.enter(object.size);
    try {
      return (await this.#direct?.get(object, this.most)) ?? (await this.#persist(object));
    } finally {
      leave();
    }
  }

  close(): void {
    this.#direct?.close();
    this.#loaded?.then(({ client }) => client.destroy()).catch(() => {});
    this.#loaded = undefined;
  }

  async #persist(object: Wanted): Promise<Fetched> {
    this.#loaded ??= this.#load();
    const { errors } = await this.#loaded;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#get(object);
      } catch (error) {
        const value = error instanceof BrokenBody ? null : errors.explainObject(error);
        if (value) return value;
        if (!(error instanceof BrokenBody) || attempt === BODY_ATTEMPTS) {
          throw errors.fatal(error, `s3://${this.spec.bucket}/${object.locator}`, this.spec.endpoint ?? 'S3');
        }
        await pauseAfter(attempt);
      }
    }
  }

  async #load() {
    const [{ createClient }, sdk, errors] = await Promise.all([
      import('./s3-client.js'),
      import('./aws-sdk.js'),
      import('./s3-error.js'),
    ]);
    const { region, endpoint } = this.spec;
    return { client: createClient({ region, endpoint, sockets: this.inFlight, attempts: ATTEMPTS }), sdk, errors };
  }

  async #get(object: Wanted): Promise<Fetched> {
    const { client, sdk } = await this.#loaded!;
    const answer = await client.send(
      new sdk.GetObjectCommand({
        Bucket: this.spec.bucket,
        Key: object.locator,
        ...(object.versionId === null ? {} : { VersionId: object.versionId }),
      }),
    );
    const bytes = await bodyOf(answer, this.most);
    return typeof bytes === 'number' ? tooLarge(bytes, this.most) : { bytes, metadata: metadataOf(answer) };
  }
}
