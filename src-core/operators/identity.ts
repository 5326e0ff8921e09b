import type { Expr } from '../algebra/expression.ts';
import { onePort } from '../language/definition.ts';
import type { Shape } from '../language/shape.ts';
import type { Tensor } from '../language/tensor.ts';
import { py, torchExpression } from '../language/torch.ts';

/** What operators share that hand their tensor on unchanged and are left out of the program. */
export const identity = {
  inputs: onePort('in'),
  outputs: onePort('out'),
  shape: (_: unknown, [x]: readonly Shape[]) => [x as Shape],
  macs: () => 0n,
  passesThrough: () => true,
  evaluate: (_: unknown, [x]: readonly Tensor[]) => [x as Tensor],
  onnx: () => [],
  torch: () => torchExpression(py.input()),
  symbolicInputs: (_: unknown, free: (name: string) => Expr) => [[1n, free('C'), free('H'), free('W')]],
} as const;
