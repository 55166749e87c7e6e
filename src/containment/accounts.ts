import { KeytrailError } from '../error.js';
import type { Plan, Section } from '../plan/index.js';
import { NeverSent } from './aws-error.js';
import { Caller, type Secret, type Secrets } from './caller.js';
import { keepConfig } from './config.js';
import { LiveReads } from './reads.js';
import { GetUserCommand, IAMClient, type IAMClientConfig, namesItsErrors, onlyReads } from './sdk.js';
import type { AccountAccess, Connection, ConnectOptions, Identity } from './types.js';

/** A responder does not wait for ever for an answer that does not come. */
const TIMEOUTS = { connectionTimeout: 5000, requestTimeout: 30_000, throwOnRequestTimeout: true };

/** Asks who we are, and for each section with steps gets what reads its account. */
export async function openAccounts(plan: Plan, options: ConnectOptions): Promise<Connection> {
  const sections = chosen(plan, options.accounts);
  const base = {
    region: await regionOf(options),
    maxAttempts: 1,
    requestHandler: TIMEOUTS,
    ...(options.profile === null ? {} : { profile: options.profile }),
  };
  const caller = new Caller(base, options);
  const sources: Secret[] = [];
  const intruders = keysOf(plan);
  const credentials = caller.usual(options.profile, (source) => {
    mustNotBe(intruders, source);
    if (!sources.some((one) => one.accessKeyId === source.accessKeyId)) sources.push(source);
  });
  const me = await caller.whoAmI(async () => {
    const secret = await credentials();
    mustNotBe(intruders, secret);
    return secret;
  });
  const behind = [];
  for (const source of [...sources].reverse()) behind.push(await caller.whoAmI(async () => source));
  const identity = async (who: typeof me, from: Identity['behind'], config: IAMClientConfig): Promise<Identity> => ({
    ...who,
    partition: who.arn.split(':')[1] ?? 'aws',
    region: base.region,
    endpoint: await endpointOf(config),
    behind: from,
  });
  const own = await identity(me, behind, { ...base, credentials });
  const accounts: AccountAccess[] = [];
  for (const section of sections) {
    const secrets = secretsFor(section, own, credentials, caller);
    const config = { ...base, credentials: secrets };
    const who = secrets === credentials ? own : await identity(await caller.whoAmI(secrets), [me, ...behind], config);
    mustBeOf(section, who);
    const access = {
      account: section.account,
      identity: who,
      reads: new LiveReads(namesItsErrors(onlyReads(new IAMClient(config)))),
    };
    keepConfig(access, config);
    accounts.push(access);
  }
  return { caller: own, accounts };
}

/** Keys that the plan stops. */
function keysOf({ seed, sections }: Plan): ReadonlySet<string> {
  const steps = sections.flatMap((section) => section.steps);
  const keys = steps.flatMap((step) => ('accessKeyId' in step ? [step.accessKeyId, ...step.stops] : step.stops));
  return new Set([seed, ...keys]);
}

/** Before anything is sent: whoever stole a key may look at what is done with it. */
function mustNotBe(intruders: ReadonlySet<string>, { accessKeyId }: Secret): void {
  if (!intruders.has(accessKeyId)) return;
  throw new KeytrailError(
    'no-access',
    `${accessKeyId}, which these credentials are or come from, is what the plan stops: nothing was sent with it`,
    'give credentials that the intruder never had (--profile)',
  );
}

function chosen({ sections }: Plan, accounts: readonly string[] | null): readonly Section[] {
  const stranger = accounts?.find((account) => !sections.some((section) => section.account === account));
  if (stranger !== undefined) {
    throw new KeytrailError('bad-argument', `--account: the plan has no section for ${stranger}`);
  }
  return sections.filter(({ account, steps }) => steps.length > 0 && (accounts?.includes(account) ?? true));
}

function secretsFor(section: Section, own: Identity, credentials: Secrets, caller: Caller): Secrets {
  if (section.account === own.account) return credentials;
  if (section.assumeRole !== null) return caller.session(credentials, section.assumeRole);
  throw new KeytrailError(
    'no-access',
    `these credentials are of account ${own.account}, and the plan knows no role to assume in ${section.account}`,
    'give credentials of that account, or leave it out with --account',
  );
}

function mustBeOf(section: Section, who: Identity): void {
  if (who.account === section.account && who.partition === section.partition) return;
  throw new KeytrailError(
    'no-access',
    `the section is for account ${section.account} (${section.partition}), and AWS says that we are ${who.arn}`,
    'check the credentials and AWS_ENDPOINT_URL',
  );
}

async function regionOf({ region, profile }: ConnectOptions): Promise<string> {
  if (region !== null) return region;
  try {
    return await new IAMClient(profile === null ? {} : { profile }).config.region();
  } catch {
    // IAM is not of a region: any of the partition will do.
    return 'us-east-1';
  }
}

/** Where a client would really ask. The read that shows it is stopped before it leaves. */
async function endpointOf(config: IAMClientConfig): Promise<string> {
  const client = new IAMClient(config);
  let endpoint = 'unknown';
  client.middlewareStack.add(
    (_, context) => async () => {
      endpoint = context.endpointV2?.url.origin ?? endpoint;
      throw new NeverSent('only to see where it would go');
    },
    { step: 'build', name: 'keytrailEndpoint' },
  );
  try {
    await client.send(new GetUserCommand({}));
  } catch (error) {
    if (!(error instanceof NeverSent)) throw error;
  } finally {
    client.destroy();
  }
  return endpoint;
}
