import type { Paint } from './colour.js';
import { visible } from './escape.js';
import type { ChainShape, ObjectShape, RangeShape, VerifyShape } from './shapes.js';
import { count, OBJECT_MEANING, RANGE_MEANING, span } from './words.js';

const LISTED = 20;

/** Verification for a person: what was asked, what is trusted, what is proven from when to when, what is wrong, worst first, and the sum. */
export function verifyText(report: VerifyShape, sources: readonly string[], paint: Paint): string {
  return [
    head(report, sources),
    keys(report),
    chains(report, paint),
    ranges(report.ranges, paint),
    objects(report.objects, paint),
    summary(report, paint),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function head(report: VerifyShape, sources: readonly string[]): string {
  return `window   ${span(report.window.from, report.window.to)}\n${sources.map((s) => `source   ${visible(s)}\n`).join('')}`;
}

function keys(report: VerifyShape): string {
  if (report.keys.length === 0) return 'keys     none: no signature can be checked. Give --public-keys FILE\n';
  const files = new Map<string, number>();
  for (const key of report.keys) files.set(key.file, (files.get(key.file) ?? 0) + 1);
  const lines = [...files].map(([file, n]) => `         ${count(n, 'key')} from ${visible(file)}\n`);
  return `keys     ${count(report.keys.length, 'public key')}; every "valid" below rests on them\n${lines.join('')}`;
}

function chains(report: VerifyShape, paint: Paint): string {
  if (report.chains.length === 0) return paint('yellow', 'No digest chain: nothing here can be proven.\n');
  const lines = report.chains.map((chain) => {
    const trail = chain.trail === null ? '' : ` ${visible(chain.trail)}`;
    const kind = chain.kind === 'standard' ? '' : ` (${visible(chain.kind)})`;
    const what = `${visible(chain.account)} ${visible(chain.region)}${trail}${kind}`;
    const digests = count(chain.digests, 'digest');
    if (chain.from === null && chain.to === null)
      return `  ${what}: ${paint('yellow', 'nothing proven')}, ${digests}\n`;
    return `  ${what}: ${span(chain.from, chain.to)}, ${digests}${exceptions(chain, report.ranges, paint)}\n`;
  });
  return `${paint('bold', 'Chains: proven from when to when')}\n${lines.join('')}`;
}

/** What lies inside the span of a chain and is not proven; each is told below. */
function exceptions(chain: ChainShape, all: readonly RangeShape[], paint: Paint): string {
  const own = all.filter(
    ({ finding, account, region, trail, kind }) =>
      (finding === 'hole' || finding === 'gap' || finding === 'inconsistent-time') &&
      account === chain.account &&
      region === chain.region &&
      trail === chain.trail &&
      kind === chain.kind,
  );
  return own.length === 0 ? '' : paint('yellow', `, except ${own.map(({ finding }) => visible(finding)).join(', ')}`);
}

function ranges(all: readonly RangeShape[], paint: Paint): string {
  if (all.length === 0) return '';
  const order = Object.keys(RANGE_MEANING);
  const sorted = [...all].sort((a, b) => order.indexOf(a.finding) - order.indexOf(b.finding));
  let text = `${paint('bold', 'Time that is not covered')}\n`;
  let finding = '';
  for (const range of sorted) {
    if (range.finding !== finding) {
      finding = range.finding;
      const name = visible(finding);
      text += `  ${paint('yellow', name)}: ${RANGE_MEANING[finding] ?? ''}\n`;
    }
    const where = [range.account, range.region, range.trail]
      .filter((part) => part !== null)
      .map((part) => visible(part ?? ''));
    text += `    ${where.join(' ')}  ${span(range.from, range.to)}\n      ${visible(range.detail)}\n`;
    if (range.explained) text += `      explained: ${visible(range.explained)}\n`;
  }
  return text;
}

function objects(all: readonly ObjectShape[], paint: Paint): string {
  const order = Object.keys(OBJECT_MEANING);
  const groups = new Map<string, ObjectShape[]>();
  for (const object of all) {
    if (object.verdict === 'valid') continue;
    const group = groups.get(object.verdict);
    if (group) group.push(object);
    else groups.set(object.verdict, [object]);
  }
  if (groups.size === 0) return '';
  let text = `${paint('bold', 'Objects that are not valid')}\n`;
  for (const verdict of [...groups.keys()].sort((a, b) => order.indexOf(a) - order.indexOf(b))) {
    const group = groups.get(verdict) ?? [];
    const colour = verdict === 'foreign' ? 'dim' : verdict === 'unverified' ? 'yellow' : 'red';
    text += `  ${paint(colour, visible(verdict))} (${group.length.toLocaleString('en')}): ${OBJECT_MEANING[verdict] ?? ''}\n`;
    for (const object of group.slice(0, LISTED)) {
      const place = object.bucket === null ? object.key : `s3://${object.bucket}/${object.key}`;
      text += `    ${visible(place)}\n`;
      if (object.detail) text += `      ${visible(object.detail)}\n`;
    }
    if (group.length > LISTED)
      text += `    and ${(group.length - LISTED).toLocaleString('en')} more; --format json lists all\n`;
  }
  return text;
}

/** Every object counts once: the numbers of a line add up to its total, and the totals to what was listed and what is missing. */
function summary(report: VerifyShape, paint: Paint): string {
  const { summary: sums, exit } = report;
  const all = Object.values(sums.objects).flatMap((verdicts) => Object.values(verdicts));
  const total = all.reduce((sum, n) => sum + n, 0);
  const n = (value: number) => value.toLocaleString('en');
  return (
    `${paint('bold', 'Summary')}\n${verdictLines(report, paint)}` +
    `  ${count(total, 'object')} = ${n(sums.listed)} listed (${n(sums.read)} read, ${n(sums.listed - sums.read)} not) + ${n(total - sums.listed)} not there\n` +
    (exit === 0 ? `${paint('green', 'Nothing to object to.')}\n` : `${paint('red', 'The evidence is not clean.')}\n`)
  );
}

/** A line per kind of object: how many of each verdict. */
export function verdictLines({ summary: { objects: kinds } }: VerifyShape, paint: Paint): string {
  const order = ['valid', ...Object.keys(OBJECT_MEANING)];
  let text = '';
  for (const [kind, verdicts] of Object.entries(kinds)) {
    const given = Object.entries(verdicts).filter(([, n]) => n > 0);
    const total = given.reduce((sum, [, n]) => sum + n, 0);
    if (total === 0) continue;
    const parts = given
      .sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))
      .map(([verdict, n]) => {
        const part = `${n.toLocaleString('en')} ${visible(verdict)}`;
        return verdict === 'valid' ? paint('green', part) : verdict === 'foreign' ? part : paint('red', part);
      });
    text += `  ${count(total, `${visible(kind)} object`)}: ${parts.join(', ')}\n`;
  }
  return text;
}
