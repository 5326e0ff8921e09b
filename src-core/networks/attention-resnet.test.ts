import { describe, expect, test } from 'vitest';
import { analyze } from '../analysis/analyzer.ts';
import { catalogue } from '../catalogue.ts';
import type { Variable } from '../document/design.ts';
import { attentionResnets } from './attention-resnet.ts';

function totals(name: string, attention?: string) {
  const { design } = attentionResnets.find((network) => network.name === name)!;
  const variables = design.variables.map((v) => ({ ...v, value: attention ?? v.value }) as Variable);
  const { issues, totals: counts } = analyze({ ...design, variables }, catalogue);
  expect(issues).toEqual([]);
  return counts!;
}

/** Measured by an independent counter over timm's models; 224 x 224, batch 1. */
describe('ResNets with attention count to the unit', () => {
  test.each([
    ['se-resnet-50', 28_088_024n, 4_091_699_200n],
    ['se-resnext-50', 27_559_896n, 4_232_994_816n],
  ])('%s', (name, params, macs) => {
    expect(totals(name)).toMatchObject({ params, macs });
  });

  test('ECA-ResNet-50-D: the counter of the row does not see the 1-D convolutions, ours counts them', () => {
    const convolutions = 5n * (3n * 256n + 4n * 512n + 6n * 1024n) + 7n * 3n * 2048n;
    expect(convolutions).toBe(87_808n);
    expect(totals('eca-resnet-50-d')).toMatchObject({
      params: 25_576_350n,
      macs: 4_328_824_832n + convolutions,
    });
  });
});

/** Parameters as timm prints them beside its weights. */
test.each([
  ['se-resnet-18', 11_778_592n],
  ['se-resnet-34', 21_958_868n],
  ['se-resnet-101', 49_326_872n],
  ['se-resnet-152', 66_821_848n],
  ['se-resnext-101', 48_955_416n],
])('%s has the parameters of its published weights', (name, params) => {
  expect(totals(name).params).toBe(params);
});

test('ECA adds the taps of one filter to each copy', () => {
  expect(totals('eca-resnet-101-d').params).toBe(44_568_392n + 3n * 5n + 4n * 5n + 23n * 5n + 3n * 7n);
});

test('CBAM is squeeze-and-excitation and 7 × 7 filters over two maps with a norm', () => {
  expect(totals('cbam-resnet-50').params).toBe(28_088_024n + 16n * (2n * 49n + 2n));
  expect(totals('cbam-resnet-50').buffers).toBe(53_120n + 16n * 2n);
  expect(totals('cbam-resnet-101').params).toBe(49_326_872n + 33n * (2n * 49n + 2n));
});

test('one variable switches the attention of a whole network', () => {
  expect(totals('se-resnet-50', 'none').params).toBe(25_557_032n);
  expect(totals('se-resnet-50', 'cbam').params).toBe(totals('cbam-resnet-50').params);
});
