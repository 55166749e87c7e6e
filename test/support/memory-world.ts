import { copyFileSync, existsSync, mkdtempSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { apply, revert, status } from '../../src/containment/index.js';
import type { Job, Report, StatusReport } from '../../src/containment/types.js';
import { awsDenyAllArn, type Plan, planHash } from '../../src/plan/index.js';
import { examplePlan } from './example-plan.js';
import { GatedIam } from './gated-iam.js';
import { FORMER_TRUST, INTRUDED, stepsFor } from './hit-account.js';
import { clockOfTest, connectionTo, MemoryIam, type MemoryState } from './memory-iam.js';

// An account in memory as an intruder left it, the plan for it and its journal: what an apply or a revert makes of them, and what is left
// when one is killed at any call.

const ACCOUNT = '123456789012';
export const SAML = `arn:aws:iam::${ACCOUNT}:saml-provider/corp`;
export const OIDC = `arn:aws:iam::${ACCOUNT}:oidc-provider/token.example.com`;
const HIT = {
  userId: 'AIDAMALLORY000000001',
  accessKeyId: 'AKIAMALLORY000000001',
  credentialId: 'ACCAMALLORY000000001',
  sshPublicKeyId: 'APKAMALLORY000000001',
  certificateId: 'CERTIFICATE000000001',
  deploy: 'AROADEPLOY0000000001',
  backDoor: 'AROABACKDOOR00000001',
  saml: SAML,
  oidc: OIDC,
};

/** @param known whether the evidence tells the ids of users and roles */
export function memoryPlan(known: boolean): Plan {
  const [section] = examplePlan().sections;
  const steps = stepsFor(known ? HIT : { ...HIT, userId: null, deploy: null, backDoor: null });
  return { ...examplePlan(), sections: [{ ...section!, assumeRole: null, steps }] };
}

export function hitState(plan: Plan): MemoryState {
  const saml = plan.sections[0]!.steps.find(({ kind }) => kind === 'restore-saml-provider');
  const role = (id: string) => ({
    id,
    path: '/',
    trust: INTRUDED,
    policies: { own: '{"Statement":[]}' },
    attached: [],
  });
  return {
    users: {
      mallory: {
        id: HIT.userId,
        boundary: null,
        policies: { own: '{"Statement":[]}' },
        attached: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
        accessKeys: { [HIT.accessKeyId]: 'Active', AKIAMALLORY000000002: 'Active' },
        serviceCredentials: { [HIT.credentialId]: 'Active' },
        sshKeys: { [HIT.sshPublicKeyId]: 'Active' },
        certificates: { [HIT.certificateId]: 'Active' },
      },
    },
    roles: { deploy: role(HIT.deploy), 'back-door': role(HIT.backDoor) },
    saml: { [SAML]: saml && 'expect' in saml && 'document' in saml.expect ? saml.expect.document : '' },
    oidc: { [OIDC]: { clientIds: ['sts.amazonaws.com', 'intruder'], thumbprints: ['b'.repeat(40)] } },
  };
}

/** A journal is synced with every line: thousands of them are better kept in memory. */
const PLACE = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

export interface Kill {
  readonly call: number;
  readonly after: boolean;
  readonly torn: number;
}

export class MemoryWorld {
  readonly plan: Plan;
  readonly iam: GatedIam;
  readonly #folder = mkdtempSync(join(PLACE, 'keytrail-contain-'));
  #journals = 0;
  journal = join(this.#folder, 'plan.journal.jsonl');

  constructor(known = true) {
    this.plan = memoryPlan(known);
    this.iam = new GatedIam(new MemoryIam(hitState(this.plan)));
  }

  status(): StatusReport {
    return status(this.plan, this.journal);
  }

  apply(skip: readonly number[] = []): Promise<Report> {
    return apply(this.job(skip), planHash(this.plan), async () => this.iam.writes);
  }

  revert(skip: readonly number[] = []): Promise<Report> {
    return revert(this.job(skip), planHash(this.plan), async () => this.iam.writes);
  }

  job(skip: readonly number[] = []): Job {
    const { plan, journal } = this;
    const connection = connectionTo(this.iam.reads);
    return { plan, journal, connection, skip, clock: clockOfTest(), tell: () => undefined };
  }

  /**
   * A run that is killed at its n-th call: when it is done, or before, where the end of the journal may be torn. What stands in the journal by
   * then, and what was done, is what stays. A run with fewer calls is a whole one.
   * @param torn how much of what was journaled since the call before is lost: 0 nothing, 1 all of it
   */
  async killed(run: () => Promise<unknown>, { call, after, torn }: Kill): Promise<void> {
    const copy = `${this.journal}.${++this.#journals}`;
    const size = () => (existsSync(this.journal) ? statSync(this.journal).size : 0);
    let left: MemoryState | null = null;
    let done = this.iam.done;
    const keep = (lost: number) => {
      done = [...this.iam.done];
      if (existsSync(this.journal)) {
        copyFileSync(this.journal, copy);
        truncateSync(copy, size() - lost);
      }
      left = structuredClone(this.iam.state);
    };
    const first = this.iam.calls;
    let before = size();
    this.iam.gate = ({ number }) => {
      if (!after && number === first + call) keep(Math.floor((size() - before) * torn));
      before = size();
      return null;
    };
    this.iam.after = ({ number }) => {
      if (after && number === first + call) keep(0);
    };
    await run();
    this.iam.gate = () => null;
    this.iam.after = () => undefined;
    if (left === null) return;
    this.iam.state = left;
    this.iam.done = done;
    this.journal = copy;
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Which step a write is of, and whether it does it or takes it back. */
export function stepOfWrite([name, ...words]: readonly unknown[]): readonly [number, 'act' | 'undo'] {
  const [first, second, third] = words as string[];
  switch (name) {
    case 'putUserPolicy':
    case 'attachUserPolicy':
      return [1, 'act'];
    case 'putUserBoundary':
      return [1, second === awsDenyAllArn('aws') ? 'act' : 'undo'];
    case 'deleteUserPolicy':
    case 'detachUserPolicy':
    case 'deleteUserBoundary':
      return [1, 'undo'];
    case 'setAccessKey':
      return [2, third === 'Inactive' ? 'act' : 'undo'];
    case 'setServiceCredential':
      return [3, third === 'Inactive' ? 'act' : 'undo'];
    case 'setSshKey':
      return [4, third === 'Inactive' ? 'act' : 'undo'];
    case 'setCertificate':
      return [5, third === 'Inactive' ? 'act' : 'undo'];
    case 'putRolePolicy':
      return [first === 'deploy' ? 6 : 7, 'act'];
    case 'deleteRolePolicy':
      return [first === 'deploy' ? 6 : 7, 'undo'];
    case 'updateTrust':
      return [8, second === FORMER_TRUST ? 'act' : 'undo'];
    case 'updateSamlProvider':
      return [9, second?.includes('former') ? 'act' : 'undo'];
    case 'removeOidcClient':
      return [10, 'act'];
    case 'addOidcClient':
      return [10, 'undo'];
    case 'setOidcThumbprints':
      return [11, String(second).startsWith('a') ? 'act' : 'undo'];
    default:
      throw new Error(`a write that no step knows: ${name}`);
  }
}
