import { expect, test } from 'vitest';
import { catalogue } from '../catalogue.ts';
import type { Design } from '../document/design.ts';
import { analyze } from './analyzer.ts';
import { designFormulas, symbolicDesign } from './formulas/design-formulas.ts';
import type { Item } from './heavy-designs.fixture.ts';
import { byCopy, counting, inside, ladder, nested, repeat } from './heavy-designs.fixture.ts';
import { receptiveFields } from './receptive-field/receptive-field.ts';

const vanishing: Item = {
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

test('copies that are alike are looked at once, and refused where they are more than can be listed', () => {
  const counted = counting();
  const { totals, issues } = analyze(nested(62, repeat(200), null), counted.catalogue);
  expect(totals).toBeNull();
  expect(issues.map(({ code, where }) => [code, where.field])).toEqual([['graph/too-many-items', 'depth']]);
  expect(counted.looked()).toBeLessThan(16 * 3 * 62);
});

test('copies that run nothing are bounded by their number', () => {
  const padded: Item = { definition: 'pad', fields: { bottom: { expression: 'in.width - in.height' } } };
  const few = analyze(nested(4, repeat(10), padded), catalogue);
  const sizes = [...few.items.values()].map(({ expansion }) => expansion?.items ?? Number.NaN);
  expect(few.totals?.operators).toBe(0);
  // A repeat and 10 copies, each with two ports, a pad and the level within: 41, 451, 4,551, 45,551; and two ends.
  expect(sizes.reduce((sum, items) => sum + items)).toBe(45_553);
  expect(analyze(nested(4, repeat(200), padded), catalogue).totals).toBeNull();
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
  const parts = Array.from({ length: 151 }, (_, part) => ({
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
  expect(analyze(design(150), catalogue).totals?.operators).toBe(30_000);
  const { totals, issues } = analyze(design(151), catalogue);
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

test('paths that read countless different fields have no receptive fields', () => {
  const top = (rung: number): Item => ({
    definition: 'pad',
    fields: { top: 1 << (Math.floor(rung / 2) % 7) },
  });
  const bottom = (rung: number): Item => ({
    definition: 'pad',
    fields: { bottom: 1 << (Math.floor(rung / 2) % 7) },
  });
  const window = (rung: number): Item => ({
    definition: 'conv2d',
    fields: { outChannels: 1, kernel: 2 ** (1 + (rung % 7)) + 1, kernelWidth: 1, dilation: 1 + (rung % 64) },
  });
  const rungs = (count: number): Design =>
    ladder(
      count,
      (rung) => (rung % 2 === 0 ? top(rung) : window(rung)),
      (rung) => (rung % 2 === 0 ? bottom(rung) : { definition: 'relu', fields: {} }),
    );
  expect(receptiveFields(analyze(rungs(8), catalogue))?.of('output')?.[0]?.rows.count).toBeGreaterThan(100);
  expect(receptiveFields(analyze(rungs(200), catalogue))).toBeNull();
});

test('variables that conflict one by one are held together after some rounds', () => {
  const conv = (name: string): Item => ({
    definition: 'conv2d',
    fields: { outChannels: { expression: name }, kernel: 1 },
  });
  const names = Array.from({ length: 100 }, (_, rung) => [`a${rung}`, `b${rung}`]).flat();
  const design = ladder(
    100,
    (rung) => conv(`a${rung}`),
    (rung) => conv(`b${rung}`),
    names.map((name) => ({ name, kind: 'integer', value: 8, min: 1, max: 100 })),
  );
  const counted = counting();
  const { held } = symbolicDesign(design, counted.catalogue);
  expect(held).toHaveLength(200);
  expect(counted.looked()).toBeLessThan(30 * design.nodes.length);
});
