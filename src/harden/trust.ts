type Json = Readonly<Record<string, unknown>>;

/** What to do with one principal that a trust policy names: keep it (null), or put these in its place; none: it goes. */
export type Replacements = ReadonlyMap<string, readonly string[] | null>;

export interface NarrowedTrust {
  readonly document: Json;
  readonly dropped: readonly string[];
  readonly named: readonly string[];
}

/** The longest trust policy that IAM takes, with room (IAM quotas: 4,096 characters at most, white space not counted). */
const MOST = 100_000;

/**
 * A trust policy whose allowing statements name only whom somebody was seen to be. Conditions, actions and denials stay as they are.
 * Null: nobody would be left, nothing would change, or it is no policy. The text is whatever the account's owner, or the intruder, wrote.
 */
export function narrowTrust(text: string, replacements: Replacements): NarrowedTrust | null {
  const document = parsed(text);
  if (document === null) return null;
  const dropped = new Set<string>();
  const named = new Set<string>();
  const narrowed = listOf(document.Statement).flatMap((statement) => {
    if (!isObject(statement)) return [];
    if (statement.Effect !== 'Allow' || statement.Principal === undefined) return [statement];
    const principal = narrowPrincipal(statement.Principal, replacements, dropped, named);
    return principal === null ? [] : [{ ...statement, Principal: principal }];
  });
  const allows = narrowed.some((statement) => statement.Effect === 'Allow');
  if (!allows || dropped.size + named.size === 0) return null;
  return { document: { ...document, Statement: narrowed }, dropped: [...dropped].sort(), named: [...named].sort() };
}

function narrowPrincipal(
  principal: unknown,
  replacements: Replacements,
  dropped: Set<string>,
  named: Set<string>,
): unknown {
  if (typeof principal === 'string') {
    const kept = replaced(principal, replacements, dropped, named);
    if (kept.length === 0) return null;
    return kept[0] === principal ? principal : { AWS: kept };
  }
  if (!isObject(principal)) return principal;
  const entries = Object.entries(principal).flatMap(([sort, value]) => {
    const kept = listOf(value).flatMap((who) =>
      typeof who === 'string' ? replaced(who, replacements, dropped, named) : [],
    );
    return kept.length === 0 ? [] : [[sort, Array.isArray(value) || kept.length > 1 ? kept : kept[0]]];
  });
  return entries.length === 0 ? null : Object.fromEntries(entries);
}

function replaced(
  who: string,
  replacements: Replacements,
  dropped: Set<string>,
  named: Set<string>,
): readonly string[] {
  const instead = replacements.get(who) ?? null;
  if (instead === null) return [who];
  dropped.add(who);
  for (const principal of instead) named.add(principal);
  return instead;
}

function parsed(text: string): Json | null {
  if (text.length > MOST) return null;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];
