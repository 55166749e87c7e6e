import type { Step } from '../../plan/index.js';
import type { PlanFile } from '../program/plan-file.js';
import { targetOf } from '../show/words.js';
import type { Connection, Identity, Report, StatusReport, VerifyReport } from '../types.js';

// For programs. A step is named by its number, kind and target: the whole of it is in the plan.

export function runJson(file: PlanFile, connection: Connection, report: Report): object {
  const { what, executed, steps, notices, exit } = report;
  return {
    schema: `keytrail/contain-${what}/1`,
    ...about(file),
    ...identities(connection),
    executed,
    steps: steps.map(({ account, step, word, detail, way }) => ({ account, ...named(step), word, detail, way })),
    notices,
    exit,
  };
}

export function verifyJson(file: PlanFile, connection: Connection, report: VerifyReport): object {
  const { steps, changes, notices, exit } = report;
  return {
    schema: 'keytrail/contain-verify/1',
    ...about(file),
    ...identities(connection),
    steps: steps.map(({ account, step, effect, detail }) => ({ account, ...named(step), effect, detail })),
    changes,
    notices,
    exit,
  };
}

export function statusJson(file: PlanFile, journal: string, report: StatusReport): object {
  const { steps, runs, lines, head, notices, exit } = report;
  return {
    schema: 'keytrail/contain-status/1',
    ...about(file),
    journal: { file: journal, lines, head },
    runs,
    steps: steps.map(({ account, step, phase, at, detail }) => ({ account, ...named(step), phase, at, detail })),
    notices,
    exit,
  };
}

const about = ({ path, hash }: PlanFile) => ({ plan: path, hash });
const named = (step: Step) => ({ step: step.number, kind: step.kind, target: targetOf(step) });
const identities = ({ caller, accounts }: Connection) => ({
  caller: identity(caller),
  accounts: accounts.map((one) => ({ account: one.account, identity: identity(one.identity) })),
});
/** By name: what an identity has besides is not for a file. */
const identity = ({ arn, account, accessKeyId, partition, region, endpoint, behind }: Identity) => ({
  arn,
  account,
  accessKeyId,
  partition,
  region,
  endpoint,
  behind: behind.map((one) => ({ arn: one.arn, accessKeyId: one.accessKeyId })),
});
