import { narrowTrust } from './trust.js';
import type { HardenFinding, TrustProposal } from './types.js';

/** A principal that the trust policy of a role names (queries/_harden/answer/trust.sql). */
export interface TrustRow {
  readonly account: string;
  readonly role: string;
  readonly who: string;
  readonly sort: 'everybody' | 'account' | 'provider' | 'service' | 'deleted' | 'principal';
  readonly conditional: boolean;
  readonly outside: boolean;
  readonly own: boolean;
  readonly events: number;
  readonly byIntruder: number;
  readonly proven: number;
  readonly last: string | null;
  readonly callers: readonly string[];
  readonly evidence: readonly string[];
  /** Null but in the first row of a role. */
  readonly trust: string | null;
  readonly lastUsed: string | null;
  readonly stateOf: string;
}

const ROLE_OR_USER = /^arn:aws[a-z-]*:iam::\d{12}:(user|role)\/[\w+=,.@/-]+$/;
/** More callers than this are a crowd: the account stands for them. */
const MOST_CALLERS = 20;

/** When the records of an account begin; null: they do not tell who assumes a role, since its trail has no read events. */
export type Reading = (account: string) => string | null;

/** Where trust is wider than its use. */
export function trustFindings(rows: readonly TrustRow[], reading: Reading): HardenFinding[] {
  const unexplained = usedUnseen(rows, reading);
  return rows.flatMap((row) => {
    const found = judge(row, reading(row.account) !== null && !unexplained.has(row.role));
    if (found === null) return [];
    const { account, role: about, events, proven, evidence, stateOf } = row;
    return [{ ...found, account, about, stateOf, events: events + row.byIntruder, proven, evidence }];
  });
}

/** Roles that IAM saw used within the time of the records, and nobody is seen to have assumed: some services do so without an event. */
function usedUnseen(rows: readonly TrustRow[], reading: Reading): ReadonlySet<string> {
  const seen = new Set(rows.filter(({ events, byIntruder }) => events + byIntruder > 0).map(({ role }) => role));
  const used = rows.filter(({ account, lastUsed }) => lastUsed !== null && lastUsed >= (reading(account) ?? '9'));
  return new Set(used.map(({ role }) => role).filter((role) => !seen.has(role)));
}

type Judged = Pick<HardenFinding, 'finding' | 'severity' | 'detail' | 'todo'>;

function judge(row: TrustRow, readable: boolean): Judged | null {
  const { who, sort, conditional, outside, events } = row;
  const condition = conditional ? ', under a condition' : ', without any condition';
  const unseen = readable && events === 0;
  if (sort === 'everybody') {
    return {
      finding: 'trust-everybody',
      severity: conditional ? 'high' : 'critical',
      detail: `lets everybody assume it${condition}; ${seenBy(row, readable)}`,
      todo: 'name those who need it in the trust policy',
    };
  }
  if (sort === 'deleted') {
    return {
      finding: 'trust-deleted',
      severity: 'low',
      detail: `trusts ${who}, a user or role that was deleted: the id is all that is left of it`,
      todo: 'take it out of the trust policy',
    };
  }
  if (outside) {
    return {
      finding: 'trust-outside',
      severity: unseen && !conditional ? 'high' : unseen || !conditional ? 'medium' : 'low',
      detail: `lets ${who} in, which is outside the account${condition}; ${seenBy(row, readable)}`,
      todo: unseen
        ? 'ask whose it is; if nobody knows, take it out'
        : 'keep it if it is known, with a condition (sts:ExternalId, aws:PrincipalArn, the sub of a token)',
    };
  }
  if (unseen) {
    return {
      finding: 'trust-unused',
      severity: sort === 'service' ? 'low' : 'medium',
      detail: `trusts ${who}, and ${seenBy(row, readable)}`,
      todo: 'take it out of the trust policy if nobody needs it',
    };
  }
  if (sort === 'account' && readable) {
    return {
      finding: 'trust-whole-account',
      severity: 'low',
      detail: `trusts the whole account, so that the policy of each user and role decides; ${seenBy(row, readable)}`,
      todo: 'name those who assume it in the trust policy',
    };
  }
  return null;
}

function seenBy({ events, byIntruder, callers, last }: TrustRow, readable: boolean): string {
  if (!readable) return 'whether anybody does is not known: no record tells who assumes it';
  const intruder = byIntruder === 0 ? '' : `; the intruder did ${times(byIntruder)}, which does not count`;
  if (events === 0) return `nobody was seen to assume it so${intruder}`;
  const names = callers.slice(0, 3).join(', ');
  const more = callers.length > 3 ? ` and ${callers.length - 3} more` : '';
  return `assumed ${times(events)} by ${names}${more}, last at ${last}${intruder}`;
}

const times = (n: number): string => (n === 1 ? 'once' : `${n} times`);

/** For each role with something to drop or to name: its trust policy, narrowed. */
export function trustProposals(rows: readonly TrustRow[], reading: Reading): TrustProposal[] {
  const unexplained = usedUnseen(rows, reading);
  const roles = new Map<string, TrustRow[]>();
  for (const row of rows) roles.set(row.role, [...(roles.get(row.role) ?? []), row]);
  return [...roles.values()].flatMap((entries) => {
    const first = entries.find(({ trust }) => trust !== null);
    if (!first?.trust || reading(first.account) === null || unexplained.has(first.role)) return [];
    const narrowed = narrowTrust(first.trust, new Map(entries.map((row) => [row.who, insteadOf(row)])));
    return narrowed === null ? [] : [{ role: first.role, account: first.account, ...narrowed }];
  });
}

/** Null: it stays. Sessions without a role or user that can be named stand for nobody. */
function insteadOf({ sort, events, callers }: TrustRow): readonly string[] | null {
  if (events === 0) return [];
  if (sort !== 'account' && sort !== 'everybody') return null;
  return callers.length <= MOST_CALLERS && callers.every((caller) => ROLE_OR_USER.test(caller)) ? callers : null;
}
