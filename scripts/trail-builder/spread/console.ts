import { accessKeyId, uuid } from '../identifiers.js';
import { consoleLogin, switchRole } from '../records/console.js';
import { assumedRole, iamUserSession, type Principal, userArn } from '../records/identity.js';
import { type Caller, type CloudTrailRecord, type JsonObject, record } from '../records/record.js';
import { assumeRole } from '../records/sts.js';
import { iso, MINUTE, SECOND } from '../time.js';
import { federates } from './sts.js';
import { BROWSER, does, gains, type Hand, INTRUDER, LIFE, mine, passes, type Tale, theirs, wait } from './tale.js';
import type { Way } from './way.js';

const from = { address: INTRUDER.address, agent: BROWSER };
const SIGN_IN = { service: 'signin', type: 'AwsConsoleSignIn' } as const;

/** The keys that the console mints for one session; the creation date of all is the login's, give or take some seconds. */
function minted(
  tale: Tale,
  account: string,
  login: number,
  identityOf: (key: string, created: number) => JsonObject,
  more: Partial<Hand>,
): Hand {
  let last: Hand | null = null;
  for (let n = tale.rng.between(2, 4); n > 0; n--) {
    const key = accessKeyId(tale.rng, 'ASIA', account);
    const identity = identityOf(key, login + tale.rng.int(4) * SECOND);
    last = gains(tale, {
      id: key,
      kind: 'console',
      life: LIFE.console,
      ...more,
      caller: { account, identity, ...from },
    });
  }
  return last!;
}

/** An API session is exchanged for a sign-in token, and that for a console session. */
function signsIn(tale: Tale, hand: Hand): void {
  const { identity } = hand.caller;
  wait(tale, 10 * SECOND, 2 * MINUTE);
  does(tale, hand, {
    ...SIGN_IN,
    name: 'GetSigninToken',
    readOnly: false,
    response: { credentials: { accessKeyId: 'ASIA****************' }, GetSigninToken: 'Success' },
  });
  const login = wait(tale, 5 * SECOND, 10 * MINUTE);
  const { accessKeyId: _, sessionContext, ...keyless } = identity;
  const told = tale.rng.chance(0.5) ? { ...keyless, sessionContext: sessionContext! } : keyless;
  const caller = { ...hand.caller, identity: told, ...from };
  mine(
    tale,
    record(tale.rng, caller, {
      ...SIGN_IN,
      name: 'ConsoleLogin',
      time: login,
      region: tale.home,
      response: { ConsoleLogin: 'Success' },
      extra: { MobileVersion: 'No', MFAUsed: 'No' },
    }),
  );
  const context = sessionContext as JsonObject;
  minted(
    tale,
    hand.caller.account,
    login,
    (key, created) => ({
      ...keyless,
      accessKeyId: key,
      sessionContext: { ...context, attributes: { creationDate: iso(created), mfaAuthenticated: 'false' } },
    }),
    {},
  );
}

/** The password of a user of the intruder's own. */
export function logsIn(tale: Tale, user: Principal): void {
  const login = wait(tale, MINUTE, 10 * MINUTE);
  mine(tale, consoleLogin(tale.rng, user, { time: login, region: tale.home }, from, false));
  minted(tale, user.account, login, (key, created) => iamUserSession(user, key, created), { user });
}

/** The console assumes the role with its own key, and then uses another than the one that STS issued: SESS alone holds. */
function switches(tale: Tale, hand: Hand): void {
  const role = tale.rng.pick(tale.roles[tale.rng.pick([tale.a, tale.b])]!);
  const name = String(hand.user?.name ?? 'console');
  const inside: Caller = {
    account: hand.caller.account,
    identity: { ...hand.caller.identity, invokedBy: 'AWS Internal' },
    address: 'AWS Internal',
    agent: 'AWS Internal',
  };
  const time = wait(tale, 10 * SECOND, MINUTE);
  const issued = assumeRole(tale.rng, inside, { time, region: tale.home }, role, name);
  mine(tale, ...issued.records);
  tale.credentials.add(issued.accessKeyId);
  const left = { ...from, arn: hand.user ? userArn(hand.user) : String(hand.caller.identity.arn) };
  mine(tale, switchRole(tale.rng, left, { time, region: tale.home }, role, name));
  const used = accessKeyId(tale.rng, 'ASIA', role.account);
  const identity = assumedRole({ ...issued.session, accessKeyId: used });
  gains(tale, { id: used, kind: 'role', life: LIFE.role, caller: { account: role.account, identity, ...from } });
}

/**
 * The same role under the same session name, opened by somebody else in the same second: whose the console's key is, nothing tells.
 */
function switchesWithAnother(tale: Tale, hand: Hand): void {
  const role = tale.rng.pick(tale.roles[tale.a]!);
  const name = `console-${tale.rng.int(9000)}`;
  const time = wait(tale, 10 * SECOND, MINUTE);
  const when = { time, region: tale.home };
  const issued = assumeRole(tale.rng, hand.caller, when, role, name);
  mine(tale, ...issued.records);
  tale.credentials.add(issued.accessKeyId);
  const other = {
    ...hand.caller,
    account: tale.a,
    identity: {
      type: 'IAMUser',
      principalId: `AIDA${uuid(tale.rng).slice(0, 8).toUpperCase()}XXXXX`,
      accountId: tale.a,
      accessKeyId: accessKeyId(tale.rng, 'AKIA', tale.a),
      userName: 'twin',
    },
  };
  theirs(tale, ...assumeRole(tale.rng, other, when, role, name).records);
  const used = accessKeyId(tale.rng, 'ASIA', role.account);
  theirs(
    tale,
    record(
      tale.rng,
      { account: role.account, identity: assumedRole({ ...issued.session, accessKeyId: used }), ...from },
      {
        time: time + 20 * SECOND,
        region: tale.home,
        service: 's3',
        name: 'ListBuckets',
      },
    ),
  );
  tale.suspects.push({ to: used, method: 'SESS' });
}

/** `aws login`: the console session authorizes the client, which fetches keys that name the sign-in session. */
function awsLogin(tale: Tale, hand: Hand): void {
  const { accessKeyId: key, ...keyless } = hand.caller.identity;
  const client = 'arn:aws:signin:::devtools/same-device';
  const session = `arn:aws:signin:${tale.home}:${hand.caller.account}:session/${uuid(tale.rng)}`;
  wait(tale, MINUTE, 5 * MINUTE);
  const shown = tale.rng.chance(0.5) ? { ...keyless, accessKeyId: key! } : keyless;
  const grant = (name: string, identity: JsonObject, more: JsonObject): CloudTrailRecord =>
    record(
      tale.rng,
      { account: hand.caller.account, identity, ...from },
      {
        service: 'signin',
        name,
        time: tale.now,
        region: tale.home,
        readOnly: false,
        request: { client_id: client },
        extra: { success: 'true', ...more },
      },
    );
  mine(tale, grant('AuthorizeOAuth2Access', shown, {}));
  for (let round = 0; round < 2; round++) {
    wait(tale, 5 * SECOND, 40 * SECOND);
    mine(
      tale,
      grant('CreateOAuth2Token', keyless, {
        grant_type: round ? 'refresh_token' : 'authorization_code',
        signInSessionArn: session,
      }),
    );
    const context = hand.caller.identity.sessionContext as JsonObject;
    const identity = {
      ...keyless,
      accessKeyId: accessKeyId(tale.rng, 'ASIA', hand.caller.account),
      sessionContext: {
        ...context,
        attributes: { creationDate: iso(tale.now), mfaAuthenticated: 'false' },
        signInSessionArn: session,
      },
    };
    const caller = { account: hand.caller.account, identity, address: INTRUDER.address, agent: INTRUDER.agent };
    gains(tale, { id: identity.accessKeyId, kind: 'login', caller, life: 15 * MINUTE });
  }
  // Somebody else's `aws login` as the same principal.
  const other = `${session.slice(0, -4)}0000`;
  const time = tale.now + 20 * MINUTE;
  const identity = {
    ...keyless,
    accessKeyId: accessKeyId(tale.rng, 'ASIA', hand.caller.account),
    sessionContext: { attributes: { creationDate: iso(time), mfaAuthenticated: 'false' }, signInSessionArn: other },
  };
  if (!tale.own.has(principalOf(hand)))
    passes(tale, { account: hand.caller.account, identity, ...from }, time + MINUTE, 2);
}

const principalOf = (hand: Hand): string => String(hand.caller.identity.principalId).split(':')[0]!;

export const CONSOLE: readonly Way[] = [
  {
    name: 'federated console',
    by: ['key'],
    tell: (tale, hand) => signsIn(tale, federates(tale, hand, `helpdesk-${tale.rng.int(900)}`)),
  },
  { name: 'console from a role', by: ['role'], tell: signsIn },
  { name: 'aws login', by: ['console'], tell: awsLogin },
  { name: 'role switch', by: ['console'], tell: switches },
  { name: 'role switch, ambiguous', by: ['key', 'console', 'role'], tell: switchesWithAnother },
];
