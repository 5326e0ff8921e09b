import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hsBlock } from '../blocks/hs-block.ts';
import { catalogue, networkOf } from '../catalogue.ts';
import type { Definition } from '../language/definition.ts';
import { countAt } from './function-of.ts';
import { solve } from './solve.ts';
import { axisOf, definitionSpace, designSpace } from './space.ts';

const hs = designSpace(networkOf('hs-resnet-50')!.design, catalogue);
const block = definitionSpace(hsBlock as Definition, { norm: 'none' });

function solved(...given: Parameters<typeof solve>) {
  const rows = solve(...given);
  if (!rows.ok) throw new Error(JSON.stringify(rows.issues));
  return rows.value;
}

describe('holding a count', () => {
  test('the widths at which HS-ResNet-50 has as many parameters as ResNet-50, for each s', () => {
    const target = 25_557_032n;
    const each = { name: 's', values: [2n, 3n, 4n, 5n, 6n, 7n, 8n] };
    const rows = solved(hs, { of: 'params', target }, 'w', each);
    expect(rows.map(({ solutions }) => solutions.map(({ value }) => value))).toEqual([
      [48n],
      [30n],
      [22n],
      [18n],
      [15n],
      [13n],
      [12n],
    ]);
    for (const { each: s, solutions } of rows) {
      const [best] = solutions;
      for (const step of [-1n, 1n]) {
        const beside =
          countAt(
            hs,
            'params',
            new Map([
              ['s', s!],
              ['w', best!.value + step],
            ]),
          )! - target;
        expect(beside < 0n ? -beside : beside).toBeGreaterThanOrEqual(
          Number(best!.error < 0n ? -best!.error : best!.error),
        );
      }
    }
  });

  test('an exact hit has no error', () => {
    const [row] = solved(block, { of: 'params', target: 37_998n }, 'w', { name: 's', values: [4n] });
    expect(row).toEqual({ each: 4n, solutions: [{ value: 26n, count: 37_998n, error: 0n }] });
  });

  test('an axis that changes the graph is solved by a design at each value', () => {
    const [row] = solved(hs, { of: 'params', target: 28_611_497n }, 's');
    expect(row!.solutions).toEqual([{ value: 5n, count: 28_611_497n, error: 0n }]);
  });

  test('the nearest of all integers, on random targets', () => {
    const counts = Array.from(
      { length: 200 },
      (_, w) => countAt(block, 'params', new Map([['w', BigInt(w + 1)]]))!,
    );
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: counts.at(-1)! }), (target) => {
        const [row] = solved(block, { of: 'params', target }, 'w');
        const distance = (count: bigint) => (count < target ? target - count : count - target);
        const best = counts.reduce(
          (least, count) => (distance(count) < least ? distance(count) : least),
          distance(counts[0]!),
        );
        const values = counts.flatMap((count, index) =>
          distance(count) === best ? [BigInt(index + 1)] : [],
        );
        expect(row!.solutions.map(({ value }) => value)).toEqual(values);
      }),
      { numRuns: 6 },
    );
  });
});

describe('what cannot be solved is one problem', () => {
  const codeOf = (result: ReturnType<typeof solve>) =>
    result.ok ? null : result.issues.map(({ code }) => code);
  const hold = { of: 'params', target: 1n } as const;
  test('names, values', () => {
    expect(codeOf(solve(hs, hold, 'q'))).toEqual(['space/unknown']);
    expect(codeOf(solve(hs, hold, 'w', { name: 's', values: [0n] }))).toEqual(['space/out-of-range']);
    expect(codeOf(solve(hs, hold, 'stem'))).toEqual(['space/unknown']);
  });
  test('MACs of a block want the size of its input', () => {
    expect(axisOf(block, 'w').ok).toBe(true);
    expect(block.count('macs', new Map())).toMatchObject({
      ok: false,
      issues: [{ code: 'formula/needs-number' }],
    });
    const sized = definitionSpace(
      hsBlock as Definition,
      { norm: 'none' },
      new Map([
        ['H', 8n],
        ['W', 8n],
      ]),
    );
    expect(
      countAt(
        sized,
        'macs',
        new Map([
          ['s', 4n],
          ['w', 16n],
        ]),
      ),
    ).toBe(14_544n * 64n);
  });
});
