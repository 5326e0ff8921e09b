import { describe, expect, test } from 'vitest';
import { analyze } from '../analysis/analyzer.ts';
import { conventionOf, designCost } from '../analysis/conventions/conventions.ts';
import { catalogue, networkOf } from '../catalogue.ts';

const counted = (name: string) => {
  const analysis = analyze(networkOf(name)!.design, catalogue);
  expect(analysis.issues).toEqual([]);
  return analysis;
};

/**
 * At 224 × 224, batch 1. Parameters as the weights of torchvision and timm state them; MACs of convolutions, linear layers
 * called as modules and as functions, and products of attention, each measured over the public code.
 */
describe('transformers count to the unit', () => {
  test.each([
    ['vit-s-16', 22_050_664n, null],
    ['vit-b-16', 86_567_656n, 17_563_828_224n],
    ['vit-b-32', 88_224_232n, null],
    ['vit-l-16', 304_326_632n, 154_140_672n + 39_662_362_624n + 19_830_669_312n + 1_907_539_968n],
    ['vit-l-32', 306_535_400n, null],
    ['vit-h-14', 632_045_800n, 192_675_840n + 161_691_699_200n + 5_410_734_080n],
    ['deit-tiny', 5_717_416n, 28_901_376n + 1_045_949_952n + 178_831_872n],
    ['deit-small', 22_050_664n, null],
    ['deit-base', 86_567_656n, 17_563_828_224n],
    ['deit-tiny-distilled', 5_910_800n, 28_901_376n + 1_051_450_368n + 180_652_032n],
    ['deit-small-distilled', 22_436_432n, 57_802_752n + 4_205_033_472n + 361_304_064n],
    ['deit-base-distilled', 87_338_192n, 115_605_504n + 16_818_597_888n + 722_608_128n],
    ['swin-t', 28_288_354n, 4_490_566_656n],
    ['swin-s', 49_606_258n, null],
    ['swin-b', 87_768_224n, 19_267_584n + 10_174_308_352n + 4_932_501_504n + 304_869_376n],
  ] as const)('%s', (name, params, macs) => {
    const { totals } = counted(name);
    expect(totals!.params).toBe(params);
    expect(totals!.buffers).toBe(0n);
    if (macs !== null) expect(totals!.macs).toBe(macs);
  });

  test('a position table follows the image, and so do windows that do not fit', () => {
    const at = (name: string, height: number, width: number) => {
      const { design } = networkOf(name)!;
      const nodes = design.nodes.map((node) =>
        node.definition === 'input' ? { ...node, fields: { height, width, batch: 2 } } : node,
      );
      return analyze({ ...design, nodes }, catalogue);
    };
    // torchvision's weights for 384 × 384 have 577 positions.
    expect(at('vit-b-16', 384, 384).totals!.params).toBe(86_567_656n + (577n - 197n) * 768n);
    const odd = at('swin-t', 250, 198);
    expect(odd.totals!.params).toBe(28_288_354n);
    expect(['stage1', 'stage2', 'stage3', 'stage4'].map((id) => odd.items.get(id)!.outputs[0])).toEqual([
      [2n, 96n, 62n, 49n],
      [2n, 192n, 31n, 25n],
      [2n, 384n, 16n, 13n],
      [2n, 768n, 8n, 7n],
    ]);
  });
});

/** A module of torch that one tool takes for itself: the others see what it calls. */
test('ptflops stops at the attention of a ViT that torchvision writes, and counts that of timm', () => {
  const ptflops = conventionOf('ptflops-pytorch');
  expect(designCost(counted('vit-b-16'), ptflops)).toBeNull();
  expect(designCost(counted('deit-base'), ptflops)).not.toBeNull();
});
