import type { Done } from './draft.js';
import type { Facts } from './facts.js';
import { at } from './moments.js';
import type { Role } from './roles.js';
import { clip, counted, grouped, listed } from './wording.js';

const HOUR = 3_600_000;

/** How many rows queries/_plan/answer/*.sql give of each list, and where all of them are. */
const CAPS = {
  outsiders: { most: 2000, what: 'grants to outsiders', all: 'outsiders of keytrail blast --format json' },
  permissions: { most: 2000, what: 'changed permissions', all: 'escalations of keytrail blast --format json' },
  tokens: { most: 2000, what: 'tokens', all: 'tokens of keytrail blast --format json' },
  taken: { most: 2000, what: 'workloads', all: 'the events of the radius (--events)' },
  logging: { most: 2000, what: 'recordings that were stopped', all: 'keytrail query evasion' },
  suspects: { most: 1000, what: 'suspects', all: 'suspects of keytrail blast --format json' },
} as const;

/** What a reader of the plan has to know before anything else. */
export function warningsOf(facts: Facts, roles: readonly Role[], done: readonly Done[]): string[] {
  const { input } = facts;
  const lines: string[] = [];
  if (input.proven < input.events) {
    lines.push(
      `${input.events - input.proven} of ${counted(input.events, 'record')} of the radius are not proven: whoever forged one may want a step taken; see "proven" of each`,
    );
  }
  if (input.compromisedAt === null) {
    lines.push("no moment of compromise was given: all use of the seed counts as the intruder's, its owner's included");
  }
  const silent = (at(input.asOf) - at(input.endsAt)) / HOUR;
  if (input.endsAt !== null && silent >= 1) {
    lines.push(
      `the records end at ${input.endsAt}, ${counted(Math.floor(silent), 'hour')} before this plan: what was done since is not in it`,
    );
  }
  lines.push(...stateLines(facts));
  const unknown = input.accounts.filter((row) => !row.recorded).map((row) => row.account);
  if (unknown.length > 0) {
    lines.push(
      `the case has no records of ${listed(unknown)}: there are tasks for ${unknown.length === 1 ? 'it' : 'them'} and no steps`,
    );
  }
  const lost = facts.credentials.filter((one) => !/^\d{12}$/.test(one.account ?? '') && one.alive !== false);
  if (lost.length > 0) {
    lines.push(
      `no record tells the account of ${listed(lost.map(({ id }) => id))}: ask sts get-access-key-info, and contain ${lost.length === 1 ? 'it' : 'them'} by hand`,
    );
  }
  for (const [name, { most, what, all }] of Object.entries(CAPS)) {
    if (input[name as keyof typeof CAPS].length < most) continue;
    lines.push(`the plan names the first ${most} ${what}, and there may be more: see ${all}`);
  }
  if (input.orphans > 0) {
    lines.push(
      `${counted(input.orphans, 'session')} of its users and roles ${input.orphans === 1 ? 'was' : 'were'} issued by nobody that the records show: the denials and revocations end ${input.orphans === 1 ? 'it' : 'them'} too`,
    );
  }
  if (input.upstream.length > 0) {
    lines.push(
      `the seed was issued to ${listed(input.upstream)}, which no step touches: whoever took the seed may have taken that too`,
    );
  }
  for (const { userName, account, policy, at: time } of input.quarantines) {
    lines.push(
      `AWS itself attached ${policy} to user ${clip(userName ?? '?', 200)} of ${account} at ${time}: it denies some actions only, so the steps are needed all the same, and it may deny a responder who acts as that user`,
    );
  }
  const own = roles.filter(({ name }) => name === input.containRole.split('/').at(-1));
  if (own.length > 0) {
    lines.push(
      `${input.containRole}, the role that a responder is to assume, was assumed by the intruder itself in ${listed(own.map(({ account }) => account))}: name another with --contain-role`,
    );
  }
  lines.push(...doneLines(done), ...input.warnings);
  return lines.map((line) => clip(line)).slice(0, 1000);
}

function stateLines({ input }: Facts): string[] {
  const newest = new Map<string, string>();
  for (const { account, at: time } of input.snapshots) {
    if (at(time) > at(newest.get(account) ?? null)) newest.set(account, time);
  }
  const without = input.accounts.filter((row) => row.recorded && !newest.has(row.account)).map((row) => row.account);
  const older = input.accounts.flatMap(({ account, lastSeen }) => {
    const time = newest.get(account);
    return time !== undefined && lastSeen !== null && at(time) < at(lastSeen)
      ? [`the IAM state of ${account} is of ${time}, older than the intruder's last event there (${lastSeen})`]
      : [];
  });
  return without.length === 0
    ? older
    : [
        `no IAM state of ${listed(without)} is in the case: what is active there now, the plan has from records alone (keytrail collect iam)`,
        ...older,
      ];
}

/** One line for each hand and state. */
function doneLines(done: readonly Done[]): string[] {
  const groups = grouped(done, ({ status, by, proven }) => `${status} ${by} ${proven}`);
  return [...groups.values()].flatMap((some) => {
    const [first] = some;
    if (first === undefined) return [];
    const by =
      first.proven === null
        ? 'as IAM state shows'
        : first.by === null
          ? 'by its own time'
          : `by ${clip(first.by, 300)}`;
    const sure = first.proven === false ? ' (the record of it is not proven: check)' : '';
    const about = listed(
      some.map((one) => `${one.about}${one.at === null ? '' : ` at ${one.at}`}`),
      20,
    );
    return [`already ${first.status} ${by}${sure}, so no step: ${about}`];
  });
}
