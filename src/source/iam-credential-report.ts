import { say } from './s3-error.js';

// The credential report of an account: there is one, which generating replaces (IAM API reference, GenerateCredentialReport and
// GetCredentialReport). So the stored one is fetched first, and who does not want it replaced takes that.

export interface CredentialReport {
  readonly bytes: Buffer;
  /** GeneratedTime: AWS gives a report of the last four hours again. */
  readonly generatedAt: string | null;
}

/** The two calls, and the time between them. */
export interface ReportCalls {
  get(): Promise<CredentialReport>;
  /** @returns its State: STARTED, INPROGRESS, COMPLETE */
  generate(): Promise<string | undefined>;
  wait(ms: number): Promise<void>;
  /** Told before anything is replaced. */
  announce(text: string): void;
  /** Whether an error ends the run: that of the credentials, not of what was asked for. */
  fatal(error: unknown): boolean;
}

export interface ReportFound {
  readonly report: CredentialReport | null;
  /** What was stored before, if it is another. */
  readonly before: CredentialReport | null;
  /** Why there is no report, or none that was made for this snapshot. */
  readonly missing: string | null;
}

/** Some accounts take minutes. */
const PATIENCE_MS = 10 * 60_000;
const LONGEST_PAUSE_MS = 10_000;

/** Takes the stored report, has a new one made unless told otherwise, and takes that. */
export async function credentialReport(calls: ReportCalls, generate: boolean): Promise<ReportFound> {
  const clock = new Patience(calls);
  const stored = await fetchReport(calls, clock);
  const before = 'report' in stored ? stored.report : null;
  if (!generate) {
    if (before !== null) return { report: before, before: null, missing: null };
    return { report: null, before: null, missing: `none is stored (${failed(stored)}), and none was to be generated` };
  }
  // What may not be read must not be replaced either.
  if ('denied' in stored) return { report: null, before: null, missing: `not generated: ${stored.denied}` };
  const kept =
    before === null ? 'none is stored' : `that of ${before.generatedAt ?? 'an unknown time'} is kept in the archive`;
  calls.announce(
    `GenerateCredentialReport: replaces the credential report that AWS stores for the account (${kept}), and is logged; --no-generate takes the stored one`,
  );
  const problem = await makeReport(calls, clock);
  const made: Stored = problem === null ? await fetchReport(calls, clock) : { absent: problem };
  if (!('report' in made)) {
    const instead = before === null ? '' : '; the stored one is taken';
    return { report: before, before: null, missing: `not generated: ${failed(made)}${instead}` };
  }
  const same = before?.generatedAt === made.report.generatedAt && before.bytes.equals(made.report.bytes);
  return { report: made.report, before: same ? null : before, missing: null };
}

type Stored = { readonly report: CredentialReport } | { readonly absent: string } | { readonly denied: string };

const failed = (stored: Stored) => ('absent' in stored ? stored.absent : 'denied' in stored ? stored.denied : '');

/** By the name of the exception, or the code on the wire. */
const IN_PROGRESS = new Set(['CredentialReportNotReadyException', 'ReportInProgress']);
const ABSENT = new Set([
  'CredentialReportNotPresentException',
  'ReportNotPresent',
  'CredentialReportExpiredException',
  'ReportExpired',
]);

/** GetCredentialReport; only ReportInProgress (404) is worth another try: the others (410) stay as they are until one is generated. */
async function fetchReport(calls: ReportCalls, clock: Patience): Promise<Stored> {
  for (;;) {
    try {
      return { report: await calls.get() };
    } catch (error) {
      if (calls.fatal(error)) throw error;
      const name = nameOf(error);
      if (!IN_PROGRESS.has(name)) return ABSENT.has(name) ? { absent: say(error) } : { denied: say(error) };
      if (!(await clock.pause())) return { absent: `still being generated after ${PATIENCE_MS / 60_000} minutes` };
    }
  }
}

/** @returns why it was not generated, or null */
async function makeReport(calls: ReportCalls, clock: Patience): Promise<string | null> {
  for (;;) {
    let state: string | undefined;
    try {
      state = await calls.generate();
    } catch (error) {
      if (calls.fatal(error)) throw error;
      return say(error);
    }
    if (state === 'COMPLETE') return null;
    if (state !== 'STARTED' && state !== 'INPROGRESS') return `its state is '${state ?? ''}'`;
    if (!(await clock.pause())) return `still ${state} after ${PATIENCE_MS / 60_000} minutes`;
  }
}

const nameOf = (error: unknown) => (error as { name?: string }).name ?? '';

/** Pauses that grow, as long as there is any patience left. */
class Patience {
  #waited = 0;
  #pause = 500;

  constructor(private readonly calls: Pick<ReportCalls, 'wait'>) {}

  async pause(): Promise<boolean> {
    if (this.#waited >= PATIENCE_MS) return false;
    await this.calls.wait(this.#pause);
    this.#waited += this.#pause;
    this.#pause = Math.min(LONGEST_PAUSE_MS, this.#pause * 2);
    return true;
  }
}
