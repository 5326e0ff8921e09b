import type { Expr } from '../algebra/expression.ts';
import { mul } from '../algebra/expression.ts';
import type { GraphBuilder } from '../language/definition.ts';
import { structural } from '../language/field.ts';
import { sizeOf } from '../language/shape.ts';
import type { Wire } from '../language/wire.ts';
import { linear } from '../operators/linear.ts';
import type { Activation } from './activate.ts';
import { activate } from './activate.ts';
import { globalResponseNorm } from './global-response-norm.ts';

export const ratioField = structural({
  label: 'Expansion',
  help: 'How many times as wide the activation is as the block.',
  min: 1,
  max: 64,
  default: 4,
});

interface Perceptron {
  readonly ratio: number;
  readonly activation?: Activation;
  /** Whether a global response norm follows the activation. */
  readonly responseNorm?: boolean;
}

/** Widens the channels along the last axis by `ratio`, activates, and narrows them again: two linear layers at each position. */
export function perceptron(
  graph: GraphBuilder,
  x: Wire,
  { ratio, activation = 'gelu', responseNorm = false }: Perceptron,
): Wire {
  const channels: Expr = sizeOf(x.shape, x.shape.length - 1);
  const wide = { outFeatures: mul(channels, BigInt(ratio)), lastAxis: true };
  let active = activate(graph, 'act', activation, graph.add('expand', linear, wide, x));
  if (responseNorm) active = graph.add('response', globalResponseNorm, { axis: 'last' }, active);
  return graph.add('project', linear, { outFeatures: channels, lastAxis: true }, active);
}
