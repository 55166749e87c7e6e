import type { Fetched, ReaderSpec } from '../model.js';
import type { Reader } from './interface.js';

export class S3Reader implements Reader {
  readonly inFlight = 32;
  constructor(readonly spec: ReaderSpec & { type: 's3' }) {}
  async read(): Promise<Fetched> {
    throw new Error('not yet');
  }
  close(): void {}
}
