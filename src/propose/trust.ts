import { sameDocument, type Task } from '../plan/index.js';
import { aws, idOrNull, isName } from './command.js';
import type { Done, Draft, Placed } from './draft.js';
import type { Facts } from './facts.js';
import { bounded, isSure } from './ground.js';
import type { TrustRow } from './input.js';
import { at } from './moments.js';
import type { StateTrustRow } from './state-rows.js';
import { clip, grouped } from './wording.js';

/** IAM takes a trust policy of 2,048 characters by default and of 8,192 at most. */
const LONGEST_DOCUMENT = 32_768;

/** What became of a role whose trust policy the intruder changed. */
export interface Widened {
  readonly account: string;
  readonly role: string;
  /** The last record of his. */
  readonly last: TrustRow;
  readonly step: Placed<Draft> | null;
  readonly task: Placed<Task> | null;
  /** Somebody else has written it anew since: then and by whom. */
  readonly done: Done | null;
}

interface Former {
  readonly document: string;
  readonly from: 'trail' | 'iam-state';
  readonly at: string;
}

/** The trust policies that the intruder changed, of roles that were there before him. */
export function widenedRoles(facts: Facts): Widened[] {
  const roles = grouped(facts.input.trust, (row) => `${row.account} ${row.role}`);
  return [...roles.values()].flatMap((rows) => {
    // A role made anew under the name has nothing of the one before.
    const since = rows.slice(
      Math.max(
        0,
        rows.findLastIndex(({ call }) => call === 'CreateRole'),
      ),
    );
    const mine = since.filter(({ confidence }) => isSure(confidence));
    const [first] = mine;
    const last = mine.at(-1);
    if (first === undefined || last === undefined || first.call === 'CreateRole') return [];
    return [widened(facts, since, first, last)];
  });
}

function widened(facts: Facts, rows: readonly TrustRow[], first: TrustRow, last: TrustRow): Widened {
  const { account, role } = last;
  const about = `trust policy of role ${role} of ${account}`;
  const after = rows.slice(rows.indexOf(last) + 1).at(-1);
  const states = facts.input.stateTrust.filter((row) => row.account === account && row.role === role);
  const found: Widened = { account, role, last, step: null, task: null, done: null };
  if (after !== undefined) {
    return {
      ...found,
      done: { about, status: 'rewritten', at: after.at, by: after.who ?? 'somebody', proven: after.proven },
    };
  }
  const now = states.findLast((row) => at(row.at) >= at(last.at));
  if (now?.document && last.document !== null && !sameDocument(now.document, last.document)) {
    return { ...found, done: { about, status: 'rewritten', at: now.at, by: null, proven: null } };
  }
  const mine = rows.filter(({ confidence }) => isSure(confidence));
  const base = {
    evidence: bounded(mine.map(({ eventId }) => eventId)),
    proven: mine.every(({ proven }) => proven),
  };
  const former = formerOf(rows, first, states);
  if (!facts.isRecorded(account) || !isName(role) || former === null || !isDocument(last.document)) {
    return { ...found, task: { account, item: unknown(role, former, base) } };
  }
  const between = rows.some((row) => !isSure(row.confidence) && at(row.at) > at(first.at));
  const { document, from } = former;
  return {
    ...found,
    step: {
      account,
      item: {
        kind: 'restore-trust',
        role,
        roleId: idOrNull(facts.idOf(account, 'role', role, last.at)),
        reason: clip(
          `the intruder changed whom it lets in; put back is the trust policy of ${former.at}, from ${from === 'trail' ? 'the trail' : 'IAM state'}${between ? '; somebody else changed it in between, which is lost by this: compare' : ''}`,
        ),
        ...base,
        stops: [],
        document,
        from,
        expect: { document: last.document },
      },
    },
  };
}

/** The newest that is older than his first change. */
function formerOf(rows: readonly TrustRow[], first: TrustRow, states: readonly StateTrustRow[]): Former | null {
  const record = rows.slice(0, rows.indexOf(first)).findLast((row) => isDocument(row.document));
  const state = states.findLast((row) => at(row.at) < at(first.at) && isDocument(row.document));
  if (state?.document && at(state.at) > at(record?.at ?? null)) {
    return { document: state.document, from: 'iam-state', at: state.at };
  }
  // A record that hides the document, between the last that shows one and his first: what was so then is not known.
  const hidden = rows.slice(0, rows.indexOf(first)).at(-1);
  if (!record?.document || hidden !== record) return null;
  return { document: record.document, from: 'trail', at: record.at };
}

function unknown(role: string, former: Former | null, base: { evidence: string[]; proven: boolean }): Task {
  return {
    kind: isName(role) ? 'former-state-unknown' : 'unnameable',
    about: clip(`role ${role}`),
    what: 'compare its trust policy with what you keep of it (infrastructure as code, AWS Config), and take out whom the intruder let in',
    reason:
      former === null
        ? 'the intruder changed it, and no record or snapshot from before shows what it was'
        : 'the intruder changed it, and the record does not show how',
    command: aws('iam', 'get-role', { 'role-name': role }),
    ...base,
  };
}

function isDocument(text: string | null): text is string {
  if (text === null || text.length > LONGEST_DOCUMENT) return false;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
