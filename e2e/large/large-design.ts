import type { Design, DesignEdge, DesignNode } from '../../src-core/document/design.ts';
import { emptyDesign } from '../../src-core/document/design.ts';

/** Items between two sums; each sum takes the item before it and the sum before that. */
const skipEvery = 4;
const pitch = { x: 352, y: 104 } as const;

/**
 * A flat design of `count` items: a chain of convolutions with an Add skip at every fourth, in columns that make the
 * drawing about as wide as a window is. It has five wires to four items.
 */
export function largeDesign(count: number): Design {
  const rows = Math.max(8, 4 * Math.round(Math.sqrt((count * pitch.x) / pitch.y / 1.6) / 4));
  const nodes: DesignNode[] = [];
  const edges: DesignEdge[] = [];
  const wire = (from: string, to: string, port: string) =>
    edges.push({ id: `e${edges.length + 1}`, from: { node: from, port: 'out' }, to: { node: to, port } });
  const place = (index: number) => ({
    x: Math.floor(index / rows) * pitch.x,
    y: (index % rows) * pitch.y,
  });
  const add = (id: string, definition: string, fields: DesignNode['fields']): string => {
    nodes.push({ id, definition, fields, position: place(nodes.length) });
    return id;
  };
  let before = add('input', 'input', { channels: 16, height: 32, width: 32 });
  let sum = before;
  while (nodes.length < count - 1) {
    const index = nodes.length;
    if (index % skipEvery === 0) {
      const id = add(`add${index}`, 'add', {});
      wire(before, id, 'a');
      wire(sum, id, 'b');
      sum = id;
      before = id;
    } else {
      const id = add(`conv${index}`, 'conv2d', { outChannels: 16, kernel: 3 });
      wire(before, id, 'in');
      before = id;
    }
  }
  wire(before, add('output', 'output', {}), 'in');
  return { ...emptyDesign(`${count} items`), nodes, edges };
}
