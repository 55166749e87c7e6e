import { EVENT_FILES } from '../report/exports/event-files.js';
import type { NamedRow } from '../report/shapes.js';
import type { ReportFolder } from './report-folder.js';

const CHUNK = 1024 * 1024;

/** Every file of events, in one pass over them. */
export async function writeEventFiles(folder: ReportFolder, events: AsyncIterable<NamedRow>): Promise<void> {
  const files = EVENT_FILES.map(({ name, what, writer }) => ({
    file: folder.open(name, what),
    say: writer(),
    text: '',
  }));
  for await (const event of events) {
    for (const one of files) {
      one.text += one.say(event);
      if (one.text.length < CHUNK) continue;
      await one.file.write(one.text);
      one.text = '';
    }
  }
  for (const { file, text } of files) {
    await file.write(text);
    await file.finish();
  }
}
