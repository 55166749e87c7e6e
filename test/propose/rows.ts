import type {
  CredentialRow,
  EndRow,
  NameRow,
  PlanInput,
  ProviderRow,
  StatePrincipalRow,
  ThingRow,
  TrustRow,
} from '../../src/propose/index.js';

// Rows as queries/_plan gives them, for plans that are made up.

export const A = '111122223333';
export const B = '444455556666';
export const KEY = 'AKIAIOSFODNN7EXAMPLE';
export const AT = '2026-03-02T10:00:00Z';
export const AS_OF = '2026-03-02T12:00:00Z';

export const event = (n: number): string => `0a1b2c3d-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** The leaked key of alice, active. */
export const seed: CredentialRow = {
  id: KEY,
  kind: 'access-key',
  life: 'access-key',
  principal: `arn:aws:iam::${A}:user/alice`,
  principalId: 'AIDAALICEALICEALICE1',
  account: A,
  userName: 'alice',
  roleName: null,
  ofSeed: true,
  confidence: 'exact',
  edge: null,
  parent: null,
  depth: 0,
  status: 'active',
  statusAt: null,
  statusProven: null,
  endedBy: null,
  endedByRadius: false,
  alive: true,
  issuedAt: null,
  endsBy: null,
  firstSeen: AT,
  lastSeen: '2026-03-02T11:00:00Z',
  issuerArn: null,
  identityType: 'IAMUser',
  evidence: [event(1)],
  proven: true,
};

/** A session of a role that the leaked key assumed. */
export function session(id: string, role: string, more: Partial<CredentialRow> = {}): CredentialRow {
  const account = more.account ?? A;
  return {
    ...seed,
    id,
    kind: 'temporary-key',
    life: 'role-session',
    principal: `arn:aws:sts::${account}:assumed-role/${role}/x`,
    principalId: 'AROADEPLOYDEPLOYDEP1:x',
    userName: null,
    roleName: role,
    ofSeed: false,
    edge: 'KEY',
    parent: KEY,
    depth: 1,
    issuedAt: '2026-03-02T10:30:00Z',
    endsBy: '2026-03-02T11:30:00Z',
    issuerArn: `arn:aws:iam::${account}:role/${role}`,
    identityType: 'AssumedRole',
    evidence: [event(2)],
    ...more,
  };
}

export const expired = { status: 'expired', alive: false } as const;

export function thing(kind: string, id: string, subject: string | null, more: Partial<ThingRow> = {}): ThingRow {
  return {
    kind,
    id,
    account: A,
    madeBy: KEY,
    at: '2026-03-02T10:40:00Z',
    last: '2026-03-02T10:40:00Z',
    call: 'Create',
    region: 'us-east-1',
    subject,
    confidence: 'exact',
    status: 'active',
    statusProven: null,
    statusAt: null,
    endedBy: null,
    alive: true,
    evidence: [event(3)],
    proven: true,
    ...more,
  };
}

export function trust(n: number, document: string | null, more: Partial<TrustRow> = {}): TrustRow {
  return {
    account: A,
    role: 'deploy',
    eventId: event(n),
    at: `2026-03-02T10:${String(n).padStart(2, '0')}:00Z`,
    call: 'UpdateAssumeRolePolicy',
    document,
    confidence: null,
    who: `arn:aws:iam::${A}:user/admin`,
    proven: true,
    ...more,
  };
}

export function provider(n: number, arn: string, more: Partial<ProviderRow>): ProviderRow {
  const { role, ...rest } = { ...trust(n, null) };
  void role;
  return { ...rest, arn, call: 'UpdateSAMLProvider', client: null, clients: [], thumbprints: [], ...more };
}

export const bearer = (sort: 'user' | 'role', name: string, id: string, more: Partial<NameRow> = {}): NameRow => ({
  account: A,
  sort,
  name,
  id,
  arn: `arn:aws:iam::${A}:${sort}/${name}`,
  first: '2026-01-01T00:00:00Z',
  last: AT,
  keys: [],
  ...more,
});

export const end = (sort: 'user' | 'role', name: string, more: Partial<EndRow> = {}): EndRow => ({
  account: A,
  sort,
  name,
  status: 'denied',
  policy: 'inline Stop',
  before: null,
  eventId: event(90),
  at: '2026-03-02T11:50:00Z',
  actor: `arn:aws:iam::${A}:user/oncall`,
  proven: true,
  mine: false,
  ...more,
});

export const held = (
  sort: 'user' | 'role',
  name: string,
  more: Partial<StatePrincipalRow> = {},
): StatePrincipalRow => ({
  account: A,
  at: '2026-03-02T11:55:00Z',
  sort,
  name,
  id: null,
  arn: null,
  boundary: null,
  size: 0,
  attached: [],
  inline: [],
  shutting: [],
  ...more,
});

/** The leaked key and nothing else, changed by `more`. */
export function given(more: Partial<PlanInput> = {}): PlanInput {
  return {
    madeBy: 'keytrail 0.0.0',
    seed: KEY,
    compromisedAt: AT,
    asOf: AS_OF,
    events: 9,
    proven: 9,
    endsAt: '2026-03-02T11:59:00Z',
    orphans: 0,
    upstream: [],
    containRole: 'Responder',
    warnings: [],
    credentials: [seed],
    names: [bearer('user', 'alice', 'AIDAALICEALICEALICE1')],
    accounts: [{ account: A, lastSeen: '2026-03-02T11:00:00Z', recorded: true }],
    things: [],
    ends: [],
    trust: [],
    providers: [],
    rearmed: [],
    permissions: [],
    outsiders: [],
    tokens: [],
    logging: [],
    restarts: [],
    taken: [],
    suspects: [],
    quarantines: [],
    snapshots: [],
    stateKeys: [],
    stateCredentials: [],
    statePrincipals: [],
    stateTrust: [],
    stateProviders: [],
    ...more,
  };
}
