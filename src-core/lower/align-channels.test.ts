import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyze } from '../analysis/analyzer.ts';
import { catalogue } from '../catalogue.ts';
import type { NetworkItem } from '../networks/ready-network.ts';
import { network } from '../networks/ready-network.ts';
import { alignedLayout, cutLayout, joinedLayout, laidOut, plainLayout } from './channel-layout.ts';
import { conformance } from './conformance.fixture.ts';
import { foldNorms } from './fold-norms.ts';
import { toOnnxGraph } from './onnx-graph.ts';
import type { AlignedTo } from './onnx-options.ts';
import { alignments, plainExport } from './onnx-options.ts';
import { onnxruntime } from './onnxruntime.fixture.ts';
import { lower } from './program.ts';

/** Set by `npm run test:all`. */
const runsAll = process.env.BLOCKWRIGHT_TEST_ALL === '1';

const parts = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 6 });

test('what is joined and cut again lies as it did, and each part begins at a multiple', () => {
  fc.assert(
    fc.property(parts, fc.constantFrom(...alignments), (counts, align) => {
      const whole = alignedLayout(counts, align);
      const cut = cutLayout(whole, counts);
      expect(cut).toEqual(counts.map((count) => alignedLayout([count], align)));
      expect(joinedLayout(cut)).toEqual(whole);
      expect(whole.filter((channel) => channel !== null)).toEqual(
        plainLayout(counts.reduce((sum, count) => sum + count, 0)),
      );
      for (const part of cut) expect(part.length % align).toBe(0);
    }),
  );
});

test('a weight gets rows and columns of zeros', () => {
  const values = Float32Array.of(1, 2, 3, 4);
  expect([...laidOut(values, [0, null, 1], [null, 0, 1], 1)]).toEqual([0, 1, 2, 0, 0, 0, 0, 3, 4]);
});

const ends = (channels: number, items: readonly NetworkItem[]): readonly NetworkItem[] => [
  { id: 'input', definition: 'input', fields: { channels, height: 9, width: 7 } },
  ...items,
  { id: 'output', definition: 'output' },
];

/** Blocks whose channels are cut, joined, added and convolved one by one. */
const designs: Readonly<Record<string, readonly NetworkItem[]>> = {
  'hs-bottleneck': ends(240, [
    { id: 'one', definition: 'hs-bottleneck', fields: { planes: 60, w: 30, s: 5, first: false } },
    { id: 'two', definition: 'hs-bottleneck', fields: { planes: 60, w: 30, s: 5, first: false } },
  ]),
  'res2net-bottleneck': ends(256, [
    { id: 'one', definition: 'res2net-bottleneck', fields: { planes: 64, w: 26, first: false } },
  ]),
  'ghost-bottleneck': ends(40, [
    { id: 'one', definition: 'ghost-bottleneck', fields: { hidden: 90, outChannels: 40 } },
    { id: 'two', definition: 'ghost-bottleneck', fields: { hidden: 90, outChannels: 40 } },
  ]),
};

describe.each(Object.keys(designs))('%s with zeros among its channels', (name) => {
  const lowered = lower(analyze(network(name, [], designs[name]!), catalogue));
  if (!lowered.ok) throw new Error(JSON.stringify(lowered.issues));
  const { program } = foldNorms(lowered.value);
  const channelsOf = (alignChannels?: AlignedTo) =>
    toOnnxGraph(program, { ...plainExport, alignChannels })
      .weights.filter(({ shape }) => shape.length === 4)
      .map(({ shape }) => shape[0] as number);

  test.each(runsAll ? alignments : [16 as const])(
    'gives the same, to multiples of %d',
    async (alignChannels) => {
      const plain = channelsOf();
      const aligned = channelsOf(alignChannels);
      expect(aligned.some((count, at) => count !== plain[at])).toBe(true);
      for (const [at, count] of aligned.entries())
        if (count !== plain[at]) expect(count % alignChannels).toBe(0);
      const onnx = { ...plainExport, alignChannels };
      const found = await conformance(lowered.value, onnxruntime, 3, { exported: program, onnx });
      if (!found.ok) throw new Error(JSON.stringify(found.issues));
      for (const difference of Object.values(found.value)) expect(difference).toBeLessThan(1e-5);
    },
  );
});
