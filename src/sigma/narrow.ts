import type { JsonValue } from '../model.js';
import type { Case } from '../store/case.js';
import { packageSql } from '../store/sql.js';
import { compileKind } from './compile.js';
import { type Column, KIND_COLUMNS } from './fields.js';
import { allOf, amongThese, filled, TRUE, Values } from './fragments.js';
import type { Condition } from './types.js';

/** More names than this are no filter that a scan gains from. */
const MOST_NAMES = 200;

/** Which kinds of events a rule can be about. */
export interface Kinds {
  /** How many events of those kinds the case has. */
  readonly events: number;
  /** The values that these columns then have; a column that does not narrow anything is not among them. */
  readonly names: readonly (readonly [column: Column, texts: readonly string[]])[];
}

type Found = Readonly<Record<string, JsonValue>> & { readonly events: number };

/**
 * Tries rules on the kinds of events of a case (table sigma_kinds, some hundred rows) instead of on its events. Most rules of a folder are
 * about calls that nobody made, and end here; the others get the exact names for a filter that goes down into the scan.
 */
export class KindFilter {
  private constructor(
    private readonly opened: Case,
    private readonly all: Found,
  ) {}

  static async of(opened: Case): Promise<KindFilter> {
    const [all] = await opened.objects<Found>(filled('kinds_of', { condition: TRUE }));
    return new KindFilter(opened, all ?? { events: 0 });
  }

  get events(): number {
    return this.all.events;
  }

  async kinds(condition: Condition): Promise<Kinds> {
    const values = new Values();
    const sql = filled('kinds_of', { condition: compileKind(condition, values) });
    await this.opened.run(packageSql('_sigma/set_values.sql'), { values: values.list() });
    const [found] = await this.opened.objects<Found>(sql);
    if (!found || found.events === 0) return { events: 0, names: [] };
    const names = KIND_COLUMNS.flatMap((column): (readonly [Column, readonly string[]])[] => {
      const texts = found[column] as string[];
      const useful =
        found[`without_${column}`] === false && texts.length <= MOST_NAMES && texts.length < size(this.all[column]);
      return useful ? [[column, [...texts].sort()]] : [];
    });
    return { events: found.events, names };
  }
}

const size = (list: JsonValue | undefined) => (Array.isArray(list) ? list.length : 0);

/** The filter of these kinds, for the statement that has these values. */
export function narrowed({ names }: Kinds, values: Values): string {
  return allOf(names.map(([column, texts]) => amongThese(column, texts, values)));
}
