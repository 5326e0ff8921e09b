import { catalogue } from '../catalogue.ts';
import type { Design, DesignEdge, DesignNode, FieldValue } from '../document/design.ts';
import { formatName, formatVersion } from '../document/design.ts';
import type { Catalogue } from '../language/definition.ts';

/** Documents of some kilobytes that would keep a machine busy for long if all that they say was done. */

export type Item = Pick<DesignNode, 'definition' | 'fields'>;

const position = { x: 0, y: 0 };
export const inside = { id: 'inside', definition: 'relu', fields: {} };

/** Parts in one another, `levels` deep, each with one more item in front of the next. */
export function nested(levels: number, part: Item, item: Item | null = inside): Design {
  const input = { channels: 16, height: 8, width: 8 };
  const nodes: DesignNode[] = [{ id: 'input', definition: 'input', fields: input, position }];
  const edges: DesignEdge[] = [];
  const wire = (from: DesignEdge['from'], to: DesignEdge['to']): void => {
    edges.push({ id: `wire${edges.length}`, from, to });
  };
  let before: DesignEdge['from'] = { node: 'input', port: 'out' };
  for (let level = 0; level < levels; level++) {
    const [id, enters, leaves] = [`part${level}`, `in${level}`, `out${level}`];
    const around = level === 0 ? {} : { parent: `part${level - 1}` };
    nodes.push({ id, ...part, position, ...around });
    wire(before, { node: id, port: enters });
    nodes.push({ id: enters, definition: 'part-input', fields: {}, position, parent: id });
    nodes.push({ id: leaves, definition: 'part-output', fields: {}, position, parent: id });
    before = { node: enters, port: 'out' };
    if (item !== null) {
      nodes.push({ ...item, id: `item${level}`, position, parent: id });
      wire(before, { node: `item${level}`, port: 'in' });
      before = { node: `item${level}`, port: 'out' };
    }
    wire(level === levels - 1 ? before : { node: `part${level + 1}`, port: `out${level + 1}` }, {
      node: leaves,
      port: 'in',
    });
  }
  nodes.push({ id: 'output', definition: 'output', fields: {}, position });
  wire({ node: 'part0', port: 'out0' }, { node: 'output', port: 'in' });
  return { format: formatName, version: formatVersion, title: 'Nested', variables: [], nodes, edges };
}

/** The catalogue, and how many items were looked at with it. Far past what any test allows it gives up. */
export function counting(): { readonly catalogue: Catalogue; readonly looked: () => number } {
  let count = 0;
  return {
    looked: () => count,
    catalogue: {
      ...catalogue,
      definitionOf(id) {
        count += 1;
        if (count > 1_000_000) throw new Error('it does not come to an end');
        return catalogue.definitionOf(id);
      },
    },
  };
}

export const repeat = (depth: FieldValue) => ({ definition: 'repeat', fields: { depth } });
export const byCopy: Item = {
  definition: 'conv2d',
  fields: { outChannels: { expression: '16 + index' } },
};
/** Rungs of two paths each, which meet in a sum. */
export function ladder(
  rungs: number,
  left: (rung: number) => Item,
  right: (rung: number) => Item,
  variables: Design['variables'] = [],
): Design {
  const nodes: DesignNode[] = [
    { id: 'input', definition: 'input', fields: { channels: 1, height: 65_536, width: 1 }, position },
  ];
  const edges: DesignEdge[] = [];
  const wire = (from: string, to: string, port: string): void => {
    edges.push({ id: `${from}-${to}-${port}`, from: { node: from, port: 'out' }, to: { node: to, port } });
  };
  let before = 'input';
  for (let rung = 0; rung < rungs; rung++) {
    nodes.push(
      { ...left(rung), id: `left${rung}`, position },
      { ...right(rung), id: `right${rung}`, position },
    );
    nodes.push({ id: `sum${rung}`, definition: 'add', fields: {}, position });
    for (const side of ['left', 'right']) wire(before, `${side}${rung}`, 'in');
    wire(`left${rung}`, `sum${rung}`, 'a');
    wire(`right${rung}`, `sum${rung}`, 'b');
    before = `sum${rung}`;
  }
  nodes.push({ id: 'output', definition: 'output', fields: {}, position });
  wire(before, 'output', 'in');
  return { format: formatName, version: formatVersion, title: 'Ladder', variables, nodes, edges };
}

/** One item after another, in columns, of which `make` gives the definition and fields. */
export function chain(
  items: number,
  make: (index: number) => Item,
  variables: Design['variables'] = [],
): Design {
  const input = { channels: 16, height: 32, width: 32 };
  const nodes: DesignNode[] = [
    { id: 'input', definition: 'input', fields: input, position },
    ...Array.from({ length: items }, (_, index) => ({
      ...make(index),
      id: `item${index}`,
      position: { x: 352 * Math.floor(index / 100), y: 104 * (index % 100) },
    })),
    { id: 'output', definition: 'output', fields: {}, position },
  ];
  const edges = nodes.slice(1).map(({ id }, index) => ({
    id: `wire${index}`,
    from: { node: nodes[index]?.id ?? '', port: 'out' },
    to: { node: id, port: 'in' },
  }));
  return { format: formatName, version: formatVersion, title: 'Chain', variables, nodes, edges };
}
