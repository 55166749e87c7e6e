import type { Why } from '../../blast/why.js';
import type { Format } from '../../model.js';
import { whyText } from '../../report/blast/why-text.js';
import { render } from '../../report/table/renderer.js';
import { tableOf } from '../../report/table/table-of.js';
import { safeJson } from '../../text/escape.js';
import { BLAST_OPTIONS, blastOptions } from '../blast-options.js';
import type { Command } from '../command.js';
import { MACHINE_OPTIONS } from '../options.js';
import type { Terminal } from '../terminal.js';
import { withCase } from '../with-case.js';

export const whyCommand: Command = {
  name: 'why',
  positionals: '<event-id>',
  describe: 'The edges and the proof that tie an event to the seed',
  options: ['case', 'seed', ...BLAST_OPTIONS, 'format', 'out', ...MACHINE_OPTIONS],
  examples: [
    ['why 4f0a…c2 --case case.duckdb --seed AKIAIOSFODNN7EXAMPLE', 'from the seed to the event, step by step'],
  ],
  async run(args, terminal) {
    const eventId = args.one('an event id', 'give the eventID of a record');
    const seed = args.required('seed', 'give the credential that the investigation starts from');
    const options = blastOptions(args, seed);
    const format = args.format();
    return withCase(args, async (opened) => {
      const [{ spread }, { why }] = await Promise.all([import('../../blast/spread.js'), import('../../blast/why.js')]);
      await spread(opened, options);
      const reason = await why(opened, eventId);
      await terminal.write(args.text('out'), show(reason, seed, format, terminal));
      const proven = reason.proof.integrity === 'valid' || reason.proof.integrity === 'altered-container';
      return proven ? 0 : 1;
    });
  },
};

function show(reason: Why, seed: string, format: Format, terminal: Terminal): string {
  if (format === 'table') return whyText(reason, seed, terminal.paint);
  if (format === 'json') return `${safeJson(reason, 2)}\n`;
  return render(format, tableOf([...reason.chain, lastStep(reason)]));
}

/** The event itself as the last row: with the seed's own events it is the only one. */
function lastStep({ event, radius, proof }: Why) {
  return {
    from: radius?.credential ?? null,
    to: event.event_id ?? null,
    method: radius === null ? null : 'EVENT',
    confidence: radius?.confidence ?? null,
    at: event.event_time ?? null,
    depth: radius?.depth ?? null,
    evidence: [event.event_id ?? null],
    integrity: proof.integrity,
  };
}
