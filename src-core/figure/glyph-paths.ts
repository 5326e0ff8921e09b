import type { Family } from '../language/definition.ts';

/** One 16 px drawing per family: stairs for blocks, a grid of taps for convolutions, and so on. */
export const glyphPaths: Readonly<Record<Family, string>> = {
  io: 'M2 8h7M6.5 5 9.5 8l-3 3M13 3v10',
  conv: 'M2.5 2.5h11v11h-11zM6.2 2.5v11M9.8 2.5v11M2.5 6.2h11M2.5 9.8h11',
  norm: 'M1.5 13c3.6 0 3.4-10 6.5-10s2.9 10 6.5 10',
  act: 'M2 12h5.5L14 4',
  pool: 'M2 4.5h12M4.5 8.5h7M6.5 12.5h3',
  tensor: 'M3 2.5h3.5v11H3zM9.5 2.5H13v4.2H9.5zM9.5 9.3H13v4.2H9.5z',
  math: 'M8 2.5v7M4.5 6h7M4.5 13h7',
  linear: 'M3 3h10L4.5 6.5 12 9.5 3 13h10',
  block: 'M2 2.5h5v3.2H2zM5.2 6.5h5v3.2h-5zM8.7 10.5h5v3.2h-5z',
};
