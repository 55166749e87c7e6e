import { visible } from '../../text/escape.js';
import type { BlastShape } from '../shapes.js';
import { count } from '../words.js';
import { type ExportEdge, type ExportNode, exportGraph, exportLabel } from './export-graph.js';

/** What a node is shows in its shape, what part it has in its line: readable without colour. */
const SHAPES: Readonly<Record<string, string>> = {
  'access-key': 'box',
  'temporary-key': 'ellipse',
  session: 'ellipse',
  user: 'house',
  role: 'hexagon',
};
const LINES: Readonly<Record<ExportNode['part'], string>> = {
  seed: 'bold',
  radius: 'solid',
  upstream: 'dotted',
  suspect: 'dashed',
};

/** The graph in the DOT language (graphviz.org/doc/info/lang.html). Ids are numbers; nothing of a log stands outside of quotes. */
export function dot(blast: BlastShape): string {
  const { nodes, edges } = exportGraph(blast);
  const place = new Map(nodes.map(({ id }, at) => [id, `n${at}`]));
  return `digraph radius {
  rankdir=LR;
  node [fontname="sans-serif", fontsize=10];
  edge [fontname="sans-serif", fontsize=9];
${nodes.map((node, at) => `  n${at} ${nodeLine(node)};\n`).join('')}${edges
  .map((edge) => `  ${place.get(edge.from)} -> ${place.get(edge.to)} ${edgeLine(edge)};\n`)
  .join('')}}
`;
}

function nodeLine(node: ExportNode): string {
  const told = [
    node.kind,
    node.account,
    node.confidence,
    node.status,
    node.events === null ? null : count(node.events, 'event'),
  ];
  return list([
    ['label', exportLabel(node)],
    ['tooltip', told.filter((text) => text !== null).join(', ') || node.id],
    ['shape', SHAPES[node.kind ?? ''] ?? 'box'],
    ['style', LINES[node.part]],
    ...(node.part === 'seed' ? [['peripheries', '2'] as const] : []),
  ]);
}

function edgeLine({ part, method, confidence, reason, proven }: ExportEdge): string {
  const unproven = proven === false ? ', not proven' : '';
  return list([
    ['label', part === 'suspect' ? `${method}?` : method],
    ['tooltip', `${method}, ${confidence}${unproven}${reason === null ? '' : `: ${reason}`}`],
    ['style', part === 'radius' && (confidence === 'medium' || confidence === 'low') ? 'dashed' : LINES[part]],
    ...(part === 'suspect' ? [['arrowhead', 'empty'] as const, ['constraint', 'false'] as const] : []),
  ]);
}

const list = (attributes: readonly (readonly [string, string])[]) =>
  `[${attributes.map(([name, value]) => `${name}=${quoted(value)}`).join(', ')}]`;

/** Graphviz reads escapes (`\n`, `\N`) in a quoted text, and `&amp;`: what a log holds stands for itself. The line end is ours. */
function quoted(text: string): string {
  const lines = text
    .split('\n')
    .map((line) => visible(line).replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('&', '&amp;'));
  return `"${lines.join('\\n')}"`;
}
