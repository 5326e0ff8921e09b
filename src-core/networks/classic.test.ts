import { describe, expect, test } from 'vitest';
import { analyze } from '../analysis/analyzer.ts';
import { catalogue, networkOf, networks } from '../catalogue.ts';
import type { Design, DesignNode, FieldValue, Variable } from '../document/design.ts';

function analysisOf(
  name: string,
  values: Readonly<Record<string, number>> = {},
  input: Readonly<Record<string, FieldValue>> = {},
) {
  const { design } = networkOf(name)!;
  const resized = (node: DesignNode): DesignNode =>
    node.definition === 'input' ? { ...node, fields: { ...node.fields, ...input } } : node;
  const changed: Design = {
    ...design,
    variables: design.variables.map((v) => ({ ...v, value: values[v.name] ?? v.value }) as Variable),
    nodes: design.nodes.map(resized),
  };
  const analysis = analyze(changed, catalogue);
  expect(analysis.issues).toEqual([]);
  return analysis;
}

const totalsOf = (...of: Parameters<typeof analysisOf>) => analysisOf(...of).totals!;

/** A counter over the PyTorch models; 224 x 224, Inception-v3 299 x 299; buffers leave the batch counters out. */
describe('networks measured by another counter count to the unit', () => {
  test.each([
    ['alexnet', 61_100_840n, 0n, 714_188_480n],
    ['vgg-16', 138_357_544n, 0n, 15_470_264_320n],
    ['vgg-16-bn', 138_365_992n, 8_461n - 13n, 15_470_264_320n],
    ['squeezenet-1.1', 1_235_496n, 0n, 349_151_936n],
    ['densenet-121', 7_978_856n, 83_769n - 121n, 2_834_161_664n],
  ])('%s', (name, params, buffers, macs) => {
    expect(totalsOf(name)).toMatchObject({ params, buffers, macs });
  });

  test.each([
    ['alexnet', 655_566_528n, 58_621_952n],
    ['vgg-16', 15_346_630_656n, 123_633_664n],
    ['densenet-121', 2_833_137_664n, 1_024_000n],
    ['googlenet', 1_497_352_192n, 1_024_000n],
    ['inception-v3', 5_711_168_096n, 2_048_000n],
  ])('%s: convolutions apart from linear layers', (name, body, classifier) => {
    const { totals, items } = analysisOf(name);
    expect(items.get('head')!.facts!.macs).toBe(classifier);
    expect((totals!.macs as bigint) - classifier).toBe(body);
  });
});

/** `meta["num_params"]` of torchvision's weights, and `meta["_ops"]` in thousandths of a billion. */
describe('networks count what torchvision publishes', () => {
  test.each([
    ['vgg-11', 132_863_336n, 7_609n],
    ['vgg-11-bn', 132_868_840n, 7_609n],
    ['vgg-13', 133_047_848n, 11_308n],
    ['vgg-13-bn', 133_053_736n, 11_308n],
    ['vgg-19', 143_667_240n, 19_632n],
    ['vgg-19-bn', 143_678_248n, 19_632n],
    ['squeezenet-1.0', 1_248_424n, 819n],
    ['densenet-161', 28_681_000n, 7_728n],
    ['densenet-169', 14_149_480n, 3_360n],
    ['densenet-201', 20_013_928n, 4_291n],
  ])('%s', (name, params, thousandths) => {
    const totals = totalsOf(name);
    expect(totals.params).toBe(params);
    expect(((totals.macs as bigint) + 500_000n) / 1_000_000n).toBe(thousandths);
  });
});

/**
 * A counter over the PyTorch models sees the auxiliary heads among the parameters and buffers, and not among the MACs:
 * the heads are registered, and the forward pass of inference leaves them out. So no one network has all three figures;
 * the network as it runs has the MACs, the one in training the parameters, and they differ by the heads alone.
 */
describe('networks with auxiliary heads', () => {
  test.each([
    ['googlenet', ['auxiliary1', 'auxiliary2'], 13_004_888n, 15_131n - 59n, 1_498_376_192n],
    ['inception-v3', ['auxiliary'], 27_161_264n, 36_320n - 96n, 5_713_216_096n],
  ])('%s', (name, heads, registered, buffers, macs) => {
    const trained = analysisOf(`${name}-aux`);
    const run = totalsOf(name);
    const sum = (of: 'params' | 'buffers' | 'macs') =>
      heads.reduce((total, id) => total + (trained.items.get(id)!.facts![of] as bigint), 0n);
    expect(run.macs).toBe(macs);
    expect(trained.totals).toMatchObject({ params: registered, buffers });
    for (const of of ['params', 'buffers', 'macs'] as const) {
      expect((trained.totals![of] as bigint) - sum(of), of).toBe(run[of]);
    }
  });

  test('without its heads GoogLeNet has the parameters that torchvision publishes', () => {
    expect(totalsOf('googlenet').params).toBe(6_624_904n);
    expect(totalsOf('inception-v3').params).toBe(27_161_264n - 3_326_696n);
  });
});

test('GoogLeNet with the 5 × 5 filters of the paper differs by these filters alone', () => {
  const inOut = [
    [16, 32],
    [32, 96],
    [16, 48],
    [24, 64],
    [24, 64],
    [32, 64],
    [32, 128],
    [32, 128],
    [48, 128],
  ] as const;
  const more = inOut.reduce((sum, [from, to]) => sum + from * to * (25 - 9), 0);
  const [paper, ported] = [totalsOf('googlenet', { k: 5 }), totalsOf('googlenet')];
  expect((paper.params as bigint) - (ported.params as bigint)).toBe(BigInt(more));
});

const classics = networks.filter(({ family }) => family === 'Classic');

describe('at other sizes', () => {
  test.each(classics)('$name scores a batch of two uneven maps', ({ name }) => {
    const others: Readonly<Record<string, readonly [number, number]>> = { polynet: [347, 331] };
    const usual = name.startsWith('inception') ? ([331, 299] as const) : ([225, 193] as const);
    const [height, width] = others[name] ?? usual;
    const { items, design } = analysisOf(name, {}, { batch: 2, height, width });
    for (const { id, definition } of design.nodes) {
      if (definition === 'output') expect(items.get(id)!.inputs).toEqual([[2n, 1000n]]);
    }
  });

  test.each([
    ['alexnet', 63],
    ['vgg-11', 32],
    ['densenet-121', 29],
    ['inception-v3', 75],
  ])('%s: %i rows are the fewest, as torchvision says', (name, side) => {
    analysisOf(name, {}, { height: side, width: side });
    const { design } = networkOf(name)!;
    const nodes = design.nodes.map((node) =>
      node.definition === 'input' ? { ...node, fields: { height: side - 1, width: side - 1 } } : node,
    );
    expect(analyze({ ...design, nodes }, catalogue).issues).not.toEqual([]);
  });
});

describe('feature maps are a quarter, an eighth, 1/16 and 1/32 of the input', () => {
  test.each(classics.filter(({ features }) => features !== undefined))('$name', ({ name, features }) => {
    const { items } = analysisOf(name, {}, { height: 192, width: 256 });
    const sizes = features!.map((id) => items.get(id)!.outputs[0]!.slice(2));
    expect(sizes).toEqual([
      [48n, 64n],
      [24n, 32n],
      [12n, 16n],
      [6n, 8n],
    ]);
  });
});
