import { isRecord, toInstant } from './json.js';

// A snapshot of IAM state as rows of the tables iam_… of a case. Whoever had the account may have chosen every name and document in it.

export const IAM_TABLES = [
  'users',
  'roles',
  'groups',
  'policies',
  'access_keys',
  'login_profiles',
  'mfa_devices',
  'credentials',
  'providers',
  'report',
] as const;
export type IamTable = (typeof IAM_TABLES)[number];

/** By the names of the columns (queries/_case/schema.sql). Times RFC 3339, UTC; documents and objects as JSON text. */
export type IamRow = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

type Json = Readonly<Record<string, unknown>>;

/** What is read of one snapshot, part by part. */
export class IamRows {
  readonly rows: Record<IamTable, IamRow[]> = {
    users: [],
    roles: [],
    groups: [],
    policies: [],
    access_keys: [],
    login_profiles: [],
    mfa_devices: [],
    credentials: [],
    providers: [],
    report: [],
  };
  readonly problems: string[] = [];
  summary: string | null = null;
  aliases: readonly string[] | null = null;
  #count = 0;

  /** `most`: rows of all tables together. */
  constructor(private readonly most: number) {}

  add(table: IamTable, row: IamRow): void {
    this.#count += 1;
    if (this.#count <= this.most) this.rows[table].push(row);
    else if (this.#count === this.most + 1) this.problems.push(`more than ${this.most} rows: the rest is left out`);
  }

  /** The objects of a list; what is none, or has none of the names it goes by, is counted and told. */
  each(part: string, list: unknown, name: string, take: (item: Json, name: string) => void): void {
    let odd = 0;
    for (const item of Array.isArray(list) ? list : []) {
      const called = isRecord(item) ? textOf(item[name]) : null;
      if (called === null) odd += 1;
      else take(item, called);
    }
    if (odd > 0) this.problems.push(`${part}: ${odd} ${odd === 1 ? 'entry' : 'entries'} without ${name}: left out`);
  }
}

export const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

export const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];

/** Of the objects of a list the texts at one name. */
export const namesOf = (list: unknown, name: string): readonly string[] =>
  Array.isArray(list) ? list.flatMap((item) => (isRecord(item) ? (textOf(item[name]) ?? []) : [])) : [];

/** A time of the years that events have too (1970 to 2199): others are nobody's, and none that a database does arithmetic with. */
export function timeOf(value: unknown): string | null {
  const instant = toInstant(value);
  if (instant === null) return null;
  const year = Number(instant.slice(0, 4));
  return year >= 1970 && year < 2200 ? instant : null;
}

export const countOf = (value: unknown): number | null =>
  Number.isSafeInteger(value) && Math.abs(value as number) < 2 ** 31 ? (value as number) : null;

export const flagOf = (value: unknown): boolean | null => (typeof value === 'boolean' ? value : null);
