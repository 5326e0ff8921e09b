import { pad } from '../../operators/pad.ts';
import { avgPool } from '../../operators/pooling.ts';
import type { Pattern } from './look.ts';
import { inputsOf } from './look.ts';

const sides = ['top', 'bottom', 'left', 'right'];

/** A frame of zeros, and an average over windows that reach as far: a pool that counts its padding. */
export const paddedPool: Pattern = (made, draft) => {
  const [framed] = inputsOf(made, avgPool) ?? [];
  const [x] = (framed && inputsOf(framed, pad)) ?? [];
  if (framed === undefined || x === undefined) return null;
  const frame = framed.item.given as Readonly<Record<string, unknown>>;
  const pool = made.item.given as Readonly<Record<string, unknown>>;
  const width = frame.top;
  if (typeof width !== 'number' || sides.some((side) => frame[side] !== width)) return null;
  const isFrameAlone = Object.entries(frame).every(([name, value]) => sides.includes(name) || value === 0);
  const isPlain = pool.padding === 'none' && pool.ceil !== true && pool.countPadding !== false;
  const isSquare = (pool.kernelWidth ?? pool.kernel) === pool.kernel && pool.kernel === 2 * width + 1;
  if (!isFrameAlone || !isPlain || !isSquare) return null;
  const given = { ...made.item.given, padding: 'half' };
  return draft.add(avgPool, given, [x], { name: made.item.name })?.[0] ?? null;
};
