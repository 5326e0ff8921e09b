import type { Channels } from './channels.ts';

/** How many channels of a tensor say what another one says already. */
export interface Redundancy {
  /**
   * Channels that are alike another one, over those that are not constant: the magnitude of Pearson's correlation of their values
   * over the positions of the map is at least `within`. Null where fewer than two channels vary.
   */
  readonly share: number | null;
  readonly alike: number;
  /** Channels of one value everywhere: such as what a ReLU never lets through. They have no correlation. */
  readonly constant: number;
  readonly within: number;
  /** Positions at which the channels were held against each other. */
  readonly positions: number;
}

/** From this correlation on two channels count as alike, where nobody asks for another. */
export const usuallyAlike = 0.9;

/** With fewer positions, channels that have nothing to do with each other correlate by chance. */
const leastPositions = 16;
/** More positions make the figure no other and take long: these are taken evenly over the map. */
const mostPositions = 1024;

/** Values of a channel less their mean, scaled to length one; null where they are all alike. */
function unitOf(values: Float32Array, positions: readonly number[]): Float32Array | null {
  const taken = Float32Array.from(positions, (at) => values[at] as number);
  const mean = taken.reduce((sum, value) => sum + value, 0) / taken.length;
  let squares = 0;
  let size = 0;
  for (let i = 0; i < taken.length; i++) {
    size = Math.max(size, Math.abs(taken[i] as number));
    const centred = (taken[i] as number) - mean;
    taken[i] = centred;
    squares += centred * centred;
  }
  const length = Math.sqrt(squares);
  // What rounding leaves of a constant is no variation.
  if (!(length > 1e-6 * size * Math.sqrt(taken.length))) return null;
  for (let i = 0; i < taken.length; i++) taken[i] = (taken[i] as number) / length;
  return taken;
}

function product(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < one.length; i++) sum += (one[i] as number) * (other[i] as number);
  return sum;
}

/**
 * How redundant channels are, by the argument of GhostNet (arXiv:1911.11907, section 3.1): many feature maps are alike another,
 * so that a cheap operation could make them of it. Null for maps of fewer than 16 positions.
 */
export function redundancyOf(channels: Channels, within: number = usuallyAlike): Redundancy | null {
  const size = channels.rows * channels.columns;
  if (size < leastPositions) return null;
  const count = Math.min(size, mostPositions);
  const positions = Array.from({ length: count }, (_, index) => Math.floor((index * size) / count));
  const units: Float32Array[] = [];
  for (let channel = 0; channel < channels.count; channel++) {
    const unit = unitOf(channels.of(channel), positions);
    if (unit !== null) units.push(unit);
  }
  const alike = new Set<number>();
  for (let one = 0; one < units.length; one++) {
    for (let other = one + 1; other < units.length; other++) {
      if (alike.has(one) && alike.has(other)) continue;
      const correlation = product(units[one] as Float32Array, units[other] as Float32Array);
      if (Math.abs(correlation) >= within) alike.add(one).add(other);
    }
  }
  return {
    share: units.length < 2 ? null : alike.size / units.length,
    alike: alike.size,
    constant: channels.count - units.length,
    within,
    positions: count,
  };
}
