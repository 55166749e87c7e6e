import type { Answer } from '../model.js';
import { ask } from '../questions/ask.js';
import { loadQuestions } from '../questions/load.js';
import type { Case } from '../store/case.js';
import { packageSql } from '../store/sql.js';
import { parameters, spread } from './spread.js';
import { radiusState } from './state.js';
import type {
  BlastAccount,
  BlastCredential,
  BlastEdge,
  BlastOptions,
  BlastPrincipal,
  BlastResource,
  BlastResult,
  Escalation,
  Orphan,
  Outsider,
  Suspect,
  Token,
  Upstream,
} from './types.js';

/**
 * The blast radius of a credential: every credential, session, principal and event that can be reached from it, each with the edge
 * that reached it. Leaves the tables `blast_credentials`, `blast_edges` and `blast_events` in the opened case, for `blastEvents`,
 * `why` and queries; the case file does not change.
 * @throws KeytrailError not-found where the case has never seen the seed
 */
export async function blast(opened: Case, options: BlastOptions): Promise<BlastResult> {
  const values = parameters(options);
  await spread(opened, options);

  const rows = <T>(name: string) => opened.objects<T>(packageSql(`_blast/answer/${name}.sql`), values);
  const integrity = await rows<{ verdict: string; events: number }>('integrity');
  const warnings = (await rows<{ text: string }>('warnings')).map((row) => row.text);
  for (const text of warnings) options.onNotice?.(text);

  const radius = {
    credentials: await rows<BlastCredential>('credentials'),
    edges: await rows<BlastEdge>('edges'),
    suspects: await rows<Suspect>('suspects'),
    upstream: await rows<Upstream>('upstream'),
    orphans: await rows<Orphan>('orphans'),
    principals: await rows<BlastPrincipal>('principals'),
    accounts: await rows<BlastAccount>('accounts'),
    resources: await rows<BlastResource>('resources'),
    outsiders: await rows<Outsider>('outsiders'),
    tokens: await rows<Token>('tokens'),
    escalations: await rows<Escalation>('escalations'),
    coverage: await rows<BlastResult['coverage'][number]>('coverage'),
  };
  const [left] = await rows<{ left: number }>('resources_left');
  const state = await radiusState(opened, values);
  const findings: BlastResult['findings'][number][] = [];
  for (const question of options.questions ?? loadQuestions()) {
    const answer: Answer = await ask(opened, question, { seed: options.seed, window: options.window });
    options.onAnswer?.(answer);
    if (answer.table.rows.length > 0) {
      findings.push({ query: question.id, severity: question.severity, rows: answer.table.rows.length });
    }
  }
  return {
    schema: 'keytrail/blast/1',
    seed: options.seed,
    window: { from: options.window.since, to: options.window.until },
    compromisedAt: options.compromisedAt,
    asOf: options.asOf,
    include: options.include,
    credentials: radius.credentials,
    edges: radius.edges,
    suspects: radius.suspects,
    upstream: radius.upstream,
    orphans: radius.orphans,
    principals: radius.principals,
    accounts: radius.accounts,
    resources: radius.resources,
    resourcesLeft: left?.left ?? 0,
    alive: state.alive,
    before: state.before,
    concurrent: state.concurrent,
    outsiders: radius.outsiders,
    tokens: radius.tokens,
    escalations: radius.escalations,
    events: integrity.reduce((sum, row) => sum + row.events, 0),
    integrity: Object.fromEntries(integrity.map((row) => [row.verdict, row.events])),
    coverage: radius.coverage,
    cover: state.cover,
    findings,
    candidates: state.candidates,
    warnings,
  };
}
