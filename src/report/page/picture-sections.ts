import { coveragePicture, graphPicture, timelinePicture } from '../pictures/files.js';
import { Html, html } from './html.js';
import type { PageInput, Section } from './input.js';

/** The three pictures, each with how to read it. Whoever draws them escapes what stands in them. */
export function pictureSections(input: PageInput): Section[] {
  return [
    section(
      'graph',
      'How access spread',
      'Each box is a credential or what else lets somebody in; each line an event that led from one to the next. A box leads to the events of its credential.',
      graphPicture(input, { prefix: 'graph', standalone: false }),
    ),
    section(
      'timeline',
      'When',
      'By tactic, as the questions have them, and by credential: with the moment of compromise, the time without cover, and what was ended when.',
      timelinePicture(input, { prefix: 'timeline', standalone: false }),
    ),
    section(
      'coverage',
      'What the archive covers',
      'Each account and region, hour by hour. That something did not happen can be said of proven hours only.',
      coveragePicture(input, { prefix: 'coverage', standalone: false }),
    ),
  ];
}

function section(id: string, title: string, says: string, svg: string): Section {
  return {
    id,
    title,
    body: html`<p>${says}</p><div class="picture" role="region" tabindex="0" aria-label="${title}">${new Html(svg)}</div>
<p class="quiet">The same as a file of its own: <code>${id}.svg</code>.</p>`,
  };
}
