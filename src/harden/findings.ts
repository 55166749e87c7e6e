import type { HardenFinding } from './types.js';

interface Row {
  readonly account: string;
  readonly events: number;
  readonly proven: number;
  readonly last: string | null;
  readonly evidence: readonly string[];
}

interface AdminRow extends Row {
  readonly user: string;
  readonly arn: string;
  readonly via: readonly string[];
  readonly boundary: string | null;
  readonly password: boolean | null;
  readonly mfaSource: string;
  readonly stateOf: string | null;
}

interface KeyRow extends Row {
  readonly user: string;
  readonly key: string | null;
  readonly slot: number | null;
  readonly source: string;
  readonly stateOf: string;
  readonly created: string;
  readonly toldUse: string;
  readonly byIntruder: number;
}

interface IdleKeyRow extends Row {
  readonly arn: string | null;
  readonly key: string;
  readonly logsEnd: string;
  readonly byIntruder: number;
}

interface RoleRow extends Row {
  readonly role: string;
  readonly created: string;
  readonly toldUse: string | null;
  readonly stateOf: string;
}

interface PasswordRow extends Row {
  readonly user: string;
  readonly arn: string;
  readonly toldUse: string;
  readonly stateOf: string;
}

interface RootRow extends Row {
  readonly byIntruder: number;
  readonly withKeys: number;
}

/** Answers of queries/_harden/answer/, by their file. */
export interface StateRows {
  readonly admins: readonly AdminRow[];
  readonly keys: readonly KeyRow[];
  readonly idle_keys: readonly IdleKeyRow[];
  readonly roles: readonly RoleRow[];
  readonly passwords: readonly PasswordRow[];
  readonly root: readonly RootRow[];
}

/** Users with every right and no MFA, what nobody uses, and work as root. */
export function stateFindings(rows: StateRows): HardenFinding[] {
  return [
    ...rows.admins.map(admin),
    ...rows.keys.map(unusedKey),
    ...rows.idle_keys.map(idleKey),
    ...rows.passwords.map(unusedPassword),
    ...rows.roles.map(unusedRole),
    ...rows.root.map(root),
  ];
}

const proof = ({ account, events, proven, evidence }: Row) => ({ account, events, proven, evidence });
const times = (n: number): string => (n === 1 ? 'once' : `${n} times`);
const byTrail = (last: string | null): string =>
  last === null ? 'the trail never saw it used' : `the trail saw it last at ${last}`;
const byIam = (told: string | null): string => {
  if (told === 'no_information') return 'IAM has no information about a use';
  return told === null || told === 'N/A' ? 'IAM knows of no use' : `IAM tells its last use at ${told}`;
};

function admin(row: AdminRow): HardenFinding {
  const { arn, via, boundary, password, mfaSource, stateOf, events, last } = row;
  const limited = boundary === null ? '' : `, within the boundary ${boundary}`;
  const enters = password === true ? 'It has a console password. ' : '';
  const use = events === 0 ? 'The trail never saw it act.' : `The trail saw it act ${times(events)}, last at ${last}.`;
  return {
    finding: 'admin-without-mfa',
    severity: 'high',
    about: arn,
    detail: `may do everything by ${via.join(', ')}${limited}, and has no MFA by ${mfaSource}. ${enters}${use}`,
    todo: 'add an MFA device and require it (aws:MultiFactorAuthPresent), or take the right away',
    stateOf,
    ...proof(row),
  };
}

function unusedKey(row: KeyRow): HardenFinding {
  const { user, key, slot, source, stateOf, created, toldUse, last, byIntruder, account } = row;
  const intruder = byIntruder === 0 ? '' : `, but the intruder used it ${times(byIntruder)}`;
  return {
    finding: 'unused-key',
    severity: user === '<root_account>' ? 'high' : 'medium',
    about:
      key ?? `${user === '<root_account>' ? `root of ${account}` : `user ${user}`}, slot ${slot} (key id not known)`,
    detail: `active key of ${user}, made ${created}: ${byIam(toldUse)} (${source}), and ${byTrail(last)}${intruder}`,
    todo: 'make it inactive; delete it when nobody has missed it',
    stateOf,
    ...proof(row),
  };
}

function idleKey(row: IdleKeyRow): HardenFinding {
  const { arn, key, logsEnd, last } = row;
  return {
    finding: 'idle-key',
    severity: 'low',
    about: key,
    detail: `key of ${arn ?? 'nobody known'}: the trail saw it last at ${last}, and ends at ${logsEnd}. Whether it is active, only IAM can tell`,
    todo: 'look with aws iam list-access-keys, or collect the state of IAM',
    stateOf: null,
    ...proof(row),
  };
}

function unusedPassword(row: PasswordRow): HardenFinding {
  return {
    finding: 'unused-password',
    severity: 'low',
    about: row.arn,
    detail: `console password: ${byIam(row.toldUse)}, and ${row.last === null ? 'the trail has no sign-in' : `the trail has its last sign-in at ${row.last}`}`,
    todo: 'delete the login profile if nobody needs it',
    stateOf: row.stateOf,
    ...proof(row),
  };
}

function unusedRole(row: RoleRow): HardenFinding {
  return {
    finding: 'unused-role',
    severity: 'low',
    about: row.role,
    detail: `made ${row.created}: ${row.toldUse === null ? 'IAM knows of no use in 400 days' : byIam(row.toldUse)}, and ${byTrail(row.last)}`,
    todo: 'delete it if nobody needs it; until then deny by its trust policy',
    stateOf: row.stateOf,
    ...proof(row),
  };
}

function root(row: RootRow): HardenFinding {
  const { account, events, withKeys, byIntruder, last } = row;
  const keys = withKeys === 0 ? '' : `, ${times(withKeys)} with an access key`;
  const intruder = byIntruder === 0 ? '' : `, ${times(byIntruder)} by the intruder`;
  return {
    finding: 'root-used',
    severity: withKeys > 0 ? 'high' : 'medium',
    about: `root of ${account}`,
    detail: `root acted ${times(events)}${keys}${intruder}, last at ${last}; no policy of the account binds it`,
    todo:
      withKeys > 0
        ? 'delete the access keys of root, and give the work to a role'
        : 'give the work to a role, and keep root with MFA for what needs it',
    stateOf: null,
    ...proof(row),
  };
}
