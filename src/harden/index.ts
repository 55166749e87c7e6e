import type { JsonValue } from '../model.js';
import type { Case } from '../store/case.js';
import { packageSql, packageStatements } from '../store/sql.js';
import { allowances, type PrincipalRow, type UseRows } from './allowance.js';
import { type AccountRow, cannotTell } from './cannot.js';
import { type StateRows, stateFindings } from './findings.js';
import { type TrustRow, trustFindings, trustProposals } from './trust-findings.js';
import type { HardenFinding, HardenOptions, HardenResult } from './types.js';

export type { Allowance, HardenFinding, HardenOptions, HardenResult, Policy, TrustProposal } from './types.js';

/** Blind spots of a trail that bear on what its records can show to be needed. */
const BLIND = new Set([
  'management-events',
  'read-events',
  'write-events',
  'excluded-sources',
  'global-services',
  'regions',
]);
const MOST_BLIND = 50;

/**
 * What is wider than it has to be, by what was used: policies for users and roles, trust, rights without MFA, keys and roles without use.
 * With a seed its radius is in the opened case (`spread`), and is nobody's legitimate use. The case file does not change.
 */
export async function harden(opened: Case, options: HardenOptions): Promise<HardenResult> {
  const values: Readonly<Record<string, JsonValue>> = {
    compromised_at: options.compromisedAt,
    since: options.window.since,
    until: options.window.until,
    accounts: options.accounts.length === 0 ? null : options.accounts,
    seeded: options.seed !== null,
    days: options.days,
    most: MOST_BLIND,
  };
  const rows = <T>(file: string) => opened.objects<T>(packageSql(file), values);
  const answer = <T>(name: string) => rows<T>(`_harden/answer/${name}.sql`);
  const [macro, ...steps] = packageStatements('_harden');
  const begin = options.seed === null ? ['no_radius', 'no_seed_principals'] : ['radius', 'seed_principals'];
  for (const file of [macro ?? '', ...begin.map((name) => `_harden/begin/${name}.sql`), ...steps]) {
    await opened.run(packageSql(file), values);
  }
  const uses: UseRows = {
    actions: await answer('actions'),
    refused: await answer('refused'),
    unmapped: await answer('unmapped'),
  };
  const states: StateRows = {
    admins: await answer('admins'),
    keys: await answer('keys'),
    idle_keys: await answer('idle_keys'),
    roles: await answer('roles'),
    passwords: await answer('passwords'),
    root: await answer('root'),
  };
  const accounts = await answer<AccountRow>('accounts');
  const trust = await answer<TrustRow>('trust');
  const reading = (account: string) => accounts.find((row) => row.account === account && row.readEvents)?.from ?? null;
  const blind = (await rows<{ area: string; detail: string }>('_report/blind.sql')).filter(({ area }) =>
    BLIND.has(area),
  );
  const [left] = await answer<LeftOut>('left_out');
  const verdicts = await answer<{ verdict: string; events: number }>('integrity');
  return {
    schema: 'keytrail/harden/1',
    seed: options.seed,
    compromisedAt: options.compromisedAt,
    window: { from: options.window.since, to: options.window.until },
    days: options.days,
    accounts: accounts.map(({ parts: _, dataSources: __, ...account }) => account),
    basis: basisOf(options),
    principals: allowances(await answer<PrincipalRow>('principals'), uses),
    findings: [...trustFindings(trust, reading), ...stateFindings(states)].sort(worstFirst),
    trust: trustProposals(trust, reading),
    cannot: [...leftOut(left), ...cannotTell(accounts, blind)],
    integrity: Object.fromEntries(verdicts.map(({ verdict, events }) => [verdict, events])),
  };
}

/** Which use counts as legitimate: the one thing that whoever applies a policy must have understood. */
function basisOf({ seed, compromisedAt }: HardenOptions): string {
  if (seed !== null && compromisedAt !== null)
    return `use before ${compromisedAt}, without any event of the radius of ${seed}`;
  if (seed !== null) {
    return `all use of ${seed}, the intruder's included, since no moment of compromise is given; only what it led to is left out. Give --compromised-at (keytrail blast proposes moments)`;
  }
  if (compromisedAt !== null) return `all use before ${compromisedAt}`;
  return 'all use, whoever made it: neither a seed nor a moment of compromise is given, so an intruder counts as the owner';
}

interface LeftOut {
  readonly ofAws: number;
  readonly beyond: number;
}

function leftOut(left: LeftOut | undefined): string[] {
  return [
    ...(left && left.ofAws > 0
      ? [
          `${left.ofAws} roles that AWS keeps (service-linked, Identity Center) have no policy here: their policies cannot be edited in IAM`,
        ]
      : []),
    ...(left && left.beyond > 0
      ? [`${left.beyond} users and roles beyond the busiest 200 have no policy here: choose with --account or --seed`]
      : []),
  ];
}

const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'];

function worstFirst(a: HardenFinding, b: HardenFinding): number {
  const severity = SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity);
  return (
    severity ||
    compare(a.finding, b.finding) ||
    compare(a.account, b.account) ||
    compare(a.about, b.about) ||
    compare(a.detail, b.detail)
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
