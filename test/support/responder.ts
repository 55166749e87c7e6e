import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { IAMClient } from '@aws-sdk/client-iam';
import {
  apply,
  type ConnectOptions,
  connect,
  type Job,
  type Report,
  revert,
  status,
} from '../../src/containment/index.js';
import { packageFile } from '../../src/package.js';
import { type Plan, planHash } from '../../src/plan/index.js';
import { useEndpoint } from './aws-variables.js';
import { FORMER_TRUST, type HitAccount, hitAccount } from './hit-account.js';
import { dumpIam } from './iam-dump.js';
import { type Call, IamProxy } from './iam-proxy.js';
import { clockOfTest } from './memory-iam.js';
import { type Moto, startMoto } from './moto.js';
import { type Ran, scratch } from './run-cli.js';

const MAIN = fileURLToPath(packageFile('dist/src/containment/main.js'));

/** Somebody who contains an intruder: an account behind the proxy, the plan and its journal on the disk, credentials in the environment. */
export class Responder {
  readonly #folder = scratch();
  readonly #variables = { ...process.env };
  readonly planFile = this.#folder.join('plan.json');
  readonly journal = this.#folder.join('plan.journal.jsonl');
  hit!: HitAccount;

  private constructor(
    private readonly moto: Moto,
    readonly proxy: IamProxy,
    /** Of the intruded account, with all rights. */
    readonly iam: IAMClient,
  ) {}

  static async start(): Promise<Responder> {
    const moto = await startMoto();
    const proxy = await IamProxy.start(moto.endpoint);
    useEndpoint(proxy.endpoint);
    return new Responder(moto, proxy, new IAMClient({ maxAttempts: 1 }));
  }

  /** A new account, plan and journal. @param change what is to be otherwise in the plan */
  async begin(change: (plan: Plan, hit: HitAccount) => Plan = (plan) => plan): Promise<void> {
    await this.proxy.reset();
    this.hit = await hitAccount(this.iam);
    this.write(change(this.hit.plan, this.hit));
    this.forget();
    const { accessKeyId, secretAccessKey } = this.hit.responder;
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey });
    this.proxy.calm();
  }

  write(plan: Plan): void {
    writeFileSync(this.planFile, JSON.stringify(plan, null, 1));
  }

  get plan(): Plan {
    return JSON.parse(readFileSync(this.planFile, 'utf8')) as Plan;
  }

  get hash(): string {
    return planHash(this.plan);
  }

  /** A journal that nobody has begun. */
  forget(): void {
    rmSync(this.journal, { force: true });
  }

  dump(): Promise<string> {
    return dumpIam(this.iam);
  }

  /** `keytrail-contain` in a process of its own. */
  contain(words: readonly string[], started: (child: ChildProcess) => void = () => undefined): Promise<Ran> {
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [MAIN, ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
      started(child);
      let [stdout, stderr] = ['', ''];
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        stdout += text;
      });
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        stderr += text;
      });
      child.on('error', reject);
      child.on('close', (code) => resolve({ code, stdout, stderr }));
    });
  }

  /** The same in this process, by a clock whose waits take no time. */
  async run(what: 'apply' | 'revert', skip: readonly number[] = []): Promise<Report> {
    const job = await this.job(skip);
    return (what === 'apply' ? apply : revert)(job, this.hash);
  }

  async job(skip: readonly number[] = []): Promise<Job> {
    const { plan, journal } = this;
    const clock = clockOfTest();
    const options: ConnectOptions = { region: null, profile: null, accounts: null, clock, tell: () => undefined };
    return { plan, journal, skip, connection: await connect(plan, options), clock, tell: () => undefined };
  }

  /**
   * What the journal says, against what was really written: a sentence for each lie.
   * @param writes in the order in which they were done
   */
  lies(writes: readonly Call[]): string[] {
    const last = new Map<number, 'act' | 'undo'>();
    for (const { action, params } of writes) {
      const [step, kind] = stepOf(action, params);
      last.set(step, kind);
    }
    return status(this.plan, this.journal).steps.flatMap(({ step: { number }, phase, detail }) => {
      const wrote = last.get(number);
      const isTrue =
        wrote === 'act'
          ? ACT.has(phase)
          : wrote === 'undo'
            ? UNDO.has(phase)
            : phase !== 'done' && phase !== 'taken back';
      return isTrue ? [] : [`step ${number}: ${phase} (${detail}), and last written: ${wrote ?? 'nothing'}`];
    });
  }

  async stop(): Promise<void> {
    this.iam.destroy();
    await this.proxy.stop();
    await this.moto.stop();
    this.#folder.remove();
    process.env = this.#variables;
  }
}

/** What may be said of a step that was written, and of one that was taken back, as far as a run knows. */
const ACT = new Set<string>(['done', 'intended', 'failed', 'taking back']);
const UNDO = new Set<string>(['taken back', 'taking back', 'intended', 'failed', 'open']);

/** Of the steps of `hitAccount`. */
function stepOf(action: string, params: URLSearchParams): readonly [number, 'act' | 'undo'] {
  const status = params.get('Status') === 'Active' ? 'undo' : 'act';
  const ofRole = params.get('RoleName') === 'deploy' ? 6 : 7;
  switch (action) {
    case 'PutUserPolicy':
    case 'AttachUserPolicy':
    case 'PutUserPermissionsBoundary':
      return [1, 'act'];
    case 'DeleteUserPolicy':
    case 'DetachUserPolicy':
    case 'DeleteUserPermissionsBoundary':
      return [1, 'undo'];
    case 'UpdateAccessKey':
      return [2, status];
    case 'UpdateServiceSpecificCredential':
      return [3, status];
    case 'UpdateSSHPublicKey':
      return [4, status];
    case 'UpdateSigningCertificate':
      return [5, status];
    case 'PutRolePolicy':
      return [ofRole, 'act'];
    case 'DeleteRolePolicy':
      return [ofRole, 'undo'];
    case 'UpdateAssumeRolePolicy':
      return [8, params.get('PolicyDocument') === FORMER_TRUST ? 'act' : 'undo'];
    case 'UpdateSAMLProvider':
      return [9, params.get('SAMLMetadataDocument')?.includes('former') ? 'act' : 'undo'];
    case 'RemoveClientIDFromOpenIDConnectProvider':
      return [10, 'act'];
    case 'AddClientIDToOpenIDConnectProvider':
      return [10, 'undo'];
    case 'UpdateOpenIDConnectProviderThumbprint':
      return [11, params.get('ThumbprintList.member.1')?.startsWith('a') ? 'act' : 'undo'];
    default:
      throw new Error(`a write that no step knows: ${action}`);
  }
}
