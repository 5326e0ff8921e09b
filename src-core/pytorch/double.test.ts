import { describe, expect, it } from 'vitest';
import { networkOf } from '../catalogue.ts';
import type { Design, DesignNode } from '../document/design.ts';
import { gapOf, partedBy } from './parity.ts';
import { differences, doubleGap, python, skipped } from './pytorch-run.fixture.ts';

const all = process.env.BLOCKWRIGHT_TEST_ALL === '1';

function withImage(design: Design, size: number): Design {
  const resized = (node: DesignNode): DesignNode =>
    node.definition === 'input' ? { ...node, fields: { ...node.fields, height: size, width: size } } : node;
  return { ...design, nodes: design.nodes.map(resized) };
}

const some = ['resnet-18', 'ghostnet'];
const sensitive = ['efficientnet-v2-s', 'senet-154'];

describe.skipIf(python === undefined)(`double precision${skipped}`, () => {
  it.each(all ? [...some, ...sensitive] : some)(
    '%s is in PyTorch what its definitions compute, to the last digits that doubles have',
    async (name) => {
      const size = all ? 64 : 32;
      expect(await doubleGap(name, withImage(networkOf(name)!.design, size))).toBeLessThan(1e-11);
    },
    300_000,
  );

  it.skipIf(!all).each(sensitive)(
    '%s multiplies roundings, by which alone onnxruntime and PyTorch part in single precision',
    async (name) => {
      expect(await differences([[name, withImage(networkOf(name)!.design, 64)]])).toEqual([]);
    },
    300_000,
  );
});

it('programs part by rounding where both are about as far off, and by a difference where one is further', () => {
  expect(partedBy({ a: 1.2e-3, b: 2.5e-4 })).toBe('rounding');
  expect(partedBy({ a: 1.2e-3, b: 1e-6 })).toBe('difference');
  expect(partedBy({ a: Number.POSITIVE_INFINITY, b: 1e-6 })).toBe('difference');
  // Where nothing is left of the value, any program is as far off.
  expect(partedBy({ a: 0.67, b: 0.64 })).toBe('undecided');
  const of = (...data: number[]) => ({ shape: [data.length], data: Float64Array.from(data) });
  expect(gapOf(of(1, -4), of(1.5, -4))).toEqual({ maxAbs: 0.5, maxRel: 0.125 });
  expect(gapOf(of(1), of(Number.NaN)).maxRel).toBe(Number.POSITIVE_INFINITY);
  expect(gapOf(of(1), undefined).maxRel).toBe(Number.POSITIVE_INFINITY);
});
