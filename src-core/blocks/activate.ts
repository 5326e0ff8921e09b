import type { GraphBuilder } from '../language/definition.ts';
import type { Wire } from '../language/wire.ts';
import {
  hardSigmoid,
  hardSwish,
  leakyRelu,
  relu,
  relu6,
  sigmoid,
  silu,
  tanh,
} from '../operators/activation.ts';
import { gelu } from '../operators/gelu.ts';

const byName = {
  relu,
  relu6,
  'leaky-relu': leakyRelu,
  silu,
  gelu,
  'hard-swish': hardSwish,
  sigmoid,
  'hard-sigmoid': hardSigmoid,
  tanh,
} as const;

/** What may follow a norm: an activation by the id of its operator, or none. */
export type Activation = keyof typeof byName | 'none';
export const activations = [...(Object.keys(byName) as (keyof typeof byName)[]), 'none'] as const;

/** Adds the activation of that name after `x`, or hands `x` on where it is none. */
export const activate = (graph: GraphBuilder, name: string, activation: Activation, x: Wire): Wire =>
  activation === 'none' ? x : graph.add(name, byName[activation], {}, x);
