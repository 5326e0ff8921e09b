import { describe, expect, test } from 'vitest';
import { analyze } from '../analysis/analyzer.ts';
import { catalogue, networkOf } from '../catalogue.ts';
import type { Variable } from '../document/design.ts';
import { hsResnet50Public, hsResnet152Public } from './hs-resnet.ts';
import type { ReadyNetwork } from './ready-network.ts';
import { res2net50v1b, res2net101, res2net101v1b, res2next50 } from './res2net.ts';
import * as resnet from './resnet.ts';

function counts({ design }: ReadyNetwork, values: Readonly<Record<string, number>> = {}) {
  const variables = design.variables.map((v) => ({ ...v, value: values[v.name] ?? v.value }) as Variable);
  const { issues, totals } = analyze({ ...design, variables }, catalogue);
  expect(issues).toEqual([]);
  return { params: totals!.params, macs: totals!.macs };
}

/** Measured by an independent counter over the PyTorch models; 224 x 224, batch 1. */
describe('members of the families count to the unit', () => {
  test.each<[ReadyNetwork, bigint, bigint]>([
    [resnet.resnet18, 11_689_512n, 1_814_073_344n],
    [resnet.resnet34, 21_797_672n, 3_663_761_408n],
    [resnet.resnet101, 44_549_160n, 7_801_405_440n],
    [resnet.resnet18d, 11_708_744n, 2_053_713_920n],
    [resnet.resnet34d, 21_816_904n, 3_903_401_984n],
    [resnet.resnet101d, 44_568_392n, 8_041_046_016n],
    [resnet.resnet152d, 60_212_040n, 11_753_267_200n],
    [resnet.resnet50s, 25_680_808n, 5_444_337_664n],
    [resnet.resnet50t, 25_573_728n, 4_297_213_952n],
    [resnet.resnext50, 25_028_904n, 4_230_479_872n],
    [res2net101, 45_206_688n, 8_066_974_464n],
    [res2net50v1b, 25_718_352n, 4_494_807_040n],
    [res2net101v1b, 45_225_920n, 8_306_615_040n],
    [res2next50, 24_671_464n, 4_172_677_120n],
  ])('$name', (network, params, macs) => {
    expect(counts(network)).toEqual({ params, macs });
  });

  test.each([
    [2, 19_417_768n, 3_048_734_720n],
    [4, 20_605_336n, 3_249_238_016n],
    [5, 20_584_990n, 3_240_704_666n],
    [8, 20_110_030n, 3_159_789_986n],
  ])('HS-ResNet-50 of the public code at s = %i', (s, params, macs) => {
    expect(counts(hsResnet50Public, { s })).toEqual({ params, macs });
  });

  test('HS-ResNet-152 of the public code', () => {
    expect(counts(hsResnet152Public)).toEqual({ params: 42_574_514n, macs: 7_962_116_914n });
  });

  /** Half of the maps by 3 × 3 filters, the others by a depthwise filter of each; a norm on both. The paper prints 158M. */
  test('Ghost-VGG-16, by its modules', () => {
    const widths = [64n, 64n, 128n, 128n, 256n, 256n, 256n, 512n, 512n, 512n, 512n, 512n, 512n];
    const sides = [32n, 32n, 16n, 16n, 8n, 8n, 8n, 4n, 4n, 4n, 2n, 2n, 2n];
    const filters = widths.map((out, index) => 9n * ((widths[index - 1] ?? 3n) + 1n) * (out / 2n));
    const sum = (values: readonly bigint[]) => values.reduce((total, value) => total + value, 0n);
    expect(counts(networkOf('ghost-vgg-16')!)).toEqual({
      params: sum(filters) + 2n * sum(widths) + 5130n,
      macs: sum(filters.map((count, index) => count * sides[index]! ** 2n)) + 5120n,
    });
  });
});
