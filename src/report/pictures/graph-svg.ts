import { box, confidenceClass } from './graph-shapes.js';
import { frame, idOf, line, linked, text, titled } from './svg.js';
import { at, CHARACTER, columns, cut, cutMiddle, limited } from './text.js';
import type { GraphDrawing, GraphLayout, GraphLine, GraphNode, NodeShape, PictureOptions } from './types.js';

const MARGIN = 16;
/** Between the border of a box and its words. */
const INSET = 12;
const KEY_HEIGHT = 118;
const KEY_WIDTH = 1000;

/** The graph of a radius: from left to right, who came of whom. A node leads to the events of its credential. */
export function graphSvg(layout: GraphLayout, drawing: GraphDrawing, options: PictureOptions): string {
  const notes = drawing.folded.slice(0, 6);
  const top = KEY_HEIGHT + notes.length * 15 + 12;
  const width = Math.max(layout.width + 2 * MARGIN, KEY_WIDTH);
  const height = top + layout.height + MARGIN;
  const tip = idOf(options, 'graph-tip');
  const labels = new Labels();
  const body = [
    key(),
    ...notes.map((note, at) => text(MARGIN, KEY_HEIGHT + 4 + at * 15, note, 'kp-soft')),
    `<g transform="translate(${MARGIN} ${top})">\n`,
    ...drawing.lines.map((one, at) => arc(one, layout.lines[at] ?? [], drawing, tip, labels)),
    ...drawing.nodes.map((node, at) => placed(node, layout.nodes[at] ?? { x: 0, y: 0 }, options)),
    labels.text,
    '</g>\n',
  ].join('');
  const arrow = `<marker id="${tip}" viewBox="0 0 8 8" refX="7.5" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0.5L8 4L0 7.5z" class="kp-tip"/></marker>`;
  const description = [drawing.said, ...drawing.folded].join(' ');
  return frame(options, { name: 'graph', width, height, title: 'How access spread', description, defs: arrow, body });
}

type Points = GraphLayout['lines'][number];

function arc(one: GraphLine, points: Points, { nodes }: GraphDrawing, tip: string, labels: Labels): string {
  const [start, ...rest] = points;
  const end = points.at(-1);
  if (!start || !end) return '';
  const path = `M${at(start.x)} ${at(start.y)}C${rest.map(({ x, y }) => `${at(x)} ${at(y)}`).join(' ')}`;
  const classes = ['kp-arc', one.followed ? confidenceClass(one.confidence) : 'kp-low', one.followed ? '' : 'kp-also'];
  labels.add(end.x - 12, end.y - 4, one.method);
  const said = `${limited(nodes[one.from]?.name ?? '')} → ${limited(nodes[one.to]?.name ?? '')}: ${one.said}`;
  const classed = classes.filter((name) => name !== '').join(' ');
  return titled(said, `<path d="${path}" class="${classed}" marker-end="url(#${tip})"/>`);
}

/** The methods at the ends of their lines; where two would lie on each other the second is left to the text behind its line. */
class Labels {
  private readonly taken: { x: number; y: number; width: number }[] = [];
  text = '';

  add(x: number, y: number, method: string): void {
    const shown = cut(method, 11);
    const width = shown.length * CHARACTER.small;
    if (this.taken.some((one) => Math.abs(one.y - y) < 11 && one.x > x - width && one.x - one.width < x)) return;
    this.taken.push({ x, y, width });
    this.text += `${text(x, y, shown, 'kp-method', 'end')}\n`;
  }
}

function placed(node: GraphNode, { x, y }: { x: number; y: number }, options: PictureOptions): string {
  return `<g transform="translate(${at(x)} ${at(y)})">${linked(options, node.credential, node.said, `${box(node)}${words(node)}`)}</g>\n`;
}

const LIVES = { active: '●', ended: '○', unknown: '◌' } as const;

function words({ width, height, kind, name, owner, did, life, lifeSaid, seed, shape }: GraphNode): string {
  const left = -width / 2 + INSET;
  const room = width - 2 * INSET;
  const small = columns(room, CHARACTER.small);
  const top = -height / 2;
  const alive = life === null ? lifeSaid : lifeSaid === '' ? '' : `${LIVES[life]} ${lifeSaid}`;
  if (shape === 'fold') {
    return [
      text(left, top + 16, cut(kind, small), 'kp-name kp-strong'),
      text(left, top + 32, cut(owner, small)),
      text(left, top + 48, cut(did, small), life === 'active' ? 'kp-alive-text' : 'kp-soft'),
    ].join('');
  }
  const said = [
    text(left, top + 17, cut(`${seed ? 'SEED · ' : ''}${kind}`, small), seed ? 'kp-strong' : 'kp-soft'),
    text(left, top + 34, cutMiddle(name, columns(room, CHARACTER.mono)), 'kp-name kp-mono kp-strong'),
  ];
  if (owner !== '') said.push(text(left, top + 50, shape === 'suspect' ? cut(owner, small) : cutMiddle(owner, small)));
  if (did !== '') said.push(text(left, top + 66, cut(did, small - alive.length - 2), 'kp-soft'));
  if (alive !== '') {
    const classes = life === 'active' ? 'kp-alive-text' : 'kp-soft';
    said.push(text(-left, top + 66, cut(alive, 24), classes, 'end'));
  }
  return said.join('');
}

/** What the shapes and dashes mean. */
function key(): string {
  const shapes: readonly (readonly [NodeShape, string, boolean?])[] = [
    ['access-key', 'access key'],
    ['temporary-key', 'temporary key'],
    ['session', 'session without a key'],
    ['principal', 'user, role, provider'],
    ['thing', 'other way back in'],
    ['fold', 'several, folded'],
    ['suspect', 'suspect: not followed'],
    ['above', 'issued the seed'],
  ];
  const parts = shapes.map(([shape, label], n) => {
    const [x, y] = [MARGIN + 15 + (n % 4) * 190, 46 + Math.floor(n / 4) * 24];
    const node = {
      shape,
      width: 30,
      height: 16,
      credential: null,
      kind: '',
      name: '',
      owner: '',
      did: '',
      lifeSaid: '',
      confidence: 'exact',
      seed: false,
      life: null,
    };
    return `<g transform="translate(${at(x)} ${at(y)})">${box(node)}</g>${text(x + 24, y + 4, label, 'kp-soft')}`;
  });
  const lines = ['exact', 'high', 'medium', 'low'].map((confidence, n) => {
    const x = MARGIN + n * 105;
    return `${line(x, 94, x + 36, 94, `kp-arc ${confidenceClass(confidence)}`.trimEnd())}${text(x + 42, 98, confidence, 'kp-soft')}`;
  });
  const lives = text(MARGIN + 440, 98, '● still valid   ○ ended   ◌ not known', 'kp-soft');
  return `${parts.join('')}${lines.join('')}${lives}\n`;
}
