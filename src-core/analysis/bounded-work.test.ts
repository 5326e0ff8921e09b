import { expect, test } from 'vitest';
import { catalogue } from '../catalogue.ts';
import type { Design, DesignEdge, DesignNode, FieldValue } from '../document/design.ts';
import { formatName, formatVersion } from '../document/design.ts';
import type { Catalogue } from '../language/definition.ts';
import { analyze } from './analyzer.ts';
import { designFormulas, symbolicDesign } from './formulas/design-formulas.ts';

/** Documents of some kilobytes that would keep a machine busy for ever if all that they say was done. */

const position = { x: 0, y: 0 };
const inside = { id: 'inside', definition: 'relu', fields: {} };

/** Parts in one another, `levels` deep, each with one more item in front of the next. */
function nested(
  levels: number,
  part: Pick<DesignNode, 'definition' | 'fields'>,
  item: Pick<DesignNode, 'definition' | 'fields'> | null = inside,
): Design {
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
function counting(): { readonly catalogue: Catalogue; readonly looked: () => number } {
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

const repeat = (depth: FieldValue) => ({ definition: 'repeat', fields: { depth } });
const byCopy: Pick<DesignNode, 'definition' | 'fields'> = {
  definition: 'conv2d',
  fields: { outChannels: { expression: '16 + index' } },
};
const vanishing: Pick<DesignNode, 'definition' | 'fields'> = {
  definition: 'pad',
  fields: { top: { expression: 'index - index' } },
};

test('repeats in one another that come to too many operators are refused by multiplication', () => {
  for (const levels of [16, 62]) {
    const counted = counting();
    const { issues } = analyze(nested(levels, repeat(2)), counted.catalogue);
    expect(issues.map(({ code, where }) => [code, where.node, where.field])).toEqual([
      ['graph/too-many-operators', 'part0', 'depth'],
    ]);
    // A few looks at each of the four items of a level, and none at a copy.
    expect(counted.looked(), `${levels} levels`).toBeLessThan(16 * 4 * levels);
  }
});

test.each([
  ['a depth that is worked out', { expression: '1 + 1' }, inside],
  ['copies that differ', 2, byCopy],
  ['copies that differ, with a depth that is worked out', { expression: '1 + 1' }, byCopy],
  ['copies that differ and hold nothing that runs', 200, vanishing],
] as const)('%s: each is looked at once or not at all, and the document refused', (_, depth, item) => {
  const counted = counting();
  const { issues, totals } = analyze(nested(62, repeat(depth), item), counted.catalogue);
  expect(issues.map(({ code }) => code)).toContainEqual(expect.stringMatching(/^graph\/too-many-/));
  expect(totals).toBeNull();
  expect(counted.looked()).toBeLessThan(200_000);
});

test('what is wrong inside is looked for once at every level', () => {
  const counted = counting();
  const wrong = { definition: 'conv2d', fields: { outChannels: -1 } };
  const { issues } = analyze(nested(62, { definition: 'sequence', fields: {} }, wrong), counted.catalogue);
  expect(issues).toHaveLength(62);
  expect(counted.looked()).toBeLessThan(16 * 4 * 62);
});

test('copies that are alike are looked at once, however many they are', () => {
  const counted = counting();
  const { totals } = analyze(nested(62, repeat(200), null), counted.catalogue);
  expect(totals?.operators).toBe(0);
  expect(counted.looked()).toBeLessThan(16 * 3 * 62);
});

test('a field that a formula keeps as a number is noted once, however deep it lies', () => {
  const held = { definition: 'conv2d', fields: { outChannels: { expression: 'min(w, 64)' } } };
  const design = nested(62, { definition: 'sequence', fields: {} }, held);
  const w = { name: 'w', kind: 'integer', value: 8, min: 1, max: 100 } as const;
  const { heldFields } = symbolicDesign({ ...design, variables: [w] }, catalogue);
  expect(heldFields).toHaveLength(62);
});

test('a design of more operators than anything that runs has no totals, so that nothing is made of each of them', () => {
  const one = nested(1, repeat(200));
  const parts = Array.from({ length: 101 }, (_, part) => ({
    nodes: one.nodes.map((node) => ({
      ...node,
      id: `${node.id}-${part}`,
      ...(node.parent !== undefined && { parent: `${node.parent}-${part}` }),
    })),
    edges: one.edges.map(({ id, from, to }) => ({
      id: `${id}-${part}`,
      from: {
        node: `${from.node}-${part}`,
        port: from.node === 'part0' ? `${from.port}-${part}` : from.port,
      },
      to: { node: `${to.node}-${part}`, port: to.node === 'part0' ? `${to.port}-${part}` : to.port },
    })),
  }));
  const design = (count: number): Design => ({
    ...one,
    nodes: parts.slice(0, count).flatMap(({ nodes }) => nodes),
    edges: parts.slice(0, count).flatMap(({ edges }) => edges),
  });
  expect(analyze(design(100), catalogue).totals?.operators).toBe(20_000);
  const { totals, issues } = analyze(design(101), catalogue);
  expect(totals).toBeNull();
  expect(issues.map(({ code }) => code)).toEqual(['graph/too-many-operators']);
});

test('a formula of countless terms is held at numbers before it is multiplied out', () => {
  const names = [...'abcdefghijkl'];
  const sum = `(${names.join('+')})`;
  const wide = { definition: 'conv2d', fields: { outChannels: { expression: [sum, sum, sum].join('*') } } };
  const design: Design = {
    ...nested(2, { definition: 'sequence', fields: {} }, wide),
    variables: names.map((name) => ({ name, kind: 'integer', value: 1, min: 1, max: 100 })),
  };
  const symbolic = symbolicDesign(design, catalogue);
  expect(symbolic.held.map(({ symbol }) => symbol).sort()).toEqual(names);
  expect(designFormulas(symbolic).ok).toBe(true);
});
