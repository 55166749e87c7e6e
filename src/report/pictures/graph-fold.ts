import { credentialNodes } from '../credential-tree.js';
import { familyOf, isHabit } from '../fold-tree.js';
import type { BlastShape } from '../shapes.js';
import type { TreeNode } from '../tree-node.js';

// Which credentials and principals the graph draws one by one, and which it sums up. Nobody reads a picture of 2,000 boxes.

export interface Placed {
  readonly item: TreeNode;
  readonly id: string;
  /** Its place among all; null: it came of nothing that is here. */
  readonly parent: number | null;
  readonly children: number[];
}

/** Boxes that stand for one credential or principal each. */
const DRAWN = 60;
/** So far to the right one follows. */
const DEEPEST = 14;
/** Of siblings that are alike these stand for themselves; one more alone is not worth a fold. */
const KEPT = 2;

export const idOf = (item: TreeNode): string => ('credential' in item ? item.credential.id : item.principal.id);

/** The tree in the order in which one thing led to another. */
export function placedTree(blast: Pick<BlastShape, 'credentials' | 'principals'>): Placed[] {
  const placed: Placed[] = [];
  const path: number[] = [];
  credentialNodes(blast).forEach((item, at) => {
    const parent = item.indent === 0 ? null : (path[item.indent - 1] ?? null);
    path[item.indent] = at;
    placed.push({ item, id: idOf(item), parent, children: [] });
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
  for (const at of candidates.sort((a, b) => weight(placed, b) - weight(placed, a) || a - b)) {
    if (kept.size === DRAWN || (placed[at]?.item.indent ?? 0) > DEEPEST) continue;
    const way = wayTo(placed, at, kept);
    if (way.length <= DRAWN - kept.size) for (const one of way) kept.add(one);
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
  if (!('credential' in one.item)) return 300 + further;
  const { alive, events } = one.item.credential;
  return (alive === true ? 200 : alive === null ? 60 : 0) + further + Math.log10(events + 1) * 10 - one.item.indent;
}

/** What has to be drawn so that this one hangs on something. */
function wayTo(placed: readonly Placed[], from: number, kept: ReadonlySet<number>): number[] {
  const way: number[] = [];
  for (let at: number | null = from; at !== null && !kept.has(at); at = placed[at]?.parent ?? null) way.push(at);
  return way;
}

/** Those below a drawn one that are not drawn, by whose they are: one box each. */
export function folds(
  placed: readonly Placed[],
  kept: ReadonlySet<number>,
): { under: number | null; members: number[] }[] {
  const groups = new Map<string, { under: number | null; members: number[] }>();
  // What is drawn above each: a parent stands before its children.
  const above: (number | null)[] = [];
  placed.forEach((one, at) => {
    const under = one.parent === null || kept.has(one.parent) ? one.parent : (above[one.parent] ?? null);
    above[at] = under;
    if (kept.has(at)) return;
    const direct = under === one.parent && one.children.length === 0 && 'credential' in one.item;
    const name = JSON.stringify([under, direct && 'credential' in one.item ? familyOf(one.item.credential) : null]);
    const group = groups.get(name);
    if (group) group.members.push(at);
    else groups.set(name, { under, members: [at] });
  });
  return fewer([...groups.values()]);
}

/** Boxes of folds below one and the same; beyond that they are one. */
const FOLDS = 4;

function fewer(
  groups: readonly { under: number | null; members: number[] }[],
): { under: number | null; members: number[] }[] {
  const below = new Map<number | null, { under: number | null; members: number[] }[]>();
  for (const group of groups) {
    const siblings = below.get(group.under);
    if (siblings) siblings.push(group);
    else below.set(group.under, [group]);
  }
  return [...below.values()].flatMap((siblings) => {
    const sorted = [...siblings].sort((a, b) => b.members.length - a.members.length);
    const rest = sorted.slice(FOLDS - 1);
    if (rest.length < 2) return siblings;
    const members = rest.flatMap((group) => group.members).sort((a, b) => a - b);
    return [...sorted.slice(0, FOLDS - 1), { under: sorted[0]?.under ?? null, members }];
  });
}
