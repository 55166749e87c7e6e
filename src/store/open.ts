import type { DuckDBInstance } from '@duckdb/node-api';
import { KeytrailError } from '../error.js';
import { duckdb } from './duckdb.js';

/** The layout of a case; a case of another version is refused, never guessed at. */
export const SCHEMA_VERSION = 5;

export interface Resources {
  readonly threads: number;
  /** As DuckDB takes it, e.g. `1GB`. */
  readonly memory: string;
}

/**
 * Settings of every instance. DuckDB loads no extension and sees no network; `temp_directory` has to be in the same configuration
 * that forbids external access, or spilling is refused.
 */
export function settings(temp: string, resources: Resources): Record<string, string> {
  return {
    threads: String(resources.threads),
    memory_limit: resources.memory,
    temp_directory: temp,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    preserve_insertion_order: 'false',
  };
}

/** What DuckDB says, as what a person can do about it. */
export function explain(error: unknown, path: string): KeytrailError {
  if (error instanceof KeytrailError) return error;
  const text = error instanceof Error ? error.message : String(error);
  const line = text.split('\n')[0] ?? text;
  if (/No space left|not enough space|ENOSPC|disk full/i.test(text)) {
    return new KeytrailError(
      'no-space',
      `${path}: no space left on the disk`,
      'free some, then run the same command again',
    );
  }
  if (/Could not set lock|Conflicting lock/i.test(text)) {
    return new KeytrailError('case-busy', `${path}: another program has this case open`, 'close it and try again');
  }
  if (/Cannot open file|No such file|Permission denied|Is a directory|database does not exist/i.test(text)) {
    return new KeytrailError('no-access', `${path}: ${line}`);
  }
  if (/not a valid DuckDB database|Serialization|corrupt|checksum|different version/i.test(text)) {
    return new KeytrailError('bad-case', `${path} is not a case that this version can read: ${line}`);
  }
  if (/Out of Memory/i.test(text)) {
    return new KeytrailError('no-space', `not enough memory: ${line}`, 'give more with --memory, e.g. --memory 4GB');
  }
  return new KeytrailError('internal', line, undefined, { cause: error });
}

/** What DuckDB says of a query: its first line names the mistake, the LINE below it the place. */
export function explainQuery(error: unknown, path: string): KeytrailError {
  const known = explain(error, path);
  if (known.code !== 'internal') return known;
  const text = error instanceof Error ? error.message : String(error);
  const place = /^LINE \d+:.*$/m.exec(text)?.[0];
  return new KeytrailError('bad-query', text.split('\n')[0] ?? text, place?.slice(0, 200), { cause: error });
}

export async function createInstance(path: string, options: Record<string, string>): Promise<DuckDBInstance> {
  try {
    return await duckdb().DuckDBInstance.create(path, options);
  } catch (error) {
    throw explain(error, path);
  }
}
