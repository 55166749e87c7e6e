import type { CollectIamSummary, CollectSummary, IamSurvey, Survey } from '../../collect/index.js';
import { KeytrailError } from '../../error.js';
import type { VerifyReport } from '../../ingest/index.js';
import type { Format } from '../../model.js';
import { collectIamMarkdown, collectIamTable, collectIamText, iamSurveyText } from '../../report/collect-iam-text.js';
import { collectMarkdown, collectTable, collectText, surveyTable, surveyText } from '../../report/collect-text.js';
import { render } from '../../report/table/renderer.js';
import { verifyMarkdown } from '../../report/verify/verify-markdown.js';
import { verifyText } from '../../report/verify/verify-text.js';
import { safeJson } from '../../text/escape.js';
import type { Arguments } from '../arguments.js';
import { IAM, iamOptions } from '../collect-iam.js';
import type { Command, Exit } from '../command.js';
import { EVIDENCE_OPTIONS, evidenceOptions } from '../evidence-options.js';
import type { Terminal } from '../terminal.js';

/** Requests under way at once, for each thread: S3 answers slowly and to many. */
const REQUESTS_PER_THREAD = 16;
const MOST_REQUESTS = 64;

export const collectCommand: Command = {
  name: 'collect',
  positionals: 's3://bucket[/prefix]… | iam',
  describe:
    'Copy evidence into an archive that stays provable: objects of S3 as stored, versions, public keys, trails; IAM state',
  options: [
    'to',
    'dry-run',
    'print-policy',
    'event-history',
    'no-generate',
    'request-payer',
    'no-verify',
    ...EVIDENCE_OPTIONS,
    'format',
    'out',
  ],
  examples: [
    ['collect s3://bucket --print-policy', 'the IAM policy that it needs'],
    ['collect s3://bucket --dry-run', 'how much there is'],
    ['collect s3://bucket/prefix --since 2026-03-01 --until 2026-03-08 --to archive', 'a week'],
    ['collect s3://bucket --event-history --to archive', 'with the Event history of the account as a second witness'],
    ['collect iam --to archive', 'users, roles, keys, policies and the credential report of the account'],
  ],
  resumable: true,
  async run(args, terminal) {
    const words = args.sources();
    const sources = words.filter((word) => word !== IAM);
    const wrong = sources.find((source) => !/^s3:\/\//i.test(source));
    if (wrong !== undefined) {
      throw new KeytrailError(
        'bad-argument',
        `collect: '${wrong}' is no bucket`,
        'give s3://bucket or s3://bucket/prefix, or iam for IAM state',
      );
    }
    const asked: Asked = { sources, iam: words.includes(IAM) };
    if (args.flag('print-policy')) return printPolicy(asked, args, terminal);
    if (args.flag('dry-run')) return dryRun(asked, args, terminal);
    return copy(asked, args, terminal);
  },
};

interface Asked {
  readonly sources: readonly string[];
  readonly iam: boolean;
}

async function copy(asked: Asked, args: Arguments, terminal: Terminal): Promise<Exit> {
  const options = bucketOptions(asked, args, terminal);
  const format = args.format();
  const to = args.required('to', 'name the folder to write to, e.g. --to archive');
  const { checkBuckets, collect, collectIam } = await import('../../collect/index.js');
  // A wrong name is found before a credential report is replaced for nothing.
  if (asked.iam && asked.sources.length > 0) await checkBuckets(options);
  // IAM state first: it changes while the intruder is there, and copying objects takes hours.
  const iam = asked.iam ? await collectIam({ ...iamOptions(args, terminal), to }) : null;
  const summary = asked.sources.length > 0 ? await collect({ ...options, to }) : null;
  const report = summary === null || args.flag('no-verify') ? null : await check(to, options);
  const missing = (iam?.missing.length ?? 0) + (summary?.missing.length ?? 0) + (summary?.counts.etagDiffers ?? 0);
  const exit = missing > 0 || report?.exit === 1 ? 1 : 0;
  await terminal.write(args.text('out'), show({ to, iam, summary, report, exit }, format, terminal));
  return exit;
}

function bucketOptions({ sources }: Asked, args: Arguments, terminal: Terminal) {
  const evidence = { ...evidenceOptions(args, terminal), sources };
  return {
    ...evidence,
    concurrency: Math.min(MOST_REQUESTS, evidence.threads * REQUESTS_PER_THREAD),
    maxObject: args.limits().storedBytes,
    requestPayer: args.flag('request-payer'),
    eventHistory: args.flag('event-history'),
  };
}

/** The whole archive as it lies there now, with what earlier runs copied. */
async function check(to: string, evidence: ReturnType<typeof evidenceOptions>): Promise<VerifyReport> {
  const { verify } = await import('../../ingest/index.js');
  return verify({ ...evidence, sources: [to], window: { since: null, until: null }, accounts: [], regions: [] });
}

async function printPolicy({ sources, iam }: Asked, args: Arguments, terminal: Terminal): Promise<Exit> {
  const { leastPolicy } = await import('../../collect/policy.js');
  const region = args.regions()[0] ?? process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION ?? 'us-east-1';
  const report = args.flag('no-generate') ? 'stored' : 'generate';
  const eventHistory = args.flag('event-history');
  const policy = leastPolicy({ sources, eventHistory, region, iam: iam ? report : 'no' });
  await terminal.write(args.text('out'), `${safeJson(policy, 2)}\n`);
  return 0;
}

async function dryRun(asked: Asked, args: Arguments, terminal: Terminal): Promise<Exit> {
  const options = bucketOptions(asked, args, terminal);
  const format = args.format();
  const { survey, surveyIam } = await import('../../collect/index.js');
  const iam = asked.iam ? await surveyIam(iamOptions(args, terminal)) : null;
  const found = asked.sources.length > 0 ? await survey(options) : null;
  await terminal.write(args.text('out'), showSurvey(found, iam, format, terminal));
  return 0;
}

function showSurvey(found: Survey | null, iam: IamSurvey | null, format: Format, terminal: Terminal): string {
  if (format === 'json') return `${safeJson({ schema: 'keytrail/survey/1', ...found, ...(iam && { iam }) }, 2)}\n`;
  const text = iam === null ? '' : iamSurveyText(iam);
  if (found === null || format === 'table') {
    return text + (found === null ? '' : surveyText(found, terminal.paint, terminal.width));
  }
  return render(format, surveyTable(found));
}

interface Collected {
  readonly to: string;
  readonly iam: CollectIamSummary | null;
  readonly summary: CollectSummary | null;
  readonly report: VerifyReport | null;
  readonly exit: Exit;
}

function show(collected: Collected, format: Format, { paint, width }: Terminal): string {
  const { to, iam, summary, report, exit } = collected;
  switch (format) {
    case 'table':
      return [
        iam && collectIamText(iam, to, paint, width),
        summary && collectText(summary, paint, width),
        report && verifyText(report, [to], paint, { width, all: false }),
      ]
        .filter((text) => text !== null)
        .join('\n');
    case 'md':
      return [
        iam && collectIamMarkdown(iam),
        summary && collectMarkdown(summary),
        report && verifyMarkdown(report, [to]),
      ]
        .filter((text) => text !== null)
        .join('\n');
    case 'json': {
      const { to: _, seconds, ...rest } = summary ?? { to, seconds: iam?.seconds ?? 0 };
      const value = { schema: 'keytrail/collect/1', to, ...rest, ...(iam && { iam }), seconds, verify: report, exit };
      return `${safeJson(value, 2)}\n`;
    }
    default:
      return render(format, summary === null ? collectIamTable(iam as CollectIamSummary) : collectTable(summary));
  }
}
