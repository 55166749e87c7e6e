import { VERSION } from '../package.js';
import { PLAN_BYTES, type Plan, parsePlan } from '../plan/index.js';
import { type PlanRows, propose } from '../propose/index.js';
import type { Case } from '../store/case.js';
import { packageSql, packageStatements } from '../store/sql.js';
import { type Parameters, parameters, type SpreadOptions } from './spread.js';
import type { BlastResult } from './types.js';

/** What AWS Organizations creates in member accounts. */
export const CONTAIN_ROLE = 'OrganizationAccountAccessRole';

/** Laid out for people a plan takes a half more than without white space. */
const ROOM = PLAN_BYTES * 0.6;

/** Rows of the plan → the file of queries/_plan/answer that has them. */
const ANSWERS: Readonly<Record<Exclude<keyof PlanRows, 'providers' | 'restarts'>, string>> = {
  credentials: 'credentials',
  names: 'names',
  accounts: 'accounts',
  things: 'things',
  ends: 'ends',
  trust: 'trust',
  rearmed: 'rearmed',
  permissions: 'permissions',
  outsiders: 'outsiders',
  tokens: 'tokens',
  logging: 'logging',
  taken: 'taken',
  suspects: 'suspects',
  quarantines: 'quarantines',
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
    upstream: [...new Set(result.upstream.filter(({ depth }) => depth === 1).map(({ id }) => id))].sort(),
    containRole,
    warnings: result.warnings,
  });
  // What is handed over is what can be read: a plan that its own reader refuses is a fault of ours.
  return parsePlan(fitting(plan), 'the plan');
}

async function answers(opened: Case, values: Parameters): Promise<PlanRows> {
  const ask = <T extends object>(file: string) => opened.objects<T>(packageSql(`_plan/answer/${file}.sql`), values);
  const rows: Record<string, object[]> = {};
  for (const [name, file] of Object.entries(ANSWERS)) rows[name] = await ask(file);
  // These two ask the whole case, which is not worth it where nothing hangs on it.
  rows.providers = (await ask('touched')).length > 0 ? await ask('providers') : [];
  rows.restarts = (rows.logging ?? []).length > 0 ? await ask('restarts') : [];
  return rows as unknown as PlanRows;
}

/** A plan that its reader takes, whatever a radius comes to: of a huge one most evidence is left out, which blast.json has. */
function fitting(plan: Plan): string {
  let text = JSON.stringify(plan);
  for (const evidence of [10, 1]) {
    if (text.length <= ROOM) return text;
    text = JSON.stringify(plan, (name, value) =>
      (name === 'evidence' || name === 'stops') && Array.isArray(value) ? value.slice(0, evidence * 10) : value,
    );
  }
  return text;
}
