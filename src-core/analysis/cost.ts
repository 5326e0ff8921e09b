import { type Expr, mul } from '../algebra/expression.ts';

/** How compute is shown. Counts are kept in MACs, and every other convention is a conversion in this file. */
export const costUnits = ['macs', 'flops'] as const;
export type CostUnit = (typeof costUnits)[number];

export interface CostConvention {
  /** The unit behind a number. */
  readonly label: string;
  /** What is counted, as it stands beside a total. */
  readonly convention: string;
  /** How many of the unit one multiply-accumulate is. */
  readonly perMac: bigint;
}

const conventions: Readonly<Record<CostUnit, CostConvention>> = {
  macs: { label: 'MACs', convention: 'conv + linear', perMac: 1n },
  flops: { label: 'FLOPs', convention: '2 × MACs, conv + linear', perMac: 2n },
};

export const costConvention = (unit: CostUnit): CostConvention => conventions[unit];

/** Multiply-accumulates in another unit, exactly. */
export function costIn<Count extends Expr>(unit: CostUnit, macs: Count): Count | Expr {
  return unit === 'macs' ? macs : mul(conventions[unit].perMac, macs);
}
