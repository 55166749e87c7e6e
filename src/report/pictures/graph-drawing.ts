import type { BlastShape, EdgeShape } from '../shapes.js';
import { count } from '../words.js';
import { foldWords } from './fold-words.js';
import { chosen, folds, type Placed, placedTree } from './graph-fold.js';
import { aboveNode, foldNode, nodeOf, seedNode, suspectNode, thingNode } from './graph-words.js';
import { limited } from './text.js';
import type { GraphDrawing, GraphLine, GraphNode } from './types.js';

/** Of each kind beside the credentials. */
const THINGS = 12;
/** Of those that are gone. */
const GONE = 3;
const SUSPECTS = 8;
const ABOVE = 6;
/** Lines beside the tree: where there are more they are a tangle, and none is drawn. */
const ALSO = 24;

type Draft = { nodes: GraphNode[]; lines: GraphLine[]; said: Map<string, GraphLine>; folded: string[] };

/** What is drawn of a radius: the credentials and who led to whom, what lets somebody in again, who issued the seed, and the suspects. */
export function graphDrawing(blast: BlastShape): GraphDrawing {
  const draft: Draft = { nodes: [], lines: [], said: new Map(), folded: [] };
  const placed = placedTree(blast);
  const kept = chosen(placed);
  const confidences = new Map(blast.edges.map((edge) => [`${edge.from}\n${edge.to}\n${edge.method}`, edge.confidence]));
  const home = blast.credentials.find(({ edge }) => edge === null)?.account ?? null;
  const context = { seed: blast.seed, home, alive: new Map(blast.alive.map((thing) => [thing.id, thing])) };
  const roots = placed.filter(({ parent }) => parent === null);
  const start =
    roots.some(({ item, id }) => id === blast.seed || ('principal' in item && item.principal.arn === blast.seed)) ||
    (roots.length === 1 && roots[0] !== undefined && edgeOf(roots[0]).edge === null)
      ? null
      : draft.nodes.push(seedNode(blast.seed)) - 1;
  /** Where a credential or principal is drawn, or the fold that it is in. */
  const nodeAt = new Map<string, number>();
  const drawnAs = new Map<number, number>();
  const foldsUnder = new Map<number | null, number[][]>();
  for (const { under, members } of folds(placed, kept)) {
    const those = foldsUnder.get(under);
    if (those) those.push(members);
    else foldsUnder.set(under, [members]);
  }
  const addFolds = (under: number | null) => {
    for (const members of foldsUnder.get(under) ?? []) {
      const node = draft.nodes.push(foldOf(members.map((one) => placed[one] as Placed))) - 1;
      for (const member of members) nodeAt.set((placed[member] as Placed).id, node);
      const from = under === null ? start : (drawnAs.get(under) ?? null);
      const { edge, confidence } = edgeOf(placed[members[0] ?? 0] as Placed);
      if (from !== null) connect(draft, { from, to: node, method: edge ?? '', confidence, followed: true });
    }
  };
  // In the order of the tree: Graphviz keeps the order in which lines leave a node.
  const order = [...kept].sort((a, b) => a - b);
  for (const at of order) {
    const one = placed[at] as Placed;
    const node = draft.nodes.push(nodeOf(one.item, context)) - 1;
    drawnAs.set(at, node);
    nodeAt.set(one.id, node);
    const { edge, confidence } = edgeOf(one);
    const from = one.parent === null ? start : (drawnAs.get(one.parent) ?? null);
    if (from === null) continue;
    const parent = one.parent === null ? '' : (placed[one.parent] as Placed).id;
    const own = confidences.get(`${parent}\n${one.id}\n${edge}`) ?? confidence;
    connect(draft, { from, to: node, method: edge ?? 'SEED', confidence: own, followed: true });
  }
  for (const at of order) addFolds(at);
  addFolds(null);
  addThings(draft, blast, nodeAt);
  addAbove(draft, blast, nodeAt);
  addSuspects(draft, blast, nodeAt);
  addOthers(draft, blast.edges, nodeAt);
  const all = blast.credentials.length + placed.filter(({ item }) => 'principal' in item).length;
  if (kept.size < all) {
    draft.folded.unshift(
      `${count(kept.size, 'box', 'boxes')} of ${all.toLocaleString('en')} credentials and principals; the others are folded into boxes that count them, and blast.json has all`,
    );
  }
  return { nodes: draft.nodes, lines: draft.lines, folded: draft.folded, said: description(blast, draft) };
}

function edgeOf({ item }: Placed): { edge: string | null; confidence: string } {
  return 'credential' in item ? item.credential : item.principal;
}

function connect(draft: Draft, { from, to, method, confidence, followed }: Omit<GraphLine, 'said'>): void {
  if (from === to) return;
  const name = `${from} ${to}`;
  const before = draft.said.get(name);
  if (before) {
    // Several ways from one to the other are one line, which names two of them at most.
    const methods = before.method.split(', ');
    if (methods.includes(method) || methods.length > 1) return;
    const both = { ...before, method: `${before.method}, ${method}` };
    draft.lines[draft.lines.indexOf(before)] = both;
    draft.said.set(name, both);
    return;
  }
  const added = {
    from,
    to,
    method,
    confidence,
    followed,
    said: `${method}, ${confidence}${followed ? '' : ', not followed'}`,
  };
  draft.lines.push(added);
  draft.said.set(name, added);
}

function foldOf(members: readonly Placed[]): GraphNode {
  const credentials = members.flatMap(({ item }) => ('credential' in item ? [item.credential] : []));
  const alive = credentials.filter((one) => one.alive === true).length;
  const unknown = credentials.filter((one) => one.alive === null).length;
  const events = credentials.reduce((sum, one) => sum + one.events, 0);
  const said = alive > 0 ? `${alive} STILL VALID` : unknown > 0 ? `${unknown} may be valid` : 'all ended';
  const life = alive > 0 ? 'active' : unknown > 0 ? 'unknown' : 'ended';
  const { what, whose, below } = foldWords(members);
  const parts = [
    credentials.length > 0 ? said : members.every(({ ended }) => ended) ? 'all gone' : '',
    below === 0 ? '' : `${below.toLocaleString('en')} below`,
    credentials.length === 0 ? '' : count(events, 'event'),
  ];
  const detail = parts.filter((part) => part !== '').join(' · ');
  return foldNode(members[0]?.id ?? null, 'fold', [what, whose], detail, credentials.length === 0 ? null : life);
}

function addThings(draft: Draft, { alive, principals }: BlastShape, nodeAt: ReadonlyMap<string, number>): void {
  const drawn = new Set(principals.flatMap(({ id, arn }) => (arn === null ? [id] : [id, arn])));
  const things = alive.filter(({ id }) => !drawn.has(id) && !nodeAt.has(id));
  // What is alive first: the others are history.
  const shown = [
    ...things.filter((one) => one.alive !== false).slice(0, THINGS),
    ...things.filter((one) => one.alive === false).slice(0, GONE),
  ];
  for (const thing of shown) {
    const to = draft.nodes.push(thingNode(thing)) - 1;
    const from = nodeAt.get(thing.madeBy);
    if (from !== undefined) connect(draft, { from, to, method: 'made', confidence: 'exact', followed: true });
  }
  const left = things.length - shown.length;
  const valid = things.filter((one) => one.alive === true).length - shown.filter((one) => one.alive === true).length;
  const said = valid > 0 ? `, ${valid} of them still alive` : '';
  leftOut(draft, left, `thing that the radius made${said}`, `things that the radius made${said}`);
}

function addAbove(draft: Draft, { upstream }: BlastShape, nodeAt: ReadonlyMap<string, number>): void {
  const own = new Map(nodeAt);
  for (const step of upstream.slice(0, ABOVE)) {
    const from = own.get(step.id) ?? draft.nodes.push(aboveNode(step)) - 1;
    const to = own.get(step.issued);
    own.set(step.id, from);
    if (to !== undefined)
      connect(draft, { from, to, method: step.method, confidence: step.confidence, followed: false });
  }
  leftOut(draft, upstream.length - ABOVE, 'step above the seed', 'steps above the seed');
}

function addSuspects(draft: Draft, { suspects }: BlastShape, nodeAt: ReadonlyMap<string, number>): void {
  const own = new Map<string, number>();
  let drawn = 0;
  const sorted = [...suspects].sort((a, b) => b.events - a.events);
  for (const suspect of sorted) {
    const from = nodeAt.get(suspect.from);
    if (drawn === SUSPECTS || from === undefined || nodeAt.has(suspect.to)) continue;
    let to = own.get(suspect.to);
    if (to === undefined) {
      to = draft.nodes.push(suspectNode(suspect)) - 1;
      own.set(suspect.to, to);
      drawn++;
    }
    connect(draft, { from, to, method: suspect.method, confidence: suspect.confidence, followed: false });
  }
  leftOut(draft, new Set(suspects.map(({ to }) => to)).size - drawn, 'suspect', 'suspects');
}

/** Ways beside that of the tree: the same credential reached twice, an event that two share. */
function addOthers(draft: Draft, edges: readonly EdgeShape[], nodeAt: ReadonlyMap<string, number>): void {
  const column = columnsOf(draft);
  const others = new Set<string>();
  const backwards = new Set<string>();
  const drawn = edges.flatMap((edge) => {
    const [from, to] = [nodeAt.get(edge.from), nodeAt.get(edge.to)];
    if (from === undefined || to === undefined || from === to) return [];
    const name = `${from} ${to}`;
    const isNew = !draft.said.has(name);
    const forward = (column[to] ?? 0) > (column[from] ?? 0);
    if (isNew) (forward ? others : backwards).add(name);
    return isNew && !forward ? [] : [{ from, to, edge, isNew }];
  });
  const many = others.size > ALSO;
  for (const { from, to, edge, isNew } of drawn) {
    if (many && isNew) continue;
    connect(draft, { from, to, method: edge.method, confidence: edge.confidence, followed: true });
  }
  const left = backwards.size + (many ? others.size : 0);
  leftOut(draft, left, 'further way from one to the other', 'further ways from one to the other');
}

/** How many steps each node stands to the right; what leads back would go through the boxes. */
function columnsOf({ nodes, lines }: Draft): number[] {
  const columns = Array<number>(nodes.length).fill(0);
  const reached = new Set<number>();
  for (const { from, to } of lines) {
    if (reached.has(to)) continue;
    reached.add(to);
    columns[to] = (columns[from] ?? 0) + 1;
  }
  return columns;
}

function leftOut(draft: Draft, left: number, noun: string, many: string): void {
  if (left > 0) draft.folded.push(`${count(left, noun, many)} not drawn: blast.json has them`);
}

function description({ seed, credentials, alive, suspects }: BlastShape, { nodes }: Draft): string {
  const valid = credentials.filter((one) => one.alive === true).length;
  const things = alive.filter((one) => one.alive === true).length;
  return [
    `How access spread from ${limited(seed)}: ${count(credentials.length, 'credential')}, ${valid} still valid,`,
    `${count(things, 'thing')} that the radius set up still alive, ${count(suspects.length, 'suspect')} not followed.`,
    `Drawn as ${count(nodes.length, 'box', 'boxes')} from left to right, each below what it came of.`,
  ].join(' ');
}

/** What src/layout is asked: a line decides who stands beside whom where it is the first that leads to a node. */
export function layoutInput({ nodes, lines }: GraphDrawing) {
  const reached = new Set<number>();
  return {
    nodes: nodes.map(({ width, height }) => ({ width, height })),
    lines: lines.map(({ from, to }) => {
      const tree = !reached.has(to);
      reached.add(to);
      return { from, to, tree };
    }),
  };
}
