import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rounds } from '../../rounds.fixture.ts';
import type { Layer } from '../small-networks.fixture.ts';
import { channels, designOf, fieldsOf, kept, reachedRows } from '../small-networks.fixture.ts';
import type { Extent } from './sets.ts';

/** Layers that move or drop rows, or keep every so many: the fields through them are exact too. */
const moving: fc.Arbitrary<Layer> = fc.oneof(
  fc
    .record({ top: fc.nat(3), bottom: fc.nat(3), left: fc.nat(2), right: fc.nat(2) })
    .map((fields): Layer => ({ definition: 'pad', fields })),
  fc
    .record({ axis: fc.constantFrom('rows', 'columns'), start: fc.nat(3) })
    .map((fields): Layer => ({ definition: 'slice', fields: { ...fields, rest: true } })),
  fc.record({ kernel: fc.integer({ min: 1, max: 4 }), dilation: fc.constantFrom(1, 2), pad: fc.nat(1) }).map(
    (fields): Layer => ({
      definition: 'transposed-conv2d',
      fields: { ...fields, outChannels: channels, stride: 1 },
    }),
  ),
);
const shrinking = fc
  .record({
    mode: fc.constantFrom('nearest', 'bilinear', 'bilinear-corners'),
    times: fc.constantFrom(2, 3),
    rows: fc.integer({ min: 14, max: 16 }),
  })
  .map(({ mode, times, rows }) => ({
    size: mode === 'bilinear-corners' ? (rows - 1) * times + 1 : rows * times,
    layer: { definition: 'resize', fields: { mode, to: 'size', rows, columns: rows } } as Layer,
  }));

test('through layers that move, drop or thin rows, a pixel reaches what the field says', () => {
  const layers = fc.oneof(
    fc.record({ size: fc.constant(28), parts: fc.array(fc.oneof(moving, kept), { maxLength: 2 }) }),
    fc
      .tuple(shrinking, fc.array(fc.oneof(moving, kept), { maxLength: 1 }))
      .map(([{ size, layer }, rest]) => ({ size, parts: [layer, ...rest] })),
  );
  fc.assert(
    fc.property(layers, ({ size, parts }) => {
      const design = designOf(parts, size);
      const [field] = fieldsOf(design).of(design.nodes.at(-1)!.id)!;
      expect(field!.isBound).toBe(false);
      expect(field!.rows.count).toBe(1);
      const [{ size: span, jump, start }] = field!.rows.extents as [Extent];
      // Padding hides a part of what is read near the edges, but somewhere all of it is seen.
      let widest = 0;
      reachedRows(design, size).forEach((rows, position) => {
        if (rows.size === 0) return;
        const [first, last] = [Math.min(...rows), Math.max(...rows)];
        expect(first).toBeGreaterThanOrEqual(start + jump * position);
        expect(last).toBeLessThan(start + jump * position + span);
        widest = Math.max(widest, last - first + 1);
      });
      expect(widest).toBe(span);
    }),
    { numRuns: rounds(60) },
  );
});
