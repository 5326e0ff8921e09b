import type { Expr } from '../algebra/expression.ts';
import { mul } from '../algebra/expression.ts';

/** Units a cost can be shown in. Everything is stored in MACs; this file is the only place that converts. */
export const costUnits = ['macs', 'flops'] as const;
export type CostUnit = (typeof costUnits)[number];

/** A cost with the unit it wears and what is counted, so that it can be held against the number of another tool. */
export interface Cost {
  readonly value: Expr | null;
  readonly unit: string;
  readonly convention: string;
}

const units: Record<CostUnit, { name: string; perMac: bigint; convention: string }> = {
  macs: { name: 'MACs', perMac: 1n, convention: 'conv + linear' },
  flops: { name: 'FLOPs', perMac: 2n, convention: 'conv + linear, 2 FLOPs per MAC' },
};

/** Multiply-accumulates of convolutions and linear layers, or twice as many floating-point operations; null is unknown. */
export function costOf(macs: Expr | null, unit: CostUnit): Cost {
  const { name, perMac, convention } = units[unit];
  return { value: macs === null ? null : mul(perMac, macs), unit: name, convention };
}
