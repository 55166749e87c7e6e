import type { Given, ReportData } from '../investigation/data.js';
import { packEvents } from './pack-events.js';
import { pageHtml } from './page.js';
import { waysTo } from './ways.js';

/** report.html, in pieces as other large files are. */
export async function* reportPage(data: ReportData, { page }: Given): AsyncIterable<string> {
  const events = await packEvents(page.events(), {
    deflate: page.deflate,
    objects: page.objects,
    digests: page.digests,
    ways: (credentials) => waysTo(data, credentials),
  });
  yield pageHtml({ ...data, events, assets: page.assets, hashes: page.hashes });
}
