import { journalBeside } from '../../plan/index.js';
import { safeJson } from '../../text/escape.js';
import { apply, connect, previewApply, previewRevert, revert, status, verify } from '../index.js';
import { systemClock } from '../program/clock.js';
import type { Console } from '../program/console.js';
import { DoneInPart } from '../program/done-in-part.js';
import type { Given } from '../program/given.js';
import { type PlanFile, requireHash, requireSections, requireSteps } from '../program/plan-file.js';
import type { Connection, Job, Report } from '../types.js';
import { identityText, planText } from './heading.js';
import { runJson, statusJson, verifyJson } from './json.js';
import { Live } from './live.js';
import { runMarkdown, statusMarkdown, verifyMarkdown } from './markdown.js';
import { conclusion, dryBanner } from './run-text.js';
import { statusText } from './status-text.js';
import { verifyText } from './verify-text.js';

export const desk = {
  apply: (file: PlanFile, given: Given, console: Console, signal: AbortSignal) =>
    run('apply', file, given, console, signal),
  revert: (file: PlanFile, given: Given, console: Console, signal: AbortSignal) =>
    run('revert', file, given, console, signal),

  async verify(file: PlanFile, given: Given, console: Console, signal: AbortSignal): Promise<number> {
    const live = new Live(console, given, accountsIn(file, given));
    const { job, connection } = await begin(file, given, live, signal);
    if (given.watch > 0) console.notice(`watching for ${given.watch} min; Ctrl-C ends it and says what was seen`);
    const report = await verify(job, given.watch);
    if (given.format === 'json') live.whole(`${safeJson(verifyJson(file, connection, report), 2)}\n`);
    else if (given.format === 'md') live.whole(verifyMarkdown(file, connection, report));
    else live.text(verifyText(report, given, console));
    await live.end();
    return report.exit;
  },

  async status(file: PlanFile, given: Given, console: Console): Promise<number> {
    requireSections(file, given.accounts);
    const journal = given.journal ?? journalBeside(file.path);
    const whole = status(file.plan, journal);
    const report = { ...whole, steps: whole.steps.filter(({ account }) => given.accounts?.includes(account) ?? true) };
    if (given.format === 'json') await console.write(`${safeJson(statusJson(file, journal, report), 2)}\n`);
    else if (given.format === 'md') await console.write(statusMarkdown(file, report));
    else await console.write(planText(file, journal) + statusText(report, file, given, console));
    return report.exit;
  },
};

async function run(
  what: Report['what'],
  file: PlanFile,
  given: Given,
  console: Console,
  signal: AbortSignal,
): Promise<number> {
  requireHash(file, given.execute);
  const live = new Live(console, given, accountsIn(file, given));
  const { job, connection } = await begin(file, given, live, signal);
  if (given.execute === null) live.text(dryBanner(console));
  else live.text('\n');
  const report = await work(what, job, given.execute, live);
  if (given.format === 'json') live.whole(`${safeJson(runJson(file, connection, report), 2)}\n`);
  else if (given.format === 'md') live.whole(runMarkdown(file, connection, report));
  live.text(conclusion(report, file, given, console));
  try {
    await live.end();
  } catch (error) {
    throw live.wrote ? new DoneInPart(error) : error;
  }
  return report.exit;
}

/** A failure in the middle must not look as if nothing had been done. */
async function work(what: Report['what'], job: Job, hash: string | null, live: Live): Promise<Report> {
  try {
    if (hash === null) return await (what === 'apply' ? previewApply(job) : previewRevert(job));
    return await (what === 'apply' ? apply(job, hash) : revert(job, hash));
  } catch (error) {
    throw live.wrote ? new DoneInPart(error) : error;
  }
}

/** Who we are and where is told before anything is done. */
async function begin(
  file: PlanFile,
  given: Given,
  live: Live,
  signal: AbortSignal,
): Promise<{ job: Job; connection: Connection }> {
  requireSections(file, given.accounts);
  requireSteps(file, given.skip);
  const journal = given.journal ?? journalBeside(file.path);
  const clock = systemClock;
  const { region, profile, accounts, skip } = given;
  const connection = await connect(file.plan, { region, profile, accounts, clock, tell: live.tell });
  live.text(identityText(connection, live.width) + planText(file, journal));
  return { job: { plan: file.plan, journal, connection, skip, clock, tell: live.tell, signal }, connection };
}

const accountsIn = ({ plan }: PlanFile, { accounts }: Given): number =>
  plan.sections.filter(({ account, steps }) => steps.length > 0 && (accounts?.includes(account) ?? true)).length;
