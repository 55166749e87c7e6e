import type { JsonValue } from '../model.js';

/** Reads rows of a case, being written or sealed: `sql` names a file below queries/. */
export type ReadRows = <T>(sql: string, parameters: Readonly<Record<string, JsonValue>>) => Promise<T[]>;
