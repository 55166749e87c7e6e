import { createHash } from 'node:crypto';
import { toIso } from '../clock.js';
import { sayAws } from './aws-error.js';
import { eachOf, type Reached } from './look.js';
import { patiently } from './patience.js';
import type { AccountAccess, Change, CredentialState, IamReads, Job } from './types.js';

/** What there is to see of a principal: name of a thing → what it is, and when it was made where IAM says so. */
type Sight = ReadonlyMap<string, { readonly value: string; readonly created: string | null }>;

interface Watched {
  readonly access: AccountAccess;
  /** `user mallory`, `role deploy`, `account`. */
  readonly about: string;
  readonly see: (reads: IamReads) => Promise<Sight>;
}

/** Who the plan contains, and what they could use to get out. */
export class Watch {
  readonly #watched: readonly Watched[];
  readonly #before = new Map<Watched, Sight>();
  readonly #told = new Set<string>();

  /** @param since when containment began: what was made later is new, RFC 3339 UTC; null: it is not known */
  constructor(
    private readonly job: Job,
    tasks: readonly Reached[],
    private readonly since: string | null,
  ) {
    this.#watched = watchedOf(tasks);
  }

  /** What changed since the last look; the first time, what was made since containment began. */
  async changes(notice: (text: string) => void): Promise<readonly Change[]> {
    const found = await eachOf(this.#watched, async (watched) => {
      try {
        const now = await patiently(this.job, null, () => watched.see(watched.access.reads));
        const before = this.#before.get(watched);
        this.#before.set(watched, now);
        return (before ? difference(before, now) : this.#young(now)).map((what) => this.#change(watched, what));
      } catch (error) {
        notice(`${watched.about} of ${watched.access.account} cannot be watched: ${sayAws('iam', error)}`);
        return [];
      }
    });
    return found.flat();
  }

  /** Null where it was told already. */
  once(change: Change): Change | null {
    const key = [change.account, change.about, change.what].join('\n');
    if (this.#told.has(key)) return null;
    this.#told.add(key);
    return change;
  }

  #young(sight: Sight): string[] {
    const since = Date.parse(this.since ?? '');
    return [...sight].flatMap(([name, { value, created }]) =>
      created !== null && Date.parse(created) > since
        ? [`${name} was made at ${created}, after containment began (${value})`]
        : [],
    );
  }

  #change({ access, about }: Watched, what: string): Change {
    return { at: toIso(this.job.clock.now()), account: access.account, about, what };
  }
}

function watchedOf(tasks: readonly Reached[]): readonly Watched[] {
  const watched = new Map<string, Watched>();
  const add = (access: AccountAccess, about: string, see: Watched['see']) => {
    watched.set([access.account, about].join('\n'), { access, about, see });
  };
  for (const { step, access } of tasks) {
    if ('user' in step) add(access, `user ${step.user}`, (reads) => seeUser(reads, step.user));
    else if ('role' in step) add(access, `role ${step.role}`, (reads) => seeRole(reads, step.role));
    else add(access, step.providerArn, (reads) => seeProvider(reads, step.providerArn));
    add(access, 'account', seeUsers);
  }
  return [...watched.values()];
}

function difference(before: Sight, now: Sight): string[] {
  const came = [...now].flatMap(([name, { value }]) => {
    const was = before.get(name);
    if (was === undefined) return [`${name} has appeared (${value})`];
    return was.value === value ? [] : [`${name} changed from ${was.value} to ${value}`];
  });
  const went = [...before.keys()].filter((name) => !now.has(name)).map((name) => `${name} has gone`);
  return [...came, ...went];
}

async function seeUser(reads: IamReads, name: string): Promise<Sight> {
  const sight = new Map<string, { value: string; created: string | null }>();
  const user = await reads.user(name);
  if (user === null) return sight;
  sight.set('the user', { value: user.id, created: null });
  if (user.boundary !== null) sight.set('the permissions boundary', { value: user.boundary, created: null });
  const profile = await reads.loginProfile(name);
  if (profile) sight.set('the console password', { value: profile.created ?? 'there', created: profile.created });
  const credentials = (kind: string, list: readonly CredentialState[] | null) => {
    for (const { id, status, created } of list ?? []) sight.set(`${kind} ${id}`, { value: status, created });
  };
  credentials('access key', await reads.accessKeys(name));
  credentials('service-specific credential', await reads.serviceCredentials(name));
  credentials('SSH key', await reads.sshKeys(name));
  credentials('certificate', await reads.certificates(name));
  for (const policy of (await reads.userPolicyNames(name)) ?? []) {
    const value = fingerprint((await reads.userPolicy(name, policy)) ?? '');
    sight.set(`inline policy ${policy}`, { value, created: null });
  }
  for (const arn of (await reads.attachedToUser(name)) ?? [])
    sight.set(`policy ${arn}`, { value: 'attached', created: null });
  return sight;
}

async function seeRole(reads: IamReads, name: string): Promise<Sight> {
  const sight = new Map<string, { value: string; created: string | null }>();
  const role = await reads.role(name);
  if (role === null) return sight;
  sight.set('the role', { value: role.id, created: null });
  sight.set('the trust policy', { value: fingerprint(role.trust), created: null });
  for (const policy of (await reads.rolePolicyNames(name)) ?? []) {
    const value = fingerprint((await reads.rolePolicy(name, policy)) ?? '');
    sight.set(`inline policy ${policy}`, { value, created: null });
  }
  for (const arn of (await reads.attachedToRole(name)) ?? [])
    sight.set(`policy ${arn}`, { value: 'attached', created: null });
  return sight;
}

async function seeProvider(reads: IamReads, arn: string): Promise<Sight> {
  const sight = new Map<string, { value: string; created: string | null }>();
  if (arn.includes(':saml-provider/')) {
    const document = await reads.samlMetadata(arn);
    if (document !== null) sight.set('the metadata', { value: fingerprint(document), created: null });
    return sight;
  }
  const provider = await reads.oidcProvider(arn);
  for (const id of provider?.clientIds ?? []) sight.set(`the audience ${id}`, { value: 'admitted', created: null });
  const thumbprints = provider && [...provider.thumbprints].sort().join(', ');
  if (thumbprints !== null) sight.set('the thumbprints', { value: thumbprints, created: null });
  return sight;
}

/** New users: whoever has got out makes himself another. */
async function seeUsers(reads: IamReads): Promise<Sight> {
  const users = await reads.users();
  return new Map(users.map(({ name, id, created }) => [`user ${name}`, { value: id, created }]));
}

/** Enough to tell two documents apart. */
function fingerprint(document: string): string {
  return `sha256 ${createHash('sha256').update(document).digest('hex').slice(0, 12)}`;
}
