import { join } from 'node:path';
import { blastText } from '../../report/blast/blast-text.js';
import { ingestText } from '../../report/ingest-text.js';
import { planSentence } from '../../report/investigation/plan-markdown.js';
import { BLAST_OPTIONS } from '../blast-options.js';
import type { Command } from '../command.js';
import { EVIDENCE_OPTIONS } from '../evidence-options.js';
import { investigate } from '../investigation.js';
import { investigationOptions } from '../investigation-options.js';

export const investigateCommand: Command = {
  name: 'investigate',
  positionals: '<seed> <source…> --out DIR',
  describe: 'The main job: ingest, verify, blast radius and every question, into a folder',
  options: [...EVIDENCE_OPTIONS, ...BLAST_OPTIONS, 'contain-role', 'queries', 'out'],
  examples: [
    ['investigate AKIAIOSFODNN7EXAMPLE ./archive --out incident', 'reads ./archive, writes incident/report.html'],
    [
      'investigate AKIAIOSFODNN7EXAMPLE s3://bucket --since 2026-03-01 --compromised-at 2026-03-02T11:00:00Z --out incident',
      'a week straight from S3, from the leak on',
    ],
  ],
  resumable: true,
  folder: true,
  async run(args, terminal) {
    const folder = args.required('out', 'name the folder to write to, e.g. --out incident');
    const result = await investigate({ folder, ...investigationOptions(args, terminal) }, terminal);
    const { paint, width } = terminal;
    await terminal.print(
      `${ingestText(result.ingest, paint, width)}\n${blastText(result.blast, paint, width)}\nreport: ${join(folder, 'report.html')}\ncontainment: ${result.plan.path}: ${planSentence(result.plan.plan)}\nall files: ${join(folder, 'index.md')}\n`,
    );
    return result.clean ? 0 : 1;
  },
};
