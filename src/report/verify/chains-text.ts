import type { Paint } from '../../text/colour.js';
import { visible } from '../../text/escape.js';
import { pad, width as widthOf } from '../../text/width.js';
import { pack } from '../../text/wrap.js';
import type { ChainShape, RangeShape, VerifyShape } from '../shapes.js';
import { count, nameOf, span } from '../words.js';
import type { TextOptions } from './text-options.js';

/** From so many chains on, those without exception are summed up: an organization has thousands. */
const MANY = 30;
/** Chains with exceptions, and accounts without, that are listed of many. */
const LISTED = 40;

/** A line per chain: what is proven from when to when, and what is not in between. */
export function chainsText(report: VerifyShape, paint: Paint, options: TextOptions): string {
  const { chains } = report;
  if (chains.length === 0) return paint('yellow', 'No digest chain: nothing here can be proven.\n');
  const title = paint('bold', 'Chains: proven from when to when');
  const lines = chainLines(report, paint);
  if (options.all || chains.length <= MANY) return `${title}\n${grouped(lines, options)}`;
  const odd = lines.filter(({ exceptions }) => exceptions !== '');
  const fine = lines.filter(({ exceptions }) => exceptions === '').map(({ chain }) => chain);
  let text = pack([title, `(${count(chains.length, 'chain')}; --all lists each)`], options.width, '', '  ');
  if (odd.length > 0) text += `  ${paint('yellow', `${count(odd.length, 'chain')} with exceptions`)}\n`;
  text += grouped(odd.slice(0, LISTED), options);
  if (odd.length > LISTED) text += `  and ${count(odd.length - LISTED, 'more chain')} with exceptions\n`;
  return text + summed(fine, options);
}

interface ChainLine {
  readonly chain: ChainShape;
  readonly exceptions: string;
}

function chainLines({ chains, ranges }: VerifyShape, paint: Paint): ChainLine[] {
  const own = new Map<string, string[]>();
  for (const range of ranges) {
    if (range.finding === 'head-uncovered') continue;
    const names = own.get(chainKey(range));
    if (names) names.push(nameOf(range));
    else own.set(chainKey(range), [nameOf(range)]);
  }
  return chains.map((chain) => {
    if (chain.from === null && chain.to === null) return { chain, exceptions: paint('red', 'nothing proven') };
    const names = own.get(chainKey(chain));
    return { chain, exceptions: names ? paint('yellow', `except ${named(names)}`) : '' };
  });
}

const chainKey = ({ account, region, trail, kind }: ChainShape | RangeShape) =>
  JSON.stringify([account, region, trail, kind]);

/** `hole, 2 × gap` */
function named(names: readonly string[]): string {
  const distinct = [...new Set(names)];
  return distinct
    .map((name) => [name, names.filter((other) => other === name).length] as const)
    .map(([name, n]) => (n === 1 ? visible(name) : `${n} × ${visible(name)}`))
    .join(', ');
}

/** Under a line for each account and trail. */
function grouped(lines: readonly ChainLine[], { width }: TextOptions): string {
  const regions = lines.map(({ chain }) => regionOf(chain));
  const column = Math.min(24, Math.max(0, ...regions.map(widthOf)));
  const digits = Math.max(0, ...lines.map(({ chain }) => chain.digests.toLocaleString('en').length));
  let text = '';
  let last = '';
  lines.forEach(({ chain, exceptions }, at) => {
    const head = headOf(chain);
    if (head !== last) text += pack([head], width, '  ', '    ');
    last = head;
    const proven = chain.from === null && chain.to === null ? '' : span(chain.from, chain.to);
    const digests = `${chain.digests.toLocaleString('en').padStart(digits)} ${chain.digests === 1 ? 'digest' : 'digests'}`;
    text += pack([pad(regions[at] ?? '', column), proven, digests, exceptions], width, '    ', '      ');
  });
  return text;
}

const regionOf = ({ region, kind }: ChainShape) =>
  kind === 'standard' ? visible(region) : `${visible(region)} (${visible(kind)})`;

function headOf({ account, trail, homeRegion }: ChainShape): string {
  const home = homeRegion === null ? '' : ` (home ${visible(homeRegion)})`;
  return `${visible(account)} ${trail === null ? '' : visible(trail)}${home}`;
}

/** Chains without exception: a line per account and trail, with the time that holds for all of its regions. */
function summed(chains: readonly ChainShape[], { width }: TextOptions): string {
  if (chains.length === 0) return '';
  const groups = new Map<string, ChainShape[]>();
  for (const chain of chains) {
    const group = groups.get(headOf(chain));
    if (group) group.push(chain);
    else groups.set(headOf(chain), [chain]);
  }
  const all = [...groups];
  let text = `  ${count(chains.length, 'chain')} without exception\n`;
  for (const [head, group] of all.slice(0, LISTED)) {
    text += pack([head, count(group.length, 'chain'), common(group), digestsOf(group)], width, '    ', '      ');
  }
  const rest = all.slice(LISTED).flatMap(([, group]) => group);
  if (rest.length === 0) return text;
  const accounts = count(new Set(rest.map(({ account }) => account)).size, 'more account');
  return (
    text +
    pack([`and ${accounts}`, count(rest.length, 'chain'), common(rest), digestsOf(rest)], width, '    ', '      ')
  );
}

const digestsOf = (chains: readonly ChainShape[]) =>
  count(
    chains.reduce((sum, { digests }) => sum + digests, 0),
    'digest',
  );

/** The span that all of them prove; where there is none, the span that they lie in. RFC 3339 in UTC: the order as text is that of time. */
function common(chains: readonly ChainShape[]): string {
  const starts = chains.map(({ from }) => from ?? '').sort();
  const ends = chains.map(({ to }) => to ?? '').sort();
  const [latest, earliest] = [starts.at(-1) ?? '', ends[0] ?? ''];
  if (latest <= earliest) return chains.length === 1 ? span(latest, earliest) : `all ${span(latest, earliest)}`;
  return `between ${starts[0]} and ${ends.at(-1)}`;
}
