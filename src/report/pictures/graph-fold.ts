import { credentialNodes } from '../blast/credential-tree.js';
import { familyOf, isHabit } from '../blast/fold-tree.js';
import type { TreeNode } from '../blast/tree-node.js';
import type { BlastShape } from '../shapes.js';

// Which credentials and principals the graph draws one by one, and which it sums up. Nobody reads a picture of 2,000 boxes.

export interface Placed {
  readonly item: TreeNode;
  readonly id: string;
  /** Its place among all; null: it came of nothing that is here. */
  readonly parent: number | null;
  readonly children: number[];
  /** It can be used no more. */
  readonly ended: boolean;
}

/** Boxes that stand for one credential or principal each. */
const DRAWN = 48;
/** So far to the right one follows. */
const DEEPEST = 14;
/** Of siblings that are alike these stand for themselves; one more alone is not worth a fold. */
const KEPT = 2;
/** Of what one thing led to, and that led no further, so many of a kind stand for themselves: those that did most. */
const LEAVES = { ended: 5, alive: 8 };

export const idOf = (item: TreeNode): string => ('credential' in item ? item.credential.id : item.principal.id);

/** The tree in the order in which one thing led to another. */
export function placedTree(blast: Pick<BlastShape, 'credentials' | 'principals' | 'alive'>): Placed[] {
  const gone = new Set(blast.alive.flatMap(({ id, alive }) => (alive === false ? [id] : [])));
  const isOver = (item: TreeNode) =>
    'credential' in item ? item.credential.alive === false : gone.has(item.principal.arn ?? item.principal.id);
  const placed: Placed[] = [];
  const path: number[] = [];
  credentialNodes(blast).forEach((item, at) => {
    const parent = item.indent === 0 ? null : (path[item.indent - 1] ?? null);
    path[item.indent] = at;
    placed.push({ item, id: idOf(item), parent, children: [], ended: isOver(item) });
    if (parent !== null) placed[parent]?.children.push(at);
  });
  return placed;
}

/** The places that are drawn for themselves, with everything on the way to them. */
export function chosen(placed: readonly Placed[]): Set<number> {
  const alike = new Map<string, number>();
  const rest: number[] = [];
  const candidates = placed.flatMap((one, at) => {
    const name = likeness(one);
    const nth = name === null ? 0 : (alike.get(name) ?? 0);
    if (name !== null) alike.set(name, nth + 1);
    if (nth < KEPT) return [at];
    rest.push(at);
    return [];
  });
  // A single one left over is drawn: a fold of one takes as much room and tells less.
  for (const at of rest) if (alike.get(likeness(placed[at] as Placed) ?? '') === KEPT + 1) candidates.push(at);
  const kept = new Set<number>();
  const over = new Map<string, number>();
  for (const at of candidates.sort((a, b) => weight(placed, b) - weight(placed, a) || a - b)) {
    const one = placed[at] as Placed;
    if (one.children.length === 0 && one.parent !== null) {
      const life = one.ended ? 'ended' : 'alive';
      const kind = `${life} ${one.parent} ${'credential' in one.item ? one.item.credential.kind : 'principal'}`;
      const nth = over.get(kind) ?? 0;
      over.set(kind, nth + 1);
      if (nth >= LEAVES[life]) continue;
    }
    if (kept.size === DRAWN || one.item.indent > DEEPEST) continue;
    const way = wayTo(placed, at, kept);
    if (way.length <= DRAWN - kept.size) for (const one of way) kept.add(one);
  }
  // A fold of one tells less than the one.
  for (const { members } of folds(placed, kept)) {
    const [only] = members;
    if (members.length === 1 && only !== undefined && kept.size < DRAWN) kept.add(only);
  }
  return kept;
}

/** What makes a leaf one of many; null: it stands for itself, for something came of it. */
function likeness({ item, parent, children }: Placed): string | null {
  if (!('credential' in item) || children.length > 0 || parent === null) return null;
  const { credential } = item;
  return JSON.stringify([parent, familyOf(credential), credential.edge, credential.alive, isHabit(credential)]);
}

/** What a reader must not miss comes first: the seed, what is still valid, what led further, what did much. */
function weight(placed: readonly Placed[], at: number): number {
  const one = placed[at];
  if (!one) return 0;
  if (one.parent === null) return 1000;
  const further = Math.min(one.children.length, 50) * 4;
  if (!('credential' in one.item)) return (one.ended ? 20 : 300) + further;
  const { alive, events } = one.item.credential;
  return (alive === true ? 200 : alive === null ? 60 : 0) + further + Math.log10(events + 1) * 10 - one.item.indent;
}

/** What has to be drawn so that this one hangs on something. */
function wayTo(placed: readonly Placed[], from: number, kept: ReadonlySet<number>): number[] {
  const way: number[] = [];
  for (let at: number | null = from; at !== null && !kept.has(at); at = placed[at]?.parent ?? null) way.push(at);
  return way;
}

/** What stands for those that are not drawn below a drawn one. */
export interface FoldGroup {
  /** The drawn one; null: they came of nothing that is here. */
  readonly under: number | null;
  /** Those that it led to itself, and then everything below these. */
  readonly members: number[];
}

/** By whose the topmost of them are: one box each. */
export function folds(placed: readonly Placed[], kept: ReadonlySet<number>): FoldGroup[] {
  const groups = new Map<string, FoldGroup>();
  // The topmost one above each that is not drawn: a parent stands before its children.
  const tops: number[] = [];
  placed.forEach(({ parent }, at) => {
    if (kept.has(at)) return;
    const top = parent === null || kept.has(parent) ? at : (tops[parent] ?? at);
    tops[at] = top;
    const { item, parent: under } = placed[top] as Placed;
    const what = 'credential' in item ? familyOf(item.credential) : item.principal.kind;
    const name = JSON.stringify([under, what]);
    const group = groups.get(name);
    if (group) group.members.push(at);
    else groups.set(name, { under, members: [at] });
  });
  return fewer([...groups.values()]);
}

/** Boxes of folds below one and the same; beyond that they are one. */
const FOLDS = 6;

function fewer(groups: readonly FoldGroup[]): FoldGroup[] {
  const below = new Map<number | null, FoldGroup[]>();
  for (const group of groups) {
    const siblings = below.get(group.under);
    if (siblings) siblings.push(group);
    else below.set(group.under, [group]);
  }
  return [...below.values()].flatMap((siblings) => {
    const sorted = [...siblings].sort((a, b) => b.members.length - a.members.length);
    const single = sorted.findIndex(({ members }) => members.length === 1);
    const first = Math.min(FOLDS - 1, single < 0 ? sorted.length : single);
    const rest = sorted.slice(first);
    if (rest.length < 2) return siblings;
    const members = rest.flatMap((group) => group.members).sort((a, b) => a - b);
    return [...sorted.slice(0, first), { under: sorted[0]?.under ?? null, members }];
  });
}
