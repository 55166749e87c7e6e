import { type Paint, plain } from '../../text/colour.js';
import { visible } from '../../text/escape.js';
import { width as widthOf } from '../../text/width.js';
import { wrap } from '../../text/wrap.js';
import type { BlastShape, CredentialShape, PrincipalShape } from '../shapes.js';
import { count } from '../words.js';
import { type Fold, foldTree, isHabit } from './fold-tree.js';
import type { TreeNode } from './tree-node.js';

type Item = { readonly credential: CredentialShape } | { readonly principal: PrincipalShape };

/** Credentials and principals below those that they came from, each once. */
export function credentialNodes({
  credentials,
  principals,
}: Pick<BlastShape, 'credentials' | 'principals'>): TreeNode[] {
  const ids = new Set(credentials.map(({ id }) => id));
  const items: Item[] = [
    ...credentials.map((credential) => ({ credential })),
    ...principals.filter(({ id }) => !ids.has(id)).map((principal) => ({ principal })),
  ];
  const known = new Set(items.map((item) => shared(item).id));
  const below = new Map<string | null, Item[]>();
  for (const item of items) {
    const { parent } = shared(item);
    const under = parent !== null && known.has(parent) ? parent : null;
    const siblings = below.get(under);
    if (siblings) siblings.push(item);
    else below.set(under, [item]);
  }
  const placed: TreeNode[] = [];
  const seen = new Set<string>();
  // A stack, not recursion: depth is data. What only descends from itself comes last rather than not at all.
  const stack = [...items].reverse().map((item) => ({ item, indent: 0 }));
  for (const item of [...(below.get(null) ?? [])].reverse()) stack.push({ item, indent: 0 });
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { item, indent } = next;
    const { id } = shared(item);
    if (seen.has(id)) continue;
    seen.add(id);
    placed.push({ ...item, indent });
    for (const child of [...(below.get(id) ?? [])].reverse()) stack.push({ item: child, indent: indent + 1 });
  }
  return placed;
}

function shared(item: Item): CredentialShape | PrincipalShape {
  return 'credential' in item ? item.credential : item.principal;
}

/** How a line of the tree came about, e.g. `KEY, exact, depth 2`. */
export function origin({ edge, confidence, depth }: CredentialShape | PrincipalShape): string {
  return edge === null ? 'seed' : `${edge}, ${confidence}, depth ${depth}`;
}

/** Deeper than this nothing is moved further to the right: a terminal has an end. */
const DEEPEST = 12;
/** Lines of the tree that are shown. */
const NODES = 60;

/** The tree as indented lines. What is alike is folded, what is too much is counted. */
export function credentialTree(
  blast: Pick<BlastShape, 'credentials' | 'principals'>,
  paint: Paint = plain,
  width: number | null = null,
): string {
  const nodes = foldTree(credentialNodes(blast));
  // Where nothing is proven at all, a sentence says so once.
  const someProven = blast.credentials.some(({ proven }) => proven > 0);
  let text = '';
  for (const node of nodes.slice(0, NODES)) {
    const margin = '  '.repeat(Math.min(node.indent, DEEPEST) + 1);
    const { id, what, said, red } = lineOf(node, someProven);
    text += heading(id, visible(what), paint, width, margin);
    const detail = wrap(visible(said), width, `${margin}  `);
    text += red === null ? detail : detail.replace(red, (life) => paint('red', life));
  }
  const left = nodes.length - NODES;
  return left > 0 ? `${text}  and ${left.toLocaleString('en')} more; --format json has them\n` : text;
}

/** The id in bold, and beside it, or below where it does not fit, whose it is. */
function heading(id: string, what: string, paint: Paint, width: number | null, margin: string): string {
  const shown = visible(id);
  if (width === null || widthOf(margin) + widthOf(shown) + 2 + widthOf(what) <= width) {
    return `${margin}${paint('bold', shown)}${what === '' ? '' : `  ${what}`}\n`;
  }
  const first = wrap(shown, width, margin).replace(shown, (whole) => paint('bold', whole));
  return what === '' ? first : first + wrap(what, width, `${margin}  `);
}

interface Line {
  readonly id: string;
  readonly what: string;
  readonly said: string;
  /** The part of `said` that is red. */
  readonly red: string | null;
}

function lineOf(node: TreeNode | Fold, someProven: boolean): Line {
  if ('folded' in node) return foldLine(node.folded);
  if ('principal' in node) {
    const { id, arn, kind, createdAt } = node.principal;
    const made = createdAt === null ? '' : `; created ${createdAt}`;
    return { id, what: arn === null ? kind : shortArn(arn), said: `${origin(node.principal)}${made}`, red: null };
  }
  const { credential } = node;
  const { firstSeen, lastSeen, events, known, proven, alive } = credential;
  const life = lifeOf(credential, someProven);
  const when = firstSeen === null ? '' : firstSeen === lastSeen ? ` ${firstSeen}` : ` ${firstSeen} to ${lastSeen}`;
  const habit = known === null || known === 0 ? '' : `, ${known === events ? 'all' : known} as the owner before`;
  const doubt = someProven && proven < events ? `, ${proven === 0 ? 'none' : `${proven}`} proven` : '';
  return {
    id: credential.id,
    what: shortArn(credential.principal ?? ''),
    said: `${origin(credential)}; ${count(events, 'event')}${when}${doubt}${habit}; ${life}`,
    red: alive === true ? life : null,
  };
}

function foldLine(folded: Fold['folded']): Line {
  const events = folded.reduce((sum, one) => sum + one.events, 0);
  const times = folded.flatMap(({ firstSeen, lastSeen }) => [firstSeen, lastSeen]).filter((time) => time !== null);
  times.sort();
  const [first] = folded;
  const own = first && isHabit(first) ? ", from a network and client of the owner's before" : '';
  const when = times.length === 0 ? '' : ` ${times[0]} to ${times.at(-1)}`;
  const like = shortArn(first?.principal ?? '').replace(/^(assumed-role\/[^/]+)\/.*?( in \d{12})?$/, '$1$2');
  return {
    id: `and ${folded.length.toLocaleString('en')} more of ${like}`,
    what: '',
    said: `${count(events, 'event')}${when}${own}`,
    red: null,
  };
}

/** `assumed-role/Deploy/build in 111122223333`: the rest of the ARN says nothing more. */
export function shortArn(arn: string): string {
  const parts = /^arn:aws[a-z-]*:(?:iam|sts)::(\d{12}):(.+)$/.exec(arn);
  return parts ? `${parts[2]} in ${parts[1]}` : arn;
}

/** Whether it is alive, and if not why. `sayUnproven`: where some records are proven, that one is not is worth a word. */
export function lifeOf(
  { alive, expiresAt, endsBy, status, statusAt, statusProven }: CredentialShape,
  sayUnproven = true,
): string {
  if (alive === null) return `not known whether still valid${endsBy === null ? '' : `, at most until ${endsBy}`}`;
  if (alive) return expiresAt === null ? 'still valid' : `still valid until ${expiresAt}`;
  const when = statusAt === null ? '' : ` ${statusAt}`;
  const doubt = sayUnproven && statusProven === false ? ' (by a record that is not proven)' : '';
  return `${WORDS[status] ?? status}${when}${doubt}`;
}

const WORDS: Readonly<Record<string, string>> = {
  inactive: 'deactivated',
  denied: 'denied everything since',
  revoked: 'sessions revoked',
};
