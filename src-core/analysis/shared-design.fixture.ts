import type { Design, DesignNode, FieldValue } from '../document/design.ts';
import { emptyDesign } from '../document/design.ts';

type NodeMore = Pick<DesignNode, 'weightsOf' | 'parent'>;

/** An item of a small design, at no place in particular. */
export const item = (
  id: string,
  definition: string,
  fields: Readonly<Record<string, FieldValue>> = {},
  more: NodeMore = {},
): DesignNode => ({ id, definition, fields, position: { x: 0, y: 0 }, ...more });

/** A drawn item with a chain of items inside, between ports that are named after it. */
export const part = (
  parent: string,
  definition: 'sequence' | 'repeat',
  ...nodes: readonly DesignNode[]
): readonly DesignNode[] => [
  item(parent, definition),
  item(`${parent}_in`, 'part-input', {}, { parent }),
  ...nodes.map((node) => ({ ...node, parent })),
  item(`${parent}_out`, 'part-output', {}, { parent }),
];

/** A design of items and of wires written `a > b > c`, from the first output of each to the first input of the next. */
function designOf(nodes: readonly DesignNode[], wires: readonly string[]): Design {
  const port = (node: string, definition: string, usual: string) => {
    const drawn = nodes.find(({ parent, definition: own }) => parent === node && own === definition);
    return { node, port: drawn?.id ?? usual };
  };
  const edges = wires
    .flatMap((chain) => {
      const stops = chain.split(' > ');
      return stops.slice(1).map((to, index) => [stops[index]!, to] as const);
    })
    .map(([from, to], index) => ({
      id: `e${index + 1}`,
      from: port(from, 'part-output', 'out'),
      to: port(to, 'part-input', 'in'),
    }));
  return { ...emptyDesign('shared'), nodes, edges };
}

/** A chain of items, and of those inside them, from an Input of four channels to an Output. */
export function chainOf(...nodes: readonly DesignNode[]): Design {
  const onLevel = (level: string | undefined) =>
    nodes.filter(({ parent }) => parent === level).map(({ id }) => id);
  const levels = [...new Set(nodes.flatMap(({ parent }) => parent ?? []))];
  return designOf(
    [item('x', 'input', { channels: 4, height: 6, width: 6 }), ...nodes, item('y', 'output')],
    [['x', ...onLevel(undefined), 'y'].join(' > '), ...levels.map((level) => onLevel(level).join(' > '))],
  );
}

/** Two branches of one convolution of one 3 × 3 filter with a bias, on maps of two sizes. */
export const siamese: Design = designOf(
  [
    item('a', 'input', { channels: 1, height: 16, width: 16 }),
    item('b', 'input', { channels: 1, height: 28, width: 28 }),
    item('conv_a', 'conv2d', { outChannels: 1, bias: true }),
    item('y_a', 'output'),
    item('conv_b', 'conv2d', { outChannels: 1, bias: true }, { weightsOf: 'conv_a' }),
    item('y_b', 'output'),
  ],
  ['a > conv_a > y_a', 'b > conv_b > y_b'],
);

/** The design with one item otherwise. */
export const withItem = (design: Design, id: string, change: Partial<DesignNode>): Design => ({
  ...design,
  nodes: design.nodes.map((node) => (node.id === id ? { ...node, ...change } : node)),
});
