import type { IngestSummary } from '../../ingest/index.js';
import type { Format } from '../../model.js';
import { ingestTable, ingestText } from '../../report/ingest-text.js';
import { render } from '../../report/table/renderer.js';
import { safeJson } from '../../text/escape.js';
import type { Command } from '../command.js';
import { EVIDENCE_OPTIONS, evidenceOptions } from '../evidence-options.js';
import type { Terminal } from '../terminal.js';

export const ingestCommand: Command = {
  name: 'ingest',
  positionals: '<source…>',
  describe: 'Verify sources and load every record into a case; resumable, and running it again adds nothing',
  options: ['case', ...EVIDENCE_OPTIONS, 'format', 'out'],
  examples: [
    ['ingest ./archive --case case.duckdb', 'an archive'],
    ['ingest ./trail --public-keys us-east-1.json --case case.duckdb', 'the output of aws s3 sync'],
    ['ingest s3://bucket/prefix --since 2026-03-01 --case case.duckdb', 'from S3, with the usual AWS variables'],
  ],
  resumable: true,
  async run(args, terminal) {
    const casePath = args.required('case', 'name the file to make, e.g. --case case.duckdb');
    const options = evidenceOptions(args, terminal);
    const format = args.format();
    const { ingest } = await import('../../ingest/index.js');
    const summary = await ingest({ ...options, casePath, arguments: process.argv.slice(2).join(' ') });
    await terminal.write(args.text('out'), show(summary, format, terminal));
    return summary.exit;
  },
};

function show(summary: IngestSummary, format: Format, terminal: Terminal): string {
  if (format === 'table') return ingestText(summary, terminal.paint, terminal.width);
  if (format !== 'json') return render(format, ingestTable(summary));
  const { accounting, lost, report, iam, seconds, exit } = summary;
  return `${safeJson({ schema: 'keytrail/ingest/1', accounting, lost, seconds, verify: report, iam, exit }, 2)}\n`;
}
