import { graphDrawing } from '../../src/report/pictures/graph-drawing.js';
import type { PictureData } from '../../src/report/pictures/types.js';
import type { BlastShape } from '../../src/report/shapes.js';

/** The values of the pictures of a radius, with its boxes one below the other: where they stand is Graphviz's business. */
export function picturesOf(blast: BlastShape): PictureData {
  const graph = graphDrawing(blast);
  return {
    graph,
    layout: {
      width: 300,
      height: graph.nodes.length * 90,
      nodes: graph.nodes.map((_, at) => ({ x: 150, y: at * 90 + 45 })),
      lines: graph.lines.map(({ from, to }) =>
        [45, 55, 65, 75].map((y, n) => ({ x: 150, y: y + 90 * (n < 2 ? from : to) })),
      ),
    },
    activity: {
      from: '2026-03-01T00:00:00Z',
      to: '2026-03-02T00:00:00Z',
      before: 1,
      after: 2,
      cells: 24,
      credentials: blast.credentials.map(({ id, events }, at) => ({ credential: id, cell: at % 24, events })),
      tactics: [{ section: 'recon', cell: 3, events: 4 }],
    },
  };
}
