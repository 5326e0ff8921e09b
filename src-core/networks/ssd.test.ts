import { describe, expect, test } from 'vitest';
import { analyze } from '../analysis/analyzer.ts';
import { catalogue, networkOf } from '../catalogue.ts';
import type { Design, Variable } from '../document/design.ts';

function analysed(name: string, values: Readonly<Record<string, number>> = {}) {
  const { design } = networkOf(name)!;
  const changed: Design = {
    ...design,
    variables: design.variables.map((v) => ({ ...v, value: values[v.name] ?? v.value }) as Variable),
  };
  const analysis = analyze(changed, catalogue);
  expect(analysis.issues).toEqual([]);
  return analysis;
}

const paramsOf = (name: string, values?: Readonly<Record<string, number>>) =>
  analysed(name, values).totals!.params;

/** `meta["num_params"]` of torchvision's weights, and `meta["_ops"]` in thousandths of a billion. */
describe('detectors count what torchvision publishes', () => {
  test.each([
    ['ssd300-vgg-16', 35_641_826n, 34_858n],
    ['ssdlite320-mobilenet-v3-large', 3_440_060n, 583n],
  ])('%s', (name, params, thousandths) => {
    const { totals } = analysed(name);
    expect(totals!.params).toBe(params);
    expect(((totals!.macs as bigint) + 500_000n) / 1_000_000n).toBe(thousandths);
  });
});

/** Channels and sides that torchvision's extractors give for images of these sizes. */
test.each([
  [
    'ssd300-vgg-16',
    [
      [512, 38],
      [1024, 19],
      [512, 10],
      [256, 5],
      [256, 3],
      [256, 1],
    ],
    8_732,
  ],
  [
    'ssdlite320-mobilenet-v3-large',
    [
      [672, 20],
      [480, 10],
      [512, 5],
      [256, 3],
      [256, 2],
      [128, 1],
    ],
    3_234,
  ],
])('%s reads six maps, and guesses from as many anchors as the paper says', (name, maps, anchors) => {
  const { items } = analysed(name);
  const head = items.get('head')!;
  expect(head.inputs.map((shape) => [Number(shape![1]), Number(shape![2])])).toEqual(maps);
  expect(head.outputs.map((shape) => shape!.map(Number))).toEqual([
    [1, anchors, 91],
    [1, anchors, 4],
  ]);
});

test('the factors of the finest map of SSD300 stand with its norms; classes and width are variables', () => {
  const { totals, items } = analysed('ssd300-vgg-16');
  expect(items.get('scale')!.facts!.params).toBe(512n);
  expect(totals!.parts.norm).toBe(512n);
  // Each class has a filter of 3 × 3 and a bias for each anchor of each map.
  const inputs = [512n * 4n, 1024n * 6n, 512n * 6n, 256n * 6n, 256n * 4n, 256n * 4n];
  const each = inputs.reduce((sum, size) => sum + 9n * size, 0n) + 30n;
  expect(paramsOf('ssd300-vgg-16', { classes: 21 })).toBe(35_641_826n - 70n * each);
});

test('the width of SSDLite reaches its extra layers, down to 16 channels', () => {
  const { items } = analysed('ssdlite320-mobilenet-v3-large', { width: 0.5 });
  expect(items.get('head')!.inputs.map((shape) => Number(shape![1]))).toEqual([336, 240, 256, 128, 128, 64]);
  const tiny = analysed('ssdlite320-mobilenet-v3-large', { width: 0.1 }).items;
  expect(tiny.get('extra4')!.outputs[0]![1]).toBe(16n);
});
