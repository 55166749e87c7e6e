import type { Task } from '../plan/index.js';
import { REVOKE_NAME, revokeDocument } from '../plan/index.js';
import { aws, isId, isName } from './command.js';
import type { Placed } from './draft.js';
import type { Facts } from './facts.js';
import { bounded, ground } from './ground.js';
import { holderOf } from './holder.js';
import type { CredentialRow } from './input.js';
import { clip, counted, grouped, listed } from './wording.js';

/** What a person has to judge before anything is done to it: suspects, and credentials that are in the radius because it was widened. */
export function toJudge(facts: Facts, home: string | null): Placed<Task>[] {
  const { input } = facts;
  const inside = new Set(input.credentials.map(({ id }) => id));
  const told = new Set(input.rearmed.filter((row) => !row.shutBefore && !row.shutSince).map(({ id }) => id));
  const suspects = [...grouped(input.suspects, ({ id }) => id)].filter(([id]) => !inside.has(id) && !told.has(id));
  return [
    ...suspects.flatMap(([id, rows]): Placed<Task>[] => {
      const [row] = rows;
      const account = row?.account ?? accountOf(row?.arn ?? null) ?? home;
      if (row === undefined || account === null) return [];
      return [
        {
          account,
          item: {
            kind: 'suspect',
            about: clip(id),
            what: clip(
              `judge whether ${row.arn ?? 'it'} is the intruder's (${counted(row.events, 'event')}); if so, make a plan with it as the seed`,
            ),
            reason: clip(`${row.method}, ${row.confidence}: ${row.reason ?? 'not followed on its own'}`),
            command: isId(id) && id.startsWith('A') ? aws('sts', 'get-access-key-info', { 'access-key-id': id }) : null,
            evidence: bounded(rows.flatMap(({ evidence }) => evidence)),
            proven: null,
          },
        },
      ];
    }),
    ...facts.doubtful
      .filter((one) => one.alive !== false)
      .flatMap((one): Placed<Task>[] => {
        const account = one.account ?? home;
        return account === null ? [] : [{ account, item: doubtful(one) }];
      }),
    ...input.rearmed
      .filter((row) => !row.shutBefore && !row.shutSince && !inside.has(row.id))
      .map(({ account, id, userName, ...row }) => ({
        account,
        item: {
          kind: 'suspect' as const,
          about: clip(id),
          what: clip(
            `judge whether this credential of ${clip(userName ?? 'somebody', 200)} was inactive before, and make it so again`,
          ),
          reason: 'the intruder made it active, and no record shows that it was not; it may be in daily use',
          command:
            row.call === 'UpdateAccessKey' ? aws('iam', 'get-access-key-last-used', { 'access-key-id': id }) : null,
          ...ground(row),
        },
      })),
  ];
}

function accountOf(arn: string | null): string | null {
  return /^arn:aws[a-z-]*:[a-z]+::(\d{12}):/.exec(arn ?? '')?.[1] ?? null;
}

function doubtful(one: CredentialRow): Task {
  return {
    kind: 'suspect',
    about: clip(one.id),
    what: clip(
      `judge whether this credential of ${one.principal ?? 'somebody'} is the intruder's; if so, make a plan with it as the seed`,
    ),
    reason: `it is in the radius by --include, with ${one.confidence} confidence: no step touches what may be somebody else's`,
    command: null,
    ...ground(one),
  };
}

/** Accounts of which the case has no record: nobody knows what he did there, or whose they are. */
export function elsewhere(facts: Facts): Placed<Task>[] {
  const alive = facts.credentials.filter((one) => one.alive !== false && one.account !== null);
  const groups = grouped(alive, (one) => `${one.account} ${one.roleName ?? one.userName ?? one.principal ?? ''}`);
  return [...groups.values()].flatMap((held): Placed<Task>[] => {
    const [first] = held;
    const account = first?.account;
    if (first === undefined || account == null || facts.isRecorded(account)) return [];
    const role = holderOf(first) === 'role' && isName(first.roleName) ? first.roleName : null;
    return [
      {
        account,
        item: {
          kind: 'other-account',
          about: clip(first.principal ?? first.id),
          what: clip(
            `account ${account}: find out whose it is, load its trail, and end ${listed(held.map(({ id }) => id))} there`,
          ),
          reason:
            'the case has no record of this account: what was done there is not known, and a plan for it would be blind',
          command:
            role === null
              ? null
              : aws('iam', 'put-role-policy', {
                  'role-name': role,
                  'policy-name': REVOKE_NAME,
                  'policy-document': revokeDocument(facts.input.asOf),
                }),
          ...ground(...held),
        },
      },
    ];
  });
}
