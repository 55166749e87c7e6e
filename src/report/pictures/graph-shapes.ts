import { line, rect } from './svg.js';
import { at } from './text.js';
import type { GraphNode, NodeShape } from './types.js';

// Kinds of nodes are told apart by the shape of the box, and by the word in it; how sure it is by the dashes of its border.

/** The box of a node around the point 0,0. */
export function box({ shape, width, height, confidence, life, seed }: Omit<GraphNode, 'said'>): string {
  const marks =
    `${life === 'active' ? ' kp-alive' : ''}${seed ? ' kp-seed' : ''} ${dashes(confidence, shape)}`.trimEnd();
  return outline(shape, width, height, `kp-box${marks}`);
}

/** Suspects and what lies above the seed are drawn as what they are: not sure to belong to it. */
function dashes(confidence: string, shape: NodeShape): string {
  if (shape === 'suspect') return 'kp-low';
  return confidenceClass(confidence);
}

export const confidenceClass = (confidence: string): string =>
  confidence === 'high' || confidence === 'medium' || confidence === 'low' ? `kp-${confidence}` : '';

function outline(shape: NodeShape, width: number, height: number, classes: string): string {
  const [x, y] = [-width / 2, -height / 2];
  const points = (...list: readonly (readonly [number, number])[]) =>
    `<polygon points="${list.map(([px, py]) => `${at(px)},${at(py)}`).join(' ')}" class="${classes}"/>`;
  switch (shape) {
    case 'access-key':
      return `${rect(x, y, width, height, classes)}${rect(x, y, 5, height, 'kp-bar')}`;
    case 'temporary-key':
      return rect(x, y, width, height, classes, 12);
    case 'session':
      return `${rect(x, y, width, height, classes, 12)}${rect(x + 3, y + 3, width - 6, height - 6, 'kp-inner', 9)}`;
    case 'principal':
      return points([x + 10, y], [-x - 10, y], [-x, 0], [-x - 10, -y], [x + 10, -y], [x, 0]);
    case 'thing':
      return (
        points([x, y], [-x - 14, y], [-x, y + 14], [-x, -y], [x, -y]) +
        line(-x - 14, y, -x - 14, y + 14, 'kp-inner') +
        line(-x - 14, y + 14, -x, y + 14, 'kp-inner')
      );
    case 'fold':
      return `${rect(x + 6, y + 6, width - 6, height - 6, classes, 4)}${rect(x + 3, y + 3, width - 6, height - 6, classes, 4)}${rect(x, y, width - 6, height - 6, classes, 4)}`;
    case 'suspect':
      return rect(x, y, width, height, classes, 2);
    case 'above':
      return points([x, y], [-x - 10, y], [-x, 0], [-x - 10, -y], [x, -y]);
  }
}
