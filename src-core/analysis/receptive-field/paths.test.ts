import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rounds } from '../../rounds.fixture.ts';
import type { Layer, Part } from '../small-networks.fixture.ts';
import { channels, designOf, fieldsOf, kept, reachedRows } from '../small-networks.fixture.ts';
import type { Extent } from './sets.ts';

/** All paths through the parts, each the list of its windows. */
function pathsOf(parts: readonly Part[]): NonNullable<Layer['window']>[][] {
  return parts.reduce<NonNullable<Layer['window']>[][]>(
    (paths, part) => {
      const tails =
        'definition' in part ? [part.window ? [part.window] : []] : part.branches.flatMap(pathsOf);
      return paths.flatMap((path) => tails.map((tail) => [...path, ...tail]));
    },
    [[]],
  );
}

/** Rows of the input that the value at `position` reads by one path: each window is opened tap by tap. */
function rowsRead(path: NonNullable<Layer['window']>[], position: number): number[] {
  return path.reduceRight(
    (rows, { kernel, stride, before, dilation }) => [
      ...new Set(
        rows.flatMap((row) =>
          Array.from({ length: kernel }, (_, tap) => row * stride - before + tap * dilation),
        ),
      ),
    ],
    [position],
  );
}

function bruteForce(parts: readonly Part[]): Extent[] {
  const fields = pathsOf(parts).map((path) => {
    const [first, second] = [rowsRead(path, 0), rowsRead(path, 1)];
    const start = Math.min(...first);
    return { size: Math.max(...first) - start + 1, jump: Math.min(...second) - start, start };
  });
  const unique = new Map(fields.map((field) => [JSON.stringify(field), field]));
  return [...unique.values()].sort((a, b) => a.size - b.size || a.start - b.start || a.jump - b.jump);
}

/** Two layers that halve the same map alike but read it differently, as the two sides of a residual block do. */
const halving = fc.constantFrom<Layer>(
  {
    definition: 'conv2d',
    fields: { outChannels: channels, kernel: 3, stride: 2 },
    window: { kernel: 3, dilation: 1, stride: 2, before: 1 },
  },
  {
    definition: 'conv2d',
    fields: { outChannels: channels, kernel: 1, stride: 2 },
    window: { kernel: 1, dilation: 1, stride: 2, before: 0 },
  },
  {
    definition: 'avg-pool',
    fields: { kernel: 2, stride: 2, padding: 'none', ceil: true },
    window: { kernel: 2, dilation: 1, stride: 2, before: 0 },
  },
);
const merge = fc.constantFrom('add' as const, 'concat' as const);
const branched = fc.oneof(
  fc.record({
    merge,
    branches: fc.tuple(fc.array(kept, { maxLength: 3 }), fc.array(kept, { maxLength: 2 })),
  }),
  fc.record({
    merge,
    branches: fc.tuple(
      fc.tuple(halving, kept).map((parts): Part[] => parts),
      halving.map((part): Part[] => [part]),
    ),
  }),
);
const network = fc.array(fc.oneof(kept, halving, branched), { minLength: 1, maxLength: 5 });

describe('small random networks', () => {
  test('the fields are those of all paths, opened tap by tap', () => {
    fc.assert(
      fc.property(network, (parts) => {
        const design = designOf(parts, 48);
        const [field] = fieldsOf(design).of(design.nodes.at(-1)!.id)!;
        expect(field!.rows.extents).toEqual(bruteForce(parts));
        expect(field!.columns.extents).toEqual(field!.rows.extents);
        expect(field!.isBound).toBe(false);
        const { extents, extremes, count } = field!.rows;
        expect(count).toBe(extents.length);
        expect(extremes).toEqual({ min: extents[0], max: extents.at(-1) });
      }),
      { numRuns: rounds(200) },
    );
  });

  test('a pixel reaches what the fields say it reaches, and nothing else', () => {
    const size = 24;
    fc.assert(
      fc.property(network, (parts) => {
        const design = designOf(parts, size);
        const extents = fieldsOf(design).of(design.nodes.at(-1)!.id)![0]!.rows.extents;
        const reached = reachedRows(design, size);
        reached.forEach((rows, position) => {
          const spans = extents.map(({ size: span, jump, start }) => {
            const first = start + jump * position;
            return [first, first + span - 1] as const;
          });
          for (const row of rows)
            expect(spans.some(([first, last]) => row >= first && row <= last)).toBe(true);
          for (const [first, last] of spans) {
            // Padding hides what a field reads beyond the edge, so its ends are seen only inside.
            if (first >= 0 && last < size) expect([rows.has(first), rows.has(last)]).toEqual([true, true]);
          }
        });
      }),
      { numRuns: rounds(60) },
    );
  });
});
