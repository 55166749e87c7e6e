import type { DuckDBDataChunk, DuckDBType, DuckDBTypeId, DuckDBValue, DuckDBValueConverter } from '@duckdb/node-api';
import { toIso } from '../clock.js';
import type { JsonValue } from '../model.js';
import { duckdb } from './duckdb.js';
import { outsideStrings } from './outside-strings.js';

type Units = Partial<Record<DuckDBTypeId, [field: string, toMillis: (stored: bigint) => number]>>;

/** Divisor from the unit that DuckDB stores to milliseconds. */
function units(): Units {
  const { DuckDBTypeId } = duckdb();
  return {
    [DuckDBTypeId.TIMESTAMP]: ['micros', (stored) => Number(stored / 1000n)],
    [DuckDBTypeId.TIMESTAMP_TZ]: ['micros', (stored) => Number(stored / 1000n)],
    [DuckDBTypeId.TIMESTAMP_S]: ['seconds', (stored) => Number(stored) * 1000],
    [DuckDBTypeId.TIMESTAMP_MS]: ['milliseconds', (stored) => Number(stored)],
    [DuckDBTypeId.TIMESTAMP_NS]: ['nanoseconds', (stored) => Number(stored / 1_000_000n)],
  };
}
let known: Units | undefined;

/**
 * A DuckDB value as the JSON value that every output shows: times ISO 8601 UTC with Z whatever the zone of the machine, integers
 * beyond 2^53 as strings, JSON columns, lists and structs as JSON.
 */
export const toJson: DuckDBValueConverter<JsonValue> = (value, type, convert) => {
  if (value === null || value === undefined) return null;
  known ??= units();
  const unit = known[type.typeId];
  if (unit) return instant(value, unit);
  if (typeof value === 'bigint') return integer(value);
  if (type.typeId === duckdb().DuckDBTypeId.VARCHAR && type.alias === 'JSON') return parseJson(value as string);
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  return duckdb().JsonDuckDBValueConverter(value, type, convert as never) as JsonValue;
};

/**
 * The rows of a chunk, by `toJson`. The types have to be those of the result: those of a chunk's own vectors no longer tell JSON from
 * text.
 */
export function jsonRows(chunk: DuckDBDataChunk, types: readonly DuckDBType[]): JsonValue[][] {
  const columns = types.map((type, index) => chunk.getColumnValues(index).map((value) => toJson(value, type, toJson)));
  return Array.from({ length: chunk.rowCount }, (_, row) => columns.map((values) => values[row] ?? null));
}

function instant(value: DuckDBValue, [field, toMillis]: [string, (stored: bigint) => number]): string {
  const date = new Date(toMillis((value as unknown as Record<string, bigint>)[field] ?? 0n));
  return Number.isNaN(date.getTime()) ? String(value) : toIso(date);
}

function integer(value: bigint): number | string {
  const safe = value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER);
  return safe ? Number(value) : value.toString();
}

const LONG_INTEGER = /(?<![\d.eE+-])-?\d{16,}(?![\d.eE])/g;
/** JSON.parse takes any depth, JSON.stringify and whoever walks the value do not. */
const MOST_LEVELS = 500;

/**
 * JSON text as a value; integers that a double cannot hold become strings. Text that is no JSON stays text, and so does what is nested
 * beyond all use.
 */
export function parseJson(text: string): JsonValue {
  try {
    if (text.length > MOST_LEVELS && isDeep(text)) return text;
    if (!/\d{16}/.test(text)) return JSON.parse(text) as JsonValue;
    return JSON.parse(
      outsideStrings(text, (piece) =>
        piece.replace(LONG_INTEGER, (number) => (Number.isSafeInteger(Number(number)) ? number : `"${number}"`)),
      ),
    ) as JsonValue;
  } catch {
    return text;
  }
}

function isDeep(text: string): boolean {
  let depth = 0;
  let deepest = 0;
  outsideStrings(text, (piece) => {
    for (const character of piece) {
      if (character === '{' || character === '[') depth++;
      else if (character === '}' || character === ']') depth--;
      deepest = Math.max(deepest, depth);
    }
    return '';
  });
  return deepest > MOST_LEVELS;
}

/** A parameter value as DuckDB binds it: arrays as lists of strings, objects as JSON text. */
export function toDuckDB(value: JsonValue): DuckDBValue {
  if (Array.isArray(value)) return duckdb().listValue(value.map((item) => toDuckDB(item as JsonValue)));
  if (typeof value === 'object' && value !== null) return JSON.stringify(value);
  if (typeof value === 'number' && Number.isInteger(value) && Math.abs(value) > 2 ** 31) return BigInt(value);
  return value as DuckDBValue;
}
