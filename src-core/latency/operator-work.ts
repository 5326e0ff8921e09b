import { elementCount } from '../language/tensor.ts';
import type { ProgramOperator } from '../lower/program.ts';

/** Multiply-accumulates of an operator that runs, the whole batch. */
export function macsOf({
  definition,
  values,
  inputs,
  outputs,
}: Pick<ProgramOperator, 'definition' | 'values' | 'inputs' | 'outputs'>): bigint {
  const shapes = [inputs, outputs].map((side) => side.map(({ shape }) => shape.map(BigInt)));
  return definition.macs(values, shapes[0]!, shapes[1]!) as bigint;
}

/** Bytes that an operator reads and writes by itself: inputs, weights and outputs once each, fp32. */
export const bytesOf = ({
  inputs,
  outputs,
  weights,
}: Pick<ProgramOperator, 'inputs' | 'outputs' | 'weights'>): number =>
  [...inputs, ...outputs, ...Object.values(weights)].reduce(
    (sum, { shape }) => sum + 4 * elementCount(shape),
    0,
  );
