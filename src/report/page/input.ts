import type { ReportData } from '../data.js';
import type { PageAssets, PageHashes } from './given.js';
import type { Html } from './html.js';
import type { PackedEvents } from './pack-events.js';

/** What the page is made of. A pure value: the same one gives the same bytes. */
export interface PageInput extends ReportData {
  readonly pictures: readonly PagePicture[];
  readonly events: PackedEvents;
  readonly assets: PageAssets;
  readonly hashes: PageHashes;
}

/** A picture with its heading; the markup is trusted, whoever draws it escapes. */
export interface PagePicture {
  /** Fragment of its section: `graph`, `timeline`, `coverage`. */
  readonly id: string;
  readonly title: string;
  readonly says: string;
  readonly svg: string;
}

/** A section of the page: its fragment, its title in the contents, and what it holds. */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: Html;
}
