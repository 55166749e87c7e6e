import type { EvidenceOptions, VerifyOptions, VerifyReport } from '../../ingest/index.js';
import type { Format } from '../../model.js';
import { render } from '../../report/table/renderer.js';
import { tableOf } from '../../report/table/table-of.js';
import { AwsText } from '../../report/verify/aws-text.js';
import { verifyMarkdown } from '../../report/verify/verify-markdown.js';
import { verifyText } from '../../report/verify/verify-text.js';
import { safeJson } from '../../text/escape.js';
import type { Arguments } from '../arguments.js';
import type { Command } from '../command.js';
import { EVIDENCE_OPTIONS, evidenceOptions } from '../evidence-options.js';
import type { Terminal } from '../terminal.js';

export const verifyCommand: Command = {
  name: 'verify',
  positionals: '<source…>',
  describe: 'Verify sources without loading them: which objects are proven, and which are not',
  options: [...EVIDENCE_OPTIONS, 'all', 'format', 'out'],
  examples: [
    ['verify ./archive', 'an archive with its public keys'],
    ['verify ./trail --public-keys us-east-1.json', 'the output of aws s3 sync'],
    ['verify s3://bucket/prefix --since 2026-03-01 --until 2026-03-08', 'a week, straight from S3'],
    ['verify ./archive --format json --out verify.json', 'for a program'],
    ['verify ./archive --format aws --all', 'the lines of aws cloudtrail validate-logs --verbose'],
  ],
  resumable: true,
  async run(args, terminal) {
    const options = evidenceOptions(args, terminal);
    const format = args.format(['aws']);
    const { verify } = await import('../../ingest/index.js');
    if (format === 'aws') return writeAws(verify, options, args, terminal);
    const report = await verify({ ...options, all: args.flag('all') });
    await terminal.write(args.text('out'), show(report, options.sources, format, args.flag('all'), terminal));
    return report.exit;
  },
};

/** As it comes: lines of millions of objects are not held. In a file stand those of both streams. */
async function writeAws(
  verify: (options: VerifyOptions) => Promise<VerifyReport>,
  options: EvidenceOptions,
  args: Arguments,
  terminal: Terminal,
): Promise<0 | 1> {
  const path = args.text('out');
  const output = terminal.output(path);
  const all = args.flag('all');
  const lines = new AwsText(options.window, all, (stream, text) =>
    stream === 'stderr' && path === null ? terminal.writeError(text) : output.write(text),
  );
  const report = await verify({ ...options, all, onStep: (step) => lines.step(step) });
  await lines.end(report);
  await output.finish();
  return report.exit;
}

/** For spreadsheets and line tools: a row per object; `ranges` and the rest are in json, md and table. */
function show(
  report: VerifyReport,
  sources: readonly string[],
  format: Format,
  all: boolean,
  terminal: Terminal,
): string {
  switch (format) {
    case 'table':
      return verifyText(report, sources, terminal.paint, { width: terminal.width, all });
    case 'md':
      return verifyMarkdown(report, sources);
    case 'json':
      return `${safeJson(report, 2)}\n`;
    default:
      return render(
        format,
        tableOf(report.objects, ['bucket', 'key', 'versionId', 'kind', 'verdict', 'detail', 'digest', 'via']),
      );
  }
}
