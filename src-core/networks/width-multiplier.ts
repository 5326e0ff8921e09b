import type { DecimalVariable, FieldValue } from '../document/design.ts';
import { expression } from './ready-network.ts';

/** The variable of families whose members differ by how much wider or narrower they are. */
export const widthVariable = (value = 1, min = 0.1): DecimalVariable => ({
  name: 'width',
  kind: 'decimal',
  value,
  min,
  max: 8,
  step: 0.05,
});

/** Channels times the width, brought to a multiple of `divisor` as the reference codes do. */
export const widened = (channels: number, divisor = 8): FieldValue =>
  expression(`makeDivisible(${channels}*width, ${divisor})`);
