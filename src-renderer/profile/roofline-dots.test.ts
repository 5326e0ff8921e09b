import { expect, test } from 'vitest';
import { leastIntensity, rooflineDots } from './roofline-dots.ts';

const row = (path: string, ms: number, macs: number, bytes: number | null) => ({
  ...{ path, ms, macs, bytes },
  ...{ share: 0, kernels: 1, shared: false },
});

test('a dot stands at MACs for each byte and MACs per second; what only moves, at the left edge by its rate', () => {
  const report = {
    nodes: [
      row('concat', 1, 0, 4e6),
      row('conv', 3, 6e6, 2e6),
      row('unknown', 1, 5, null),
      row('none', 0, 5, 5),
    ],
  };
  const dots = rooflineDots({ report: report as never, expansions: new Map() });
  expect(dots.map(({ path }) => path)).toEqual(['conv', 'concat']);
  expect(dots[0]).toMatchObject({ intensity: 3, rate: 2e9, share: 0.75, movesOnly: false });
  // 4 MB in 1 ms are 4 GB/s: at any intensity as far below the roof as 4 GB/s are below a copy.
  expect(dots[1]).toMatchObject({ intensity: leastIntensity, rate: 4e9 * leastIntensity, movesOnly: true });
});
