import { noAccess } from './aws-error.js';
import { type Patience, patiently } from './patience.js';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient, type STSClientConfig } from './sdk.js';

export interface Secret {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}
export type Secrets = () => Promise<Secret>;

/** The name of our sessions in the log of the account. */
const SESSION = 'keytrail-contain';
const EARLY = 5 * 60_000;

type RoleRequest = { readonly RoleArn?: string | undefined; readonly RoleSessionName?: string | undefined };
type RoleAssumer = (source: Secret, role: RoleRequest) => Promise<Secret>;
interface DefaultProvider {
  readonly credentialDefaultProvider?: (input: {
    profile?: string;
    roleAssumer: RoleAssumer;
    logger: Readonly<Record<'debug' | 'info' | 'warn' | 'error', () => void>>;
  }) => Secrets;
}

/** What the SDK would say of its ways to credentials: who we are in the end is printed by us. */
const SILENT = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
/** Nothing has begun yet: who cannot reach AWS is to know it soon. */
const ATTEMPTS = 5;

/** Asks STS, and nobody else. */
export class Caller {
  readonly #patience: Patience;

  constructor(
    private readonly config: STSClientConfig,
    patience: Patience,
  ) {
    this.#patience = { ...patience, attempts: ATTEMPTS };
  }

  /**
   * The credentials that the usual variables and the profile lead to. A profile with `role_arn` assumes that role with those of another:
   * `onSource` hears of these, for a plan that stops them stops us.
   */
  usual(profile: string | null, onSource: (source: Secret) => void): Secrets {
    const client = new STSClient(this.config);
    const chain = (client.config as unknown as DefaultProvider).credentialDefaultProvider;
    if (chain === undefined) return client.config.credentials as Secrets;
    const roleAssumer: RoleAssumer = (source, role) => {
      onSource(source);
      return this.assume(async () => source, role);
    };
    return chain({ ...(profile === null ? {} : { profile }), roleAssumer, logger: SILENT });
  }

  async whoAmI(credentials: Secrets): Promise<{ arn: string; account: string; accessKeyId: string }> {
    const hint = 'renew or choose the AWS credentials (--profile, AWS_PROFILE, aws sso login)';
    const client = new STSClient({ ...this.config, credentials });
    try {
      const { Arn, Account } = await patiently(this.#patience, null, () =>
        client.send(new GetCallerIdentityCommand({})),
      );
      if (!Arn || !Account) throw new Error('it does not say who we are');
      return { arn: Arn, account: Account, accessKeyId: (await credentials()).accessKeyId };
    } catch (error) {
      throw noAccess('sts GetCallerIdentity', error, hint);
    } finally {
      client.destroy();
    }
  }

  /** Credentials of a role, renewed before they expire; in memory only. */
  session(source: Secrets, arn: string): Secrets {
    let held: Secret | null = null;
    return async () => {
      const left = (held?.expiration?.getTime() ?? 0) - Date.now();
      if (held === null || left < EARLY) held = await this.assume(source, { RoleArn: arn });
      return held;
    };
  }

  async assume(source: Secrets, role: RoleRequest): Promise<Secret> {
    const client = new STSClient({ ...this.config, credentials: source });
    const { RoleSessionName: name = SESSION } = role;
    // The SDK's own name says nothing to whoever reads the log of the account.
    const RoleSessionName = /^aws-sdk-js-\d+$/.test(name) ? SESSION : name;
    const request = { ...role, RoleArn: role.RoleArn, RoleSessionName };
    try {
      const { Credentials } = await patiently(this.#patience, null, () => client.send(new AssumeRoleCommand(request)));
      const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = Credentials ?? {};
      if (!AccessKeyId || !SecretAccessKey) throw new Error('it gives no credentials');
      return {
        accessKeyId: AccessKeyId,
        secretAccessKey: SecretAccessKey,
        ...(SessionToken === undefined ? {} : { sessionToken: SessionToken }),
        ...(Expiration === undefined ? {} : { expiration: Expiration }),
      };
    } catch (error) {
      const hint = 'let its trust policy admit who is asking, or leave that account out with --account';
      throw noAccess(`sts AssumeRole of ${role.RoleArn ?? 'a role'}`, error, hint);
    } finally {
      client.destroy();
    }
  }
}
