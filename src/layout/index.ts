// Where the nodes and lines of a picture stand. The one owner of Graphviz, which runs as WebAssembly inside this process. It is given numbers
// only: no text of the evidence reaches its parser.

/** Nodes by size in pixels, lines by the places of their nodes. A line that is no `tree` line does not decide who stands beside whom. */
export interface LayoutGraph {
  readonly nodes: readonly { readonly width: number; readonly height: number }[];
  readonly lines: readonly { readonly from: number; readonly to: number; readonly tree: boolean }[];
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Pixels from the upper left. Of a line its start and three points for every Bézier curve; empty where Graphviz drew none. */
export interface PlacedGraph {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly Point[];
  readonly lines: readonly (readonly Point[])[];
}

/** Graphviz counts sizes in inches of 72 points; a point is our pixel. */
const INCH = 72;
/** Rounds of its two slow steps, so that a tangled graph ends in time. */
const HEAD = `digraph {
graph [rankdir=LR, ordering=out, nodesep=0.2, ranksep=0.95, nslimit=4, nslimit1=4, mclimit=0.5, searchsize=20]
node [shape=box, fixedsize=true, label=""]
edge [dir=none]
`;

/** Layers from left to right, by the algorithm `dot`. The same graph gives the same places. */
export async function layoutGraph({ nodes, lines }: LayoutGraph): Promise<PlacedGraph> {
  if (nodes.length === 0) return { width: 0, height: 0, nodes: [], lines: [] };
  const { Graphviz } = await import('@hpcc-js/wasm-graphviz');
  const graphviz = await Graphviz.load();
  const dot = [
    HEAD,
    ...nodes.map(({ width, height }, at) => `${at} [width=${inches(width)}, height=${inches(height)}]\n`),
    ...lines.map(
      ({ from, to, tree }, at) =>
        `${from} -> ${to} [id="${at}"${tree ? ', weight=4' : ', constraint=false'}, tailport=e, headport=w]\n`,
    ),
    '}',
  ].join('');
  const placed = JSON.parse(graphviz.layout(dot, 'json', 'dot')) as Placed;
  const [, , width = 0, height = 0] = placed.bb.split(',').map(Number);
  const centres: Point[] = nodes.map(() => ({ x: 0, y: 0 }));
  for (const { name, pos } of placed.objects) centres[Number(name)] = point(pos, height);
  const curves: Point[][] = lines.map(() => []);
  for (const { id, pos } of placed.edges ?? []) {
    if (pos) curves[Number(id)] = pos.split(' ').map((text) => point(text, height));
  }
  return { width, height, nodes: centres, lines: curves };
}

interface Placed {
  readonly bb: string;
  readonly objects: readonly { readonly name: string; readonly pos: string }[];
  readonly edges?: readonly { readonly id: string; readonly pos?: string }[];
}

const inches = (pixels: number) => (pixels / INCH).toFixed(4);

/** `x,y`, counted from the lower left. */
function point(text: string, height: number): Point {
  const [x = 0, y = 0] = text.split(',').map(Number);
  return { x, y: height - y };
}
