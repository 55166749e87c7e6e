import { readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { KeytrailError } from '../../error.js';
import { PLAN_BYTES, type Plan, parsePlan, planHash } from '../../plan/index.js';
import { systemError } from '../../system-error.js';
import { visible } from '../../text/escape.js';

export interface PlanFile {
  readonly path: string;
  readonly plan: Plan;
  readonly hash: string;
}

/** A plan that passed through many hands. @throws KeytrailError where it is none, or is no file at all */
export function readPlan(path: string): PlanFile {
  const name = visible(path);
  const text = attempt(name, () => {
    // A pipe, a terminal or a device has no end.
    const { size, isFile } = fileOf(path);
    if (!isFile)
      throw new KeytrailError('bad-argument', `${name}: not a file`, 'give the file that keytrail blast --plan wrote');
    if (size > PLAN_BYTES)
      throw new KeytrailError('bad-argument', `${name}: larger than ${PLAN_BYTES >> 20} MiB: not a plan`);
    return readFileSync(path, 'utf8');
  });
  const plan = parsePlan(text, name);
  return { path, plan, hash: planHash(plan) };
}

function fileOf(path: string): { size: number; isFile: boolean } {
  const stat = statSync(path);
  return { size: stat.size, isFile: stat.isFile() };
}

function attempt(name: string, read: () => string): string {
  try {
    return read();
  } catch (error) {
    throw systemError(error, name) ?? error;
  }
}

/** Every account that was asked for has a section. @throws KeytrailError bad-argument */
export function requireSections({ plan }: PlanFile, accounts: readonly string[] | null): void {
  const known = plan.sections.map(({ account }) => account);
  const stranger = accounts?.find((account) => !known.includes(account));
  if (stranger === undefined) return;
  const hint =
    known.length === 0
      ? 'the plan has no section'
      : `it has ${known.slice(0, 5).join(', ')}${known.length > 5 ? ' …' : ''}`;
  throw new KeytrailError('bad-argument', `--account: the plan has no section for ${stranger}`, hint);
}

/** Every step that is to be left alone exists. @throws KeytrailError bad-argument */
export function requireSteps({ plan }: PlanFile, skip: readonly number[]): void {
  const last = plan.sections.reduce((sum, { steps }) => sum + steps.length, 0);
  const stranger = skip.find((number) => number > last);
  if (stranger === undefined) return;
  throw new KeytrailError('bad-argument', `--skip: the plan has no step ${stranger}`, `its steps are 1 to ${last}`);
}

/** What was read is what is done. @throws KeytrailError bad-argument */
export function requireHash({ hash }: PlanFile, given: string | null): void {
  if (given === null || given === hash) return;
  throw new KeytrailError(
    'bad-argument',
    `--execute: ${given} was given, and the hash of this plan is ${hash}: it is not the plan that was read`,
    'read it again with keytrail-contain show, and give the hash that it prints',
  );
}

/** Plan, journal and result are three files: one written over another could lose what a revert needs. @throws KeytrailError bad-argument */
export function requireApart(file: string, journal: string, out: string | null): void {
  const same = (one: string, other: string) => real(one) === real(other);
  if (same(journal, file)) throw new KeytrailError('bad-argument', `--journal: ${journal} is the plan itself`);
  if (out === null) return;
  if (same(out, file)) throw new KeytrailError('bad-argument', `--out: ${out} is the plan itself`);
  if (same(out, journal)) throw new KeytrailError('bad-argument', `--out: ${out} is the journal`);
}

/** By whatever links, also where there is no such file yet. */
function real(path: string): string {
  const whole = resolve(path);
  try {
    return realpathSync(whole);
  } catch {
    return dirname(whole) === whole ? whole : join(real(dirname(whole)), basename(whole));
  }
}
