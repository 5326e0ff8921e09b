import fc from 'fast-check';
import { expect, test } from 'vitest';
import { traceText } from './trace-events.ts';

interface Event {
  readonly name: string;
  readonly ph: string;
  readonly tid: number;
  readonly ts: number;
  readonly dur: number;
  readonly args: { readonly path?: string; readonly kernels?: number };
}
const eventsOf = (text: string): readonly Event[] =>
  (JSON.parse(text) as { traceEvents: readonly Event[] }).traceEvents.filter(({ ph }) => ph === 'X');

const kernel = (path: string | null, startMs: number, ms: number) => ({
  node: `${path}_nchwc`,
  op: 'Conv',
  path,
  startMs,
  ms,
});

test('items stand around those inside them for as long as their kernels follow one another', () => {
  const text = traceText('A "title"', [
    kernel('stage/block1/conv', 0, 0.01),
    kernel('stage/block2/conv', 0.012, 0.02),
    kernel(null, 0.04, 0.001),
    kernel('stage/block2/act', 0.05, 0.005),
  ]);
  const items = eventsOf(text).filter(({ tid }) => tid === 1);
  expect(items.map(({ args, ts, dur }) => [args.path, ts, dur, args.kernels])).toEqual([
    ['stage', 0, 32, 2],
    ['stage/block1', 0, 10, 1],
    ['stage/block1/conv', 0, 10, 1],
    ['stage/block2', 12, 20, 1],
    ['stage/block2/conv', 12, 20, 1],
    ['stage', 50, 5, 1],
    ['stage/block2', 50, 5, 1],
    ['stage/block2/act', 50, 5, 1],
  ]);
  expect(eventsOf(text).filter(({ tid }) => tid === 2).length).toBe(4);
});

test('whatever the kernels, no item ends after the one around it, and every kernel is in the trace', () => {
  const paths = fc.constantFrom('a/x', 'a/y', 'a/b/x', 'b', 'b/x', null);
  const kernels = fc.array(fc.tuple(paths, fc.nat(50), fc.nat(50)), { maxLength: 60 });
  fc.assert(
    fc.property(kernels, (some) => {
      let now = 0;
      const run = some.map(([path, wait, lasts]) => {
        const one = kernel(path, (now + wait) / 1000, lasts / 1000);
        now += wait + lasts;
        return one;
      });
      const events = eventsOf(traceText('t', run));
      expect(events.filter(({ tid }) => tid === 2).length).toBe(run.length);
      const items = events.filter(({ tid }) => tid === 1);
      for (const [index, inner] of items.entries()) {
        const parent = inner.args.path!.split('/').slice(0, -1).join('/');
        if (parent === '') continue;
        const outer = items.slice(0, index).findLast(({ args }) => args.path === parent)!;
        expect(outer.ts).toBeLessThanOrEqual(inner.ts);
        expect(outer.ts + outer.dur).toBeGreaterThanOrEqual(inner.ts + inner.dur);
      }
    }),
  );
});
