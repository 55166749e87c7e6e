import type { Source } from '../source/source.js';
import type { CaseWriter } from '../store/writer.js';

/** Writes down what the sources say of their trails as they were set, and of Event history. */
export async function keepWitness(writer: CaseWriter, sources: readonly Source[]): Promise<void> {
  await writer.run('_coverage/stage_history.sql');
  for (const source of sources) {
    await writer.add('_coverage/add_trail_settings.sql', source.trailSettings());
    for (const page of source.eventHistory() ?? []) {
      await writer.add('_coverage/add_history_lines.sql', page);
    }
  }
  await writer.run('_coverage/add_history.sql');
}
