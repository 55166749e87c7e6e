import type { BlastShape } from '../shapes.js';
import { xmlText } from '../xml.js';
import { type ExportEdge, type ExportNode, exportGraph, exportLabel } from './export-graph.js';

type Kind = 'string' | 'int' | 'boolean';

const NODE: readonly (readonly [name: string, kind: Kind, of: (node: ExportNode) => string | number | null])[] = [
  ['label', 'string', (node) => exportLabel(node).replace('\n', ' ')],
  ['name', 'string', ({ id }) => id],
  ['part', 'string', ({ part }) => part],
  ['kind', 'string', ({ kind }) => kind],
  ['principal', 'string', ({ principal }) => principal],
  ['account', 'string', ({ account }) => account],
  ['depth', 'int', ({ depth }) => depth],
  ['confidence', 'string', ({ confidence }) => confidence],
  ['status', 'string', ({ status }) => status],
  ['events', 'int', ({ events }) => events],
  ['proven', 'int', ({ proven }) => proven],
  ['first', 'string', ({ first }) => first],
  ['last', 'string', ({ last }) => last],
];

const EDGE: readonly (readonly [name: string, kind: Kind, of: (edge: ExportEdge) => string | boolean | null])[] = [
  ['label', 'string', ({ method }) => method],
  ['part', 'string', ({ part }) => part],
  ['method', 'string', ({ method }) => method],
  ['confidence', 'string', ({ confidence }) => confidence],
  ['proven', 'boolean', ({ proven }) => proven],
  ['reason', 'string', ({ reason }) => reason],
  ['evidence', 'string', ({ evidence }) => evidence.join(' ')],
];

/** The graph as GraphML (graphml.graphdrawing.org), which Gephi, yEd and NetworkX read. Ids are numbers: those of the log stand in `name`. */
export function graphml(blast: BlastShape): string {
  const { nodes, edges } = exportGraph(blast);
  const place = new Map(nodes.map(({ id }, at) => [id, `n${at}`]));
  const keys = [
    ...NODE.map(([name, kind], at) => keyLine(`v${at}`, 'node', name, kind)),
    ...EDGE.map(([name, kind], at) => keyLine(`e${at}`, 'edge', name, kind)),
  ];
  const body = [
    ...nodes.map((node, at) => `    <node id="n${at}">${data('v', NODE, node)}</node>\n`),
    ...edges.map(
      (edge, at) =>
        `    <edge id="l${at}" source="${place.get(edge.from)}" target="${place.get(edge.to)}">${data('e', EDGE, edge)}</edge>\n`,
    ),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
${keys.join('')}  <graph id="radius" edgedefault="directed">
${body.join('')}  </graph>
</graphml>
`;
}

const keyLine = (id: string, of: string, name: string, kind: Kind) =>
  `  <key id="${id}" for="${of}" attr.name="${name}" attr.type="${kind}"/>\n`;

function data<T>(
  prefix: string,
  columns: readonly (readonly [string, Kind, (thing: T) => string | number | boolean | null])[],
  thing: T,
): string {
  return columns
    .map(([, , of], at) => {
      const value = of(thing);
      return value === null || value === '' ? '' : `<data key="${prefix}${at}">${xmlText(String(value))}</data>`;
    })
    .join('');
}
