import { VERSION } from '../package.js';
import { type Plan, parsePlan } from '../plan/index.js';
import { type PlanRows, propose } from '../propose/index.js';
import type { Case } from '../store/case.js';
import { packageSql, packageStatements } from '../store/sql.js';
import { type Parameters, parameters, type SpreadOptions } from './spread.js';
import type { BlastResult } from './types.js';

/** What AWS Organizations creates in member accounts. */
export const CONTAIN_ROLE = 'OrganizationAccountAccessRole';

/** Rows of the plan → the file of queries/_plan/answer that has them. */
const ANSWERS: Readonly<Record<keyof PlanRows, string>> = {
  credentials: 'credentials',
  names: 'names',
  accounts: 'accounts',
  things: 'things',
  ends: 'ends',
  trust: 'trust',
  providers: 'providers',
  rearmed: 'rearmed',
  permissions: 'permissions',
  outsiders: 'outsiders',
  tokens: 'tokens',
  logging: 'logging',
  taken: 'taken',
  suspects: 'suspects',
  snapshots: 'snapshots',
  stateKeys: 'state_keys',
  stateCredentials: 'state_credentials',
  statePrincipals: 'state_principals',
  stateTrust: 'state_trust',
  stateProviders: 'state_providers',
};

/**
 * The containment plan of a radius that `blast` has just computed in the same opened case.
 * @param containRole name of the role that a responder assumes in each account
 */
export async function containmentPlan(
  opened: Case,
  result: BlastResult,
  options: SpreadOptions,
  containRole = CONTAIN_ROLE,
): Promise<Plan> {
  const values = parameters(options);
  for (const file of packageStatements('_plan')) await opened.run(packageSql(file), values);
  const rows = await answers(opened, values);
  const [ends] = await opened.objects<{ at: string | null }>(packageSql('_plan/answer/ends_at.sql'), values);
  const plan = propose({
    ...rows,
    madeBy: `keytrail ${VERSION}`,
    seed: result.seed,
    compromisedAt: result.compromisedAt,
    asOf: result.asOf,
    events: result.events,
    proven: (result.integrity.valid ?? 0) + (result.integrity['altered-container'] ?? 0),
    endsAt: ends?.at ?? null,
    orphans: result.orphans.length,
    containRole,
    warnings: result.warnings,
  });
  // What is handed over is what can be read: a plan that its own reader refuses is a fault of ours.
  return parsePlan(JSON.stringify(plan), 'the plan');
}

async function answers(opened: Case, values: Parameters): Promise<PlanRows> {
  const rows: Record<string, object[]> = {};
  for (const [name, file] of Object.entries(ANSWERS)) {
    rows[name] = await opened.objects<object>(packageSql(`_plan/answer/${file}.sql`), values);
  }
  return rows as unknown as PlanRows;
}
