import { GRAMMAR, type Task } from '../plan/index.js';
import { aws } from './command.js';
import type { Done, Draft, Outcome, Placed } from './draft.js';
import type { Facts } from './facts.js';
import { bounded, isSure } from './ground.js';
import type { ProviderRow } from './input.js';
import { at } from './moments.js';
import type { StateProviderRow } from './state-rows.js';
import { clip, grouped } from './wording.js';

/** Metadata documents are of up to 10,000,000 characters; CloudTrail leaves parameters out from 100 KB on. */
const LONGEST_METADATA = 10_000_000;

/** Identity providers that were there before and that the intruder changed: put back as they were. Those he made are tasks. */
export function restoreProviders(facts: Facts, partition: string): Outcome {
  const steps: Placed<Draft>[] = [];
  const tasks: Placed<Task>[] = [];
  const done: Done[] = [];
  for (const [arn, rows] of grouped(facts.input.providers, (row) => row.arn)) {
    const since = rows.slice(
      Math.max(
        0,
        rows.findLastIndex(({ call }) => call.startsWith('Create')),
      ),
    );
    const mine = since.filter(({ confidence }) => isSure(confidence));
    const [first] = mine;
    if (first === undefined || first.call.startsWith('Create')) continue;
    const { account } = first;
    if (!GRAMMAR.provider.test(arn) || !arn.startsWith(`arn:${partition}:iam::${account}:`)) {
      tasks.push({ account, item: { ...UNNAMEABLE, about: clip(arn), ...base(mine) } });
      continue;
    }
    const states = facts.input.stateProviders.filter((row) => row.arn === arn);
    const found = [metadata(arn, since, states), thumbprints(arn, since, states), ...clients(arn, since, states)];
    for (const item of found) {
      if (item === null) continue;
      if ('by' in item) done.push(item);
      else if ('about' in item) tasks.push({ account, item });
      else if (facts.isRecorded(account)) steps.push({ account, item });
    }
  }
  return { steps, tasks, done };
}

const UNNAMEABLE = {
  kind: 'unnameable',
  what: 'look which provider this is, and put it back as it was',
  reason: 'no provider of this account has such an ARN: the record may be forged',
  command: null,
} as const;

type Part = (
  arn: string,
  rows: readonly ProviderRow[],
  states: readonly StateProviderRow[],
) => Draft | Task | Done | null;

function base(rows: readonly ProviderRow[]) {
  return { evidence: bounded(rows.map(({ eventId }) => eventId)), proven: rows.every(({ proven }) => proven) };
}

interface Turn {
  readonly mine: readonly ProviderRow[];
  readonly last: ProviderRow;
  /** Somebody else's, after his. */
  readonly after: ProviderRow | undefined;
  readonly before: readonly ProviderRow[];
}

/** His changes by calls of this name, and what others did before and after. */
function turnOf(rows: readonly ProviderRow[], call: string): Turn | null {
  const his = (row: ProviderRow) => isSure(row.confidence) && row.call === call;
  const first = rows.findIndex(his);
  const last = rows.findLast(his);
  if (last === undefined) return null;
  const of = (row: ProviderRow) => row.call === call || row.call.startsWith('Create');
  return {
    mine: rows.filter(his),
    last,
    after: rows.slice(rows.indexOf(last) + 1).find((row) => row.call === call),
    before: rows.slice(0, first).filter(of),
  };
}

function undone(about: string, after: ProviderRow): Done {
  return { about, status: 'rewritten', at: after.at, by: after.who ?? 'somebody', proven: after.proven };
}

function unknown(arn: string, what: string, turn: Turn): Task {
  const saml = arn.includes(':saml-provider/');
  return {
    kind: 'former-state-unknown',
    about: clip(arn),
    what,
    reason: 'the intruder changed it, and no record or snapshot from before shows what it was',
    command: saml
      ? aws('iam', 'get-saml-provider', { 'saml-provider-arn': arn })
      : aws('iam', 'get-open-id-connect-provider', { 'open-id-connect-provider-arn': arn }),
    ...base(turn.mine),
  };
}

const metadata: Part = (arn, rows, states) => {
  const turn = turnOf(rows, 'UpdateSAMLProvider');
  if (turn === null) return null;
  if (turn.after) return undone(`metadata of ${arn}`, turn.after);
  const record = turn.before.at(-1);
  const state = states.findLast((row) => at(row.at) < at(turn.mine[0]?.at ?? null) && row.document);
  const newer = state?.document && at(state.at) > at(record?.at ?? null) ? state.document : null;
  const former = newer ?? record?.document ?? null;
  const his = turn.last.document;
  if (!former || !his || former.length > LONGEST_METADATA || his.length > LONGEST_METADATA) {
    return unknown(arn, 'put back the metadata that your identity provider publishes', turn);
  }
  return {
    kind: 'restore-saml-provider',
    providerArn: arn,
    reason: 'the intruder replaced its metadata, and with it the certificate by which sign-ins are believed',
    ...base(turn.mine),
    stops: [],
    document: former,
    from: newer ? 'iam-state' : 'trail',
    expect: { document: his },
  };
};

const thumbprints: Part = (arn, rows, states) => {
  const turn = turnOf(rows, 'UpdateOpenIDConnectProviderThumbprint');
  if (turn === null) return null;
  if (turn.after) return undone(`thumbprints of ${arn}`, turn.after);
  const record = turn.before.at(-1);
  const state = states.findLast((row) => at(row.at) < at(turn.mine[0]?.at ?? null) && row.thumbprints);
  const newer = state?.thumbprints && at(state.at) > at(record?.at ?? null) ? state.thumbprints : null;
  const former = newer ?? record?.thumbprints ?? [];
  const fits = (list: readonly string[]) =>
    list.length > 0 && list.length <= 5 && list.every((one) => GRAMMAR.thumbprint.test(one));
  if (!fits(former) || !fits(turn.last.thumbprints)) {
    return unknown(arn, 'put back the thumbprints of the certificates of your identity provider', turn);
  }
  return {
    kind: 'restore-oidc-thumbprints',
    providerArn: arn,
    reason: 'the intruder replaced the certificates by which its tokens are believed',
    ...base(turn.mine),
    stops: [],
    thumbprints: former,
    from: newer ? 'iam-state' : 'trail',
    expect: { thumbprints: turn.last.thumbprints },
  };
};

/** Audiences that he added and that were not there before. */
function clients(arn: string, rows: readonly ProviderRow[], states: readonly StateProviderRow[]): Draft[] {
  const added = rows.filter((row) => isSure(row.confidence) && row.call === 'AddClientIDToOpenIDConnectProvider');
  const names = [...new Set(added.map(({ client }) => client))].filter(
    (one) => one !== null && one !== '' && one.length <= 255,
  );
  return names.flatMap((client): Draft[] => {
    const mine = added.filter((row) => row.client === client);
    const [first] = mine;
    const last = mine.at(-1);
    if (first === undefined || last === undefined || client === null) return [];
    const earlier = rows.slice(0, rows.indexOf(first));
    const there =
      earlier.some((row) => row.clients.includes(client) || row.client === client) ||
      states.some((row) => at(row.at) < at(first.at) && row.clients?.includes(client));
    const gone = rows
      .slice(rows.indexOf(last) + 1)
      .some((row) => row.call === 'RemoveClientIDFromOpenIDConnectProvider' && row.client === client);
    if (there || gone) return [];
    return [
      {
        kind: 'remove-oidc-client',
        providerArn: arn,
        reason: 'the intruder added this audience: tokens for it open the roles that trust the provider',
        ...base(mine),
        stops: [],
        clientId: client,
        expect: { present: true },
      },
    ];
  });
}
