import { describe, expect, test } from 'vitest';
import { analyze } from '../analysis/analyzer.ts';
import { conventionOf, designCost } from '../analysis/conventions/conventions.ts';
import { dlaTree } from '../blocks/dla-tree.ts';
import { catalogue, networkOf } from '../catalogue.ts';
import type { Design, Variable } from '../document/design.ts';
import { expand } from '../language/expand.ts';

function analysed(name: string, values: Readonly<Record<string, number>> = {}, side?: number) {
  const { design } = networkOf(name)!;
  const changed: Design = {
    ...design,
    variables: design.variables.map((v) => ({ ...v, value: values[v.name] ?? v.value }) as Variable),
    nodes: design.nodes.map((node) =>
      node.definition === 'input' && side !== undefined
        ? { ...node, fields: { ...node.fields, height: side, width: side } }
        : node,
    ),
  };
  const analysis = analyze(changed, catalogue);
  expect(analysis.issues).toEqual([]);
  return analysis;
}

/** A counter over timm's models, 224 × 224; the classifier is a convolution of one position there too. */
describe('networks measured by another counter count to the unit', () => {
  test('Res2Net-DLA-60', () => {
    const { params, macs, parts } = analysed('res2net-dla-60').totals!;
    expect({ params, macs }).toEqual({ params: 20_848_072n, macs: 4_122_681_344n });
    expect(parts.linear).toBe(0n);
  });

  test('Res2NeXt-DLA-60', () => {
    expect(analysed('res2next-dla-60').totals!.params).toBe(17_032_984n);
  });
});

/**
 * Parameters in tens of thousands and `FLOPs` as timm's docs/models/dla.md prints them. The latter are fvcore's count, and
 * a 1 for each value that leaves the global pool and for each bias of the classifier.
 */
test.each([
  ['dla-60', 2204n, 4_256_251_880n],
  ['dla-x-60', 1735n, 3_544_204_264n],
  ['dla-102', 3327n, 7_192_952_808n],
])('%s counts what timm publishes', (name, hundredths, flops) => {
  const analysis = analysed(name);
  expect(((analysis.totals!.params as bigint) + 5_000n) / 10_000n).toBe(hundredths);
  expect(designCost(analysis, conventionOf('fvcore'))).toBe(flops - 1_024n - 1_000n);
});

/** Each tree of several levels registers, and runs, a projection for every level above the first, and reads none. */
test('with the projections that the public code never reads, parameters are those of its README', () => {
  const idle = (of: 'params' | 'macs') => {
    const trees = [...analysed('res2net-dla-60').items.values()].flatMap(({ expansion }) =>
      expansion?.definition === dlaTree ? [expansion] : [],
    );
    return trees.reduce((sum, { values, children }) => {
      const project = children.find(({ name }) => name === 'project')!.expansion;
      return sum + BigInt((values.levels as number) - 1) * (project.facts[of] as bigint);
    }, 0n);
  };
  expect(idle('params')).toBe(128n * 256n + 2n * 256n + 2n * (256n * 512n + 2n * 512n));
  // Printed as 21.15M and 17.33M.
  expect(20_848_072n + idle('params')).toBe(21_145_544n);
  expect(17_032_984n + idle('params')).toBe(17_330_456n);
  // Printed as 4.2G and 3.6G: the second is not reached.
  expect(idle('macs')).toBe(77_070_336n);
  expect(4_122_681_344n + idle('macs')).toBe(4_199_751_680n);
  expect((analysed('res2next-dla-60').totals!.macs as bigint) + idle('macs')).toBe(3_535_822_848n);
});

test.each([
  [1, [3]],
  [2, [2, 4]],
  [3, [2, 3, 2, 5]],
  [4, [2, 3, 2, 4, 2, 3, 2, 6]],
])('a tree of %i levels that keeps its input: its roots join %j maps', (levels, joined) => {
  const { children } = expand(dlaTree, { levels, planes: 8, w: 4, keepsInput: true }, [[1n, 4n, 8n, 8n]]);
  const roots = children.filter(({ name }) => name.startsWith('root'));
  expect(roots.map(({ sources }) => sources.length)).toEqual(joined);
  expect(children.filter(({ name }) => name.startsWith('block'))).toHaveLength(2 ** levels);
  // The last root joins, in this order: the last two blocks, the tree's input, and the halves from the first one on.
  const names = (roots.at(-1)?.sources ?? []).map(({ child }) => children[child]?.name ?? 'input');
  const halves = Array.from(
    { length: levels - 1 },
    (_, i) => `root${2 ** (levels - 1) - 2 ** (levels - 2 - i)}`,
  );
  expect(names).toEqual([`block${2 ** levels}`, `block${2 ** levels - 1}`, 'input', ...halves]);
});

test('its maps are at a quarter, 1/8, 1/16 and 1/32 of the image, of odd ones too', () => {
  const { items } = analysed('dla-60', {}, 203);
  const sides = networkOf('dla-60')!.features!.map((id) => items.get(id)!.outputs[0]!.map(Number));
  expect(sides).toEqual([
    [1, 128, 51, 51],
    [1, 256, 26, 26],
    [1, 512, 13, 13],
    [1, 1024, 7, 7],
  ]);
});

test('it is a backbone of detectors, and dilated of segmenters', () => {
  expect(analysed('faster-rcnn@res2net-dla-60').totals).not.toBeNull();
  const { items } = analysed('deeplab-v3@res2net-dla-60', { outputStride: 8 }, 64);
  expect(items.get('level5')!.outputs[0]!.map(Number)).toEqual([1, 1024, 8, 8]);
});
