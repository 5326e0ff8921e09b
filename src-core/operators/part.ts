import type { Expr } from '../algebra/expression.ts';
import { defineOperator, onePort } from '../language/definition.ts';
import type { Shape } from '../language/shape.ts';
import type { Tensor } from '../language/tensor.ts';

/** Hands its tensor on unchanged: a place in a drawing, which adds nothing to the program. */
const passing = {
  family: 'io',
  operation: 'none',
  fields: {},
  inputs: onePort('in'),
  outputs: onePort('out'),
  shape: (_: unknown, [x]: readonly Shape[]) => [x as Shape],
  macs: () => 0n,
  passesThrough: () => true,
  evaluate: (_: unknown, [x]: readonly Tensor[]) => [x as Tensor],
  onnx: () => [],
  symbolicInputs: (_: unknown, free: (name: string) => Expr) => [[1n, free('C'), free('H'), free('W')]],
  examples: [{ title: 'any map', inputs: [[1, 20, 4, 4]], outputs: [[1, 20, 4, 4]], params: 0n, macs: 0n }],
} as const;

export const partInput = defineOperator({
  ...passing,
  id: 'part-input',
  title: 'Part input',
  summary: 'Brings a tensor into a sequence or repeat, which has one input port for each.',
  part: 'input',
});

export const partOutput = defineOperator({
  ...passing,
  id: 'part-output',
  title: 'Part output',
  summary: 'Hands a tensor out of a sequence or repeat, which has one output port for each.',
  part: 'output',
});
