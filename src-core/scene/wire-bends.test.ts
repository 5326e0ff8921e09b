import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { WireEnd } from './route.ts';
import { corners } from './route.ts';
import { bendsOf } from './wire-bends.fixture.ts';
import type { Turning } from './wire-bends.ts';

const bottom = (x: number): WireEnd => ({ x, y: 70, side: 'bottom' });
const top = (x: number): WireEnd => ({ x, y: 208, side: 'top' });
const wire = (from: number, to: number): Turning => ({
  id: `${from}-${to}`,
  from: bottom(from),
  to: top(to),
  lane: null,
});

/** The stretches across the flow, by their height. */
function across(wires: readonly Turning[]): { y: number; low: number; high: number; from: number }[] {
  const found = bendsOf(wires);
  return wires.flatMap(({ id, from, to, lane }) => {
    const points = corners(from, to, lane, found.get(id) ?? null);
    const [, a, b] = points;
    if (points.length !== 4 || a === undefined || b === undefined) return [];
    return [{ y: a.y, low: Math.min(a.x, b.x), high: Math.max(a.x, b.x), from: from.x }];
  });
}

test('a wire that has its gap to itself turns in the middle', () => {
  expect(bendsOf([wire(0, 200)]).size).toBe(0);
});

test('ways of several tensors from one item to another beside it neither meet nor cross', () => {
  const ports = [0, 32, 64, 96];
  for (const aside of [400, -400]) {
    const wires = ports.map((x) => wire(x, x + aside));
    const levels = across(wires).map(({ y }) => y);
    expect(new Set(levels).size).toBe(4);
    // to the right the last port turns first, to the left the first
    expect(levels).toEqual([...levels].sort((a, b) => (aside > 0 ? b - a : a - b)));
  }
});

test('wires of one port share a level, as they carry one tensor', () => {
  const levels = across([wire(0, 400), wire(0, 800), wire(32, 432)]);
  expect(levels[0]?.y).toBe(levels[1]?.y);
  expect(levels[2]?.y).not.toBe(levels[0]?.y);
});

test('a shortcut comes back on a level of its own', () => {
  const shortcut: Turning = { id: 'skip', from: { x: 0, y: -400, side: 'bottom' }, to: top(-40), lane: 300 };
  const found = bendsOf([shortcut, wire(0, 40)]);
  expect(found.get('skip')).not.toBe(found.get('0-40'));
});

test('stretches of different ports on one height never overlap, and all lie inside their gap', () => {
  const port = fc.integer({ min: -20, max: 20 }).map((x) => x * 32);
  fc.assert(
    fc.property(fc.uniqueArray(fc.tuple(port, port), { maxLength: 12, selector: (t) => t[1] }), (pairs) => {
      const stretches = across(pairs.map(([from, to]) => wire(from, to)));
      stretches.forEach((a, index) => {
        expect(a.y).toBeGreaterThan(70);
        expect(a.y).toBeLessThan(208);
        for (const b of stretches.slice(index + 1)) {
          if (a.from === b.from || a.y !== b.y) continue;
          expect(a.high < b.low || b.high < a.low).toBe(true);
        }
      });
    }),
  );
});
