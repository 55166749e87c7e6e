import type { Given, ReportData } from '../data.js';
import { packEvents } from './pack-events.js';
import { pageHtml } from './page.js';

/** report.html, in pieces as other large files are. */
export async function* reportPage(data: ReportData, { page }: Given): AsyncIterable<string> {
  const { blast } = data;
  const events = await packEvents(page.events(), {
    deflate: page.deflate,
    objects: page.objects,
    digests: page.digests,
    ways: [
      ...blast.credentials.map(({ id, kind, principal, parent, edge, confidence }) => {
        return { id, kind, principal, parent, edge, confidence, evidence: evidenceOf(data, parent, id) };
      }),
      ...blast.principals.map(({ id, kind, arn, parent, edge, confidence }) => {
        return { id, kind, principal: arn, parent, edge, confidence, evidence: evidenceOf(data, parent, id) };
      }),
    ],
  });
  yield pageHtml({ ...data, events, assets: page.assets, hashes: page.hashes });
}

/** The first events that the edges between two rest on. */
function evidenceOf({ blast }: ReportData, from: string | null, to: string): readonly string[] {
  return blast.edges
    .filter((edge) => edge.from === from && edge.to === to)
    .flatMap(({ evidence }) => evidence)
    .slice(0, 20);
}
