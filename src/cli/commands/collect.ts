import type { CollectSummary, Survey } from '../../collect/index.js';
import { KeytrailError } from '../../error.js';
import type { VerifyReport } from '../../ingest/index.js';
import type { Format } from '../../model.js';
import { collectMarkdown, collectTable, collectText, surveyTable, surveyText } from '../../report/collect-text.js';
import { safeJson } from '../../report/escape.js';
import { render } from '../../report/renderer.js';
import { verifyMarkdown } from '../../report/verify-markdown.js';
import { verifyText } from '../../report/verify-text.js';
import type { Arguments } from '../arguments.js';
import type { Command, Exit } from '../command.js';
import { EVIDENCE_OPTIONS, evidenceOptions } from '../evidence-options.js';
import type { Terminal } from '../terminal.js';

/** Requests under way at once, for each thread: S3 answers slowly and to many. */
const REQUESTS_PER_THREAD = 16;
const MOST_REQUESTS = 64;

export const collectCommand: Command = {
  name: 'collect',
  positionals: 's3://bucket[/prefix]…',
  describe:
    'Copy evidence from S3 into an archive that stays provable: objects as stored, versions, public keys, trails',
  options: [
    'to',
    'dry-run',
    'print-policy',
    'event-history',
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
  ],
  resumable: true,
  async run(args, terminal) {
    const sources = args.sources();
    const wrong = sources.find((source) => !/^s3:\/\//i.test(source));
    if (wrong !== undefined) {
      throw new KeytrailError(
        'bad-argument',
        `collect: '${wrong}' is no bucket`,
        'give s3://bucket or s3://bucket/prefix',
      );
    }
    if (args.flag('print-policy')) return printPolicy(args, terminal);
    const evidence = evidenceOptions(args, terminal);
    const options = {
      ...evidence,
      concurrency: Math.min(MOST_REQUESTS, evidence.threads * REQUESTS_PER_THREAD),
      maxObject: args.limits().storedBytes,
      requestPayer: args.flag('request-payer'),
      eventHistory: args.flag('event-history'),
    };
    const format = args.format();
    if (args.flag('dry-run')) {
      const { survey } = await import('../../collect/index.js');
      await terminal.write(args.text('out'), showSurvey(await survey(options), format, terminal));
      return 0;
    }
    const to = args.required('to', 'name the folder to write to, e.g. --to archive');
    const { collect } = await import('../../collect/index.js');
    const summary = await collect({ ...options, to });
    const report = args.flag('no-verify') ? null : await check(to, evidence);
    const exit = summary.missing.length > 0 || summary.counts.etagDiffers > 0 || report?.exit === 1 ? 1 : 0;
    await terminal.write(args.text('out'), show(summary, report, exit, format, terminal));
    return exit;
  },
};

/** The whole archive as it lies there now, with what earlier runs copied. */
async function check(to: string, evidence: ReturnType<typeof evidenceOptions>): Promise<VerifyReport> {
  const { verify } = await import('../../ingest/index.js');
  return verify({ ...evidence, sources: [to], window: { since: null, until: null }, accounts: [], regions: [] });
}

async function printPolicy(args: Arguments, terminal: Terminal): Promise<Exit> {
  const { leastPolicy } = await import('../../collect/policy.js');
  const region = args.regions()[0] ?? process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION ?? 'us-east-1';
  const policy = leastPolicy({ sources: args.sources(), eventHistory: args.flag('event-history'), region });
  await terminal.write(args.text('out'), `${safeJson(policy, 2)}\n`);
  return 0;
}

function showSurvey(found: Survey, format: Format, terminal: Terminal): string {
  if (format === 'table') return surveyText(found, terminal.paint, terminal.width);
  if (format === 'json') return `${safeJson({ schema: 'keytrail/survey/1', ...found }, 2)}\n`;
  return render(format, surveyTable(found));
}

function show(
  summary: CollectSummary,
  report: VerifyReport | null,
  exit: Exit,
  format: Format,
  terminal: Terminal,
): string {
  const { to, seconds, ...rest } = summary;
  switch (format) {
    case 'table': {
      const verified =
        report === null ? '' : `\n${verifyText(report, [to], terminal.paint, { width: terminal.width, all: false })}`;
      return `${collectText(summary, terminal.paint, terminal.width)}${verified}`;
    }
    case 'md':
      return `${collectMarkdown(summary)}${report === null ? '' : `\n${verifyMarkdown(report, [to])}`}`;
    case 'json':
      return `${safeJson({ schema: 'keytrail/collect/1', to, ...rest, seconds, verify: report, exit }, 2)}\n`;
    default:
      return render(format, collectTable(summary));
  }
}
