import type { ReportData } from '../investigation/data.js';
import type { PageAssets, PageHashes } from './given.js';
import type { Html } from './html.js';
import type { PackedEvents } from './pack-events.js';

/** What the page is made of. A pure value: the same one gives the same bytes. */
export interface PageInput extends ReportData {
  readonly events: PackedEvents;
  readonly assets: PageAssets;
  readonly hashes: PageHashes;
}

/** A section of the page: its fragment, its title in the contents, and what it holds. */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: Html;
}
