import { accessKeyId, principalId } from '../identifiers.js';
import { type Random, random } from '../random.js';
import { assumedRole, iamUser, type Principal } from '../records/identity.js';
import { type Caller, type CloudTrailRecord, record } from '../records/record.js';
import { assumeRole, serviceAssumeRole } from '../records/sts.js';
import { HOUR, iso, localeTime } from '../time.js';
import { ACTIONS } from './actions.js';
import { fill, HOLE, type Template, template } from './template.js';

/** Everybody who works in one account and region: a stream of records as JSON text. */
export interface Cast {
  /** Adds the pieces of a record's text; `time` in milliseconds since the epoch, and never much before the one before. */
  speak(pieces: string[], time: number): void;
}

/** One principal: with a key of its own, or with role sessions that it renews every hour, the issuing record first. */
interface Actor {
  readonly key: string | null;
  readonly issue: Template | null;
  readonly actions: readonly Template[];
  session: { accessKeyId: string; created: string; until: number } | null;
}

const AGENTS = [
  'aws-cli/2.27.41 md/awscrt#0.26.1 ua/2.1 os/linux#6.8.0-1029-aws md/arch#x86_64 lang/python#3.13.4',
  'Boto3/1.38.36 md/Botocore#1.38.36 ua/2.1 os/linux#6.1.141-155.222.amzn2023.x86_64 md/arch#x86_64 lang/python#3.12.10',
  'APN/1.0 HashiCorp/1.0 Terraform/1.12.2 (+https://www.terraform.io) terraform-provider-aws/6.0.0 aws-sdk-go-v2/1.36.5',
  'aws-sdk-java/2.31.63 md/io#async md/http#NettyNio ua/2.1 os/Linux#5.10.238-231.953.amzn2.x86_64 lang/java#21.0.7',
];

export function cast(seed: number, account: string, region: string, actors: number): Cast {
  const rng = random(`${seed}/${account}/${region}/cast`);
  const all = Array.from({ length: actors }, (_, n) => actor(rng, account, region, n));
  let second = Number.NaN;
  let clock = '';
  return {
    speak: (pieces, time) => {
      if (time !== second) {
        second = time;
        clock = iso(time);
      }
      const one = rng.pick(all);
      const say = (what: Template, accessKeyId: string, created: string, expires = ''): void =>
        fill(pieces, what, { time: clock, accessKeyId, created, expires }, rng);
      if (one.issue === null) {
        say(rng.pick(one.actions), one.key!, clock);
        return;
      }
      const { session } = one;
      if (session === null || time >= session.until || time < session.until - HOUR) {
        one.session = { accessKeyId: accessKeyId(rng, 'ASIA', account), created: clock, until: time + HOUR };
        say(one.issue, one.session.accessKeyId, clock, localeTime(time + HOUR, true));
        return;
      }
      say(rng.pick(one.actions), session.accessKeyId, session.created);
    },
  };
}

function actor(rng: Random, account: string, region: string, n: number): Actor {
  const user: Principal = { account, name: `user-${n}`, id: principalId(rng, 'AIDA', account) };
  const key = accessKeyId(rng, 'AKIA', account);
  const base: Caller = {
    account,
    identity: iamUser(user, key),
    address: `198.51.${rng.int(256)}.${rng.int(256)}`,
    agent: rng.pick(AGENTS),
  };
  if (n % 3 === 0) return { key, issue: null, actions: actionsOf(rng, base, region), session: null };
  const role: Principal = { account, name: `service-role-${n % 20}`, id: principalId(rng, 'AROA', account) };
  const issued =
    n % 3 === 1
      ? assumeRole(rng, base, { time: 0, region }, role, `session-${n}`)
      : serviceAssumeRole(rng, 'lambda', { time: 0, region }, role, `function-${n}`);
  // The key that the builder drew becomes a hole wherever it stands.
  const holed = JSON.parse(
    JSON.stringify(issued.records[0])
      .replaceAll(issued.accessKeyId, HOLE.accessKeyId)
      .replace(localeTime(HOUR, true), HOLE.expires),
  ) as CloudTrailRecord;
  const issue = template(holed.sharedEventID === undefined ? holed : { ...holed, sharedEventID: HOLE.sharedId });
  const identity = assumedRole({ ...issued.session, accessKeyId: HOLE.accessKeyId });
  const used = JSON.parse(JSON.stringify(identity).replace(iso(0), HOLE.created)) as Caller['identity'];
  return { key: null, issue, actions: actionsOf(rng, { ...base, identity: used }, region), session: null };
}

function actionsOf(rng: Random, caller: Caller, region: string): Template[] {
  return ACTIONS.flatMap((action) => [action, action]).map((action) => {
    const call = { time: 0, region, ...action(rng, caller.account, region) };
    const message = `User: ${String(caller.identity.arn)} is not authorized to perform: ${call.service}:${call.name}`;
    const denied = rng.chance(0.03) && { error: { code: 'AccessDenied', message } };
    return template(record(rng, caller, { ...call, ...denied }));
  });
}
