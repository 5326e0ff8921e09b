import { describe, expect, test } from 'vitest';
import { hsBlock } from '../blocks/hs-block.ts';
import { res2netBlock } from '../blocks/res2net-block.ts';
import type { Definition } from '../language/definition.ts';
import { conv2d } from '../operators/convolution.ts';
import type { Side } from './crossover.ts';
import { crossover } from './crossover.ts';
import { sensitivity } from './sensitivity.ts';
import { axisOf, definitionSpace } from './space.ts';

const bare = { norm: 'none' } as const;
const hs = definitionSpace(hsBlock as Definition, bare);
const res2net = definitionSpace(res2netBlock as Definition, bare);

const split = (space: typeof hs, s: bigint, scale = 1n): Side => ({
  space,
  axis: 'w',
  scale,
  fixed: new Map([['s', s]]),
});

function signs(...given: Parameters<typeof crossover>) {
  const result = crossover(...given);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.value;
}

const range = { min: 1n, max: 4096n };

describe('crossovers', () => {
  test('at equal w and s an HS-Block is never cheaper than a Res2Net module', () => {
    for (const s of [3n, 4n, 5n, 8n]) {
      const { runs } = signs('params', split(hs, s), split(res2net, s), range);
      expect(
        runs.every(({ sign }) => sign >= 0),
        String(s),
      ).toBe(true);
    }
    expect(signs('params', split(hs, 2n), split(res2net, 2n), range)).toEqual({
      runs: [{ from: 1n, to: 4096n, sign: 0 }],
      proof: 'always-equal',
    });
  });

  test('at equal s*w and different s there are some: which block is cheaper turns on s', () => {
    const widths = { min: 1n, max: 64n };
    const eight = split(hs, 8n, 4n);
    const four = split(hs, 4n, 8n);
    expect(signs('params', eight, four, widths).runs).toEqual([{ from: 1n, to: 64n, sign: -1 }]);
  });

  test('over an axis that changes the graph, design by design', () => {
    const over = (space: typeof hs, w: bigint): Side => ({
      space,
      axis: 's',
      scale: 1n,
      fixed: new Map([['w', w]]),
    });
    const { runs, proof } = signs('params', over(hs, 16n), over(res2net, 26n), { min: 2n, max: 12n });
    expect(proof).toBe('every-integer');
    expect(runs.map(({ sign }) => sign)).toEqual([-1, 1]);
  });

  test('a linear count against a quadratic one is solved: 9·64·x and 9·x² meet at 64', () => {
    const conv = definitionSpace(conv2d as Definition, {}, new Map([['C_in', 64n]]));
    const linear: Side = { space: conv, axis: 'outChannels', scale: 1n, fixed: new Map() };
    expect(signs('params', linear, split(res2net, 2n), range)).toEqual({
      runs: [
        { from: 1n, to: 63n, sign: 1 },
        { from: 64n, to: 64n, sign: 0 },
        { from: 65n, to: 4096n, sign: -1 },
      ],
      proof: 'roots',
    });
  });
});

describe('sensitivity', () => {
  test('of an HS-Block to its width: quadratic, so one percent more costs two', () => {
    const four = definitionSpace(hsBlock as Definition, { ...bare, s: 4, w: 16n });
    const axis = axisOf(four, 'w');
    if (!axis.ok) throw new Error('no w');
    const { elasticity, slopeNow, steps, formula } = sensitivity(four, 'params', axis.value);
    expect(formula?.condition).toEqual([{ modulus: 4n, symbol: 'w' }]);
    expect(elasticity).toEqual({ numerator: 2n, denominator: 1n });
    // 2 · 101/16 · 9 · 16
    expect(slopeNow).toEqual({ numerator: 1818n, denominator: 1n });
    expect(steps[1]).toBe(14_544n);
  });

  test('of the number of groups: no formula keeps it, so the neighbours are counted', () => {
    const space = definitionSpace(hsBlock as Definition, { ...bare, s: 4, w: 16n });
    const axis = axisOf(space, 's');
    if (!axis.ok) throw new Error('no s');
    const { formula, slope, elasticity, steps } = sensitivity(space, 'params', axis.value);
    expect([formula, slope, elasticity]).toEqual([null, null, null]);
    expect(steps[2]).toBe(22_644n);
  });
});
