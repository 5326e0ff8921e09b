/** Lines of equal work per time: they start at the origin and leave the frame at its top or at its right. */
export interface ThroughputLine {
  /** Work per time, in the units of the axes. */
  readonly rate: number;
  readonly x: number;
  readonly y: number;
  readonly leavesAt: 'top' | 'right';
}

const roundDigits = [1, 1.2, 1.5, 2, 2.5, 3, 3.5, 4, 5, 6, 8];
const most = 3;
/** Lines closer than this to one another tell nothing apart. */
const apart = 1.13;

/** Round numbers from `least` to `greatest`, thinned out to a few that are well apart. */
function roundRates(least: number, greatest: number): readonly number[] {
  const from = Math.floor(Math.log10(least));
  const to = Math.ceil(Math.log10(greatest));
  const all: number[] = [];
  for (let power = from; power <= to; power++) {
    for (const digit of roundDigits) {
      const rate = Number(`${digit}e${power}`);
      if (rate >= least && rate <= greatest && rate >= (all.at(-1) ?? 0) * apart) all.push(rate);
    }
  }
  const step = Math.ceil(all.length / most);
  return all.filter((_, index) => index % step === 0);
}

/**
 * At most three round rates around those of the points.
 * @param points work and time of each, in the units of the axes
 * @param frame the ends of the axes
 */
export function throughputLines(
  points: readonly { readonly x: number; readonly y: number }[],
  frame: { readonly x: number; readonly y: number },
): readonly ThroughputLine[] {
  const rates = points.filter(({ x, y }) => x > 0 && y > 0).map(({ x, y }) => x / y);
  if (rates.length === 0) return [];
  return roundRates(Math.min(...rates) * 0.85, Math.max(...rates) * 1.15).map((rate) =>
    frame.x / rate <= frame.y
      ? { rate, x: frame.x, y: frame.x / rate, leavesAt: 'right' }
      : { rate, x: rate * frame.y, y: frame.y, leavesAt: 'top' },
  );
}
