import { expect, test } from 'vitest';
import { layoutGraph } from '../../src/layout/index.js';

const box = { width: 216, height: 74 };
const graph = {
  nodes: [box, box, box],
  lines: [
    { from: 0, to: 1, tree: true },
    { from: 1, to: 2, tree: true },
    { from: 0, to: 2, tree: false },
  ],
};

test('stands from left to right, the same every time, and what comes of nothing is nowhere', async () => {
  const placed = await layoutGraph(graph);
  const [first, second, third] = placed.nodes.map(({ x }) => x);
  expect(first).toBeLessThan((second as number) - box.width);
  expect(second).toBeLessThan((third as number) - box.width);
  for (const { x, y } of placed.nodes) {
    expect(x).toBeLessThanOrEqual(placed.width - box.width / 2 + 1);
    expect(y).toBeGreaterThanOrEqual(box.height / 2 - 1);
  }
  // A start, and three points for every curve.
  for (const points of placed.lines) expect(points.length % 3).toBe(1);
  expect(await layoutGraph(graph)).toEqual(placed);
  expect(await layoutGraph({ nodes: [], lines: [] })).toEqual({ width: 0, height: 0, nodes: [], lines: [] });
});
