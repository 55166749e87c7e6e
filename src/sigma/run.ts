import { readdirSync } from 'node:fs';
import type { JsonValue, Window } from '../model.js';
import { packageFile } from '../package.js';
import type { Case } from '../store/case.js';
import { packageSql } from '../store/sql.js';
import { compile, keys, readsWide, regexesOf } from './compile.js';
import { anyOf, filled, listOf, rulesThatHold, Values } from './fragments.js';
import { KindFilter, type Kinds, narrowed } from './narrow.js';
import { type Item, type Planned, refused } from './resolve.js';
import { COUNT_TESTS, type DetectionRule, type Refused, type Rule } from './types.js';

/** Rules that have to read most of the case and its JSON are run together, so many at once: it is read once for all of them. */
const TOGETHER = 16;
/** The part of a case from which on reading it twice is worth avoiding. */
const MOST = 0.2;

type Parameters = Readonly<Record<string, JsonValue>>;
type Numbered = readonly [rule: DetectionRule, number: number];

/** Runs rules in an opened case, into the tables sigma_matches and sigma_windows. */
export class Runner {
  private constructor(
    private readonly opened: Case,
    private readonly window: Parameters,
    private readonly filter: KindFilter,
  ) {}

  /** `seeded`: `blast` has run in the same opened case. */
  static async begin(opened: Case, window: Window, seeded: boolean): Promise<Runner> {
    const files = readdirSync(packageFile('queries/_sigma/')).filter((name) => /^\d/.test(name));
    for (const file of files.sort()) await opened.run(packageSql(`_sigma/${file}`));
    await opened.run(packageSql(seeded ? '_sigma/radius.sql' : '_sigma/no_radius.sql'));
    return new Runner(opened, { since: window.since, until: window.until }, await KindFilter.of(opened));
  }

  /** Rules whose regular expressions DuckDB can compile, and those that it cannot. */
  async compilable(rules: readonly Rule[]): Promise<{ rules: Rule[]; refused: Refused[] }> {
    const sound: Rule[] = [];
    const problems: Refused[] = [];
    for (const rule of rules) {
      const problem = rule.kind === 'detection' ? await this.regexProblem(rule) : null;
      if (problem === null) sound.push(rule);
      else problems.push(problem);
    }
    return { rules: sound, refused: problems };
  }

  private async regexProblem(rule: DetectionRule): Promise<Refused | null> {
    for (const { pattern, line } of regexesOf(rule.condition)) {
      try {
        await this.opened.select(packageSql('_sigma/regex.sql'), { pattern });
      } catch (error) {
        const said = (error as Error).message.replace(/^Invalid Input Error: /, '');
        return refused(rule, `RE2 does not compile the regular expression: ${said}`, line);
      }
    }
    return null;
  }

  async detect(rules: readonly Numbered[], onRule: (done: number) => void): Promise<void> {
    const heavy: Numbered[] = [];
    let done = 0;
    for (const [rule, number] of rules) {
      const kinds = await this.filter.kinds(rule.condition);
      if (kinds.events > this.filter.events * MOST && readsWide(rule.condition)) heavy.push([rule, number]);
      else {
        if (kinds.events > 0) await this.match([[rule, number]], kinds);
        onRule(++done);
      }
    }
    for (let from = 0; from < heavy.length; from += TOGETHER) {
      const some = heavy.slice(from, from + TOGETHER);
      await this.match(some, { events: this.filter.events, names: [] });
      done += some.length;
      onRule(done);
    }
  }

  private async match(rules: readonly Numbered[], kinds: Kinds): Promise<void> {
    const values = new Values();
    const conditions = rules.map(([rule, number]) => [number, compile(rule.condition, values)] as const);
    const sql = filled('match', {
      narrow: narrowed(kinds, values),
      condition: anyOf(conditions.map(([, condition]) => condition)),
      rules: rules.length === 1 ? `[${rules[0]?.[1]}]` : rulesThatHold(conditions),
    });
    await this.run(sql, values);
  }

  private async run(sql: string, values: Values, parameters: Parameters = {}): Promise<void> {
    await this.opened.run(packageSql('_sigma/set_values.sql'), { values: values.list() });
    await this.opened.run(sql, { ...this.window, ...parameters });
  }

  /** `numberOf` the rules that it may refer to: correlations that have run before it. */
  async correlate({ correlation, items }: Planned, number: number, numberOf: ReadonlyMap<Rule, number>): Promise<void> {
    const { type, seconds, counts } = correlation;
    const statement = (name: string, more: Parameters = {}) =>
      this.opened.run(packageSql(`_sigma/${name}.sql`), { rule: number, seconds, type, ...more });
    await statement('no_items');
    for (const [index, item] of items.entries()) {
      await this.collect(item, index + 1, correlation.fields, type, numberOf.get(item.rule) ?? 0);
    }
    if (type === 'temporal_ordered') {
      await statement('no_chain');
      for (let item = 2; item <= items.length; item++) await statement('chain', { item });
      await statement('chained', { item: items.length });
    } else {
      const asked = Object.fromEntries(COUNT_TESTS.map((test) => [test, counts[test] ?? null]));
      const none = Object.keys(counts).length === 0;
      await statement('count', none ? { ...asked, gte: items.length } : asked);
    }
    await statement('windows');
    await statement('window_events');
  }

  private async collect(
    item: Item,
    position: number,
    fields: readonly string[],
    type: string,
    number: number,
  ): Promise<void> {
    const { rule, groupBy } = item;
    const values = new Values();
    const group = listOf(keys(groupBy, values));
    const parameters = { item: position, type, rule: number };
    if (rule.kind === 'correlation') {
      await this.run(filled('items_fired', { group }), values, parameters);
      return;
    }
    const kinds = await this.filter.kinds(rule.condition);
    if (kinds.events === 0) return;
    const places = {
      group,
      counted: listOf(keys(fields, values)),
      narrow: narrowed(kinds, values),
      condition: compile(rule.condition, values),
    };
    await this.run(filled('items', places), values, parameters);
  }
}
