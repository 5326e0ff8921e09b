import type { GraphBuilder } from '../language/definition.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import type { Wire } from '../language/wire.ts';
import { epsilonField } from '../operators/epsilon.ts';
import { momentumField } from '../operators/momentum.ts';
import { batchNorm } from '../operators/normalization.ts';
import type { Activation } from './activate.ts';
import { activate } from './activate.ts';
import type { Norm } from './conv-unit.ts';
import { activationField, normField } from './conv-unit.ts';

interface NormAct {
  readonly norm: Norm;
  readonly activation: Activation;
  readonly epsilon?: number;
  readonly momentum?: number;
}

/** The norm that is left right behind a convolution: one that was folded went into it. */
export const behindConvolution = (norm: Norm): Norm => (norm === 'folded' ? 'none' : norm);

/**
 * Adds the norm and the activation that stand before a convolution, under `norm<suffix>` and `act<suffix>`. Where norms were
 * folded this one stands nevertheless, as there is no convolution before it to take it.
 */
export function normAct(
  graph: GraphBuilder,
  suffix: string,
  { norm, activation, epsilon = epsilonField.default, momentum = momentumField.default }: NormAct,
  x: Wire,
): Wire {
  const y =
    norm === 'none'
      ? x
      : graph.add(`norm${suffix}`, batchNorm, { frozen: norm === 'frozen', epsilon, momentum }, x);
  return activate(graph, `act${suffix}`, activation, y);
}

/** A norm and an activation on their own: what closes a network whose convolutions come after their norms. */
export const normActivation = defineBlock({
  id: 'norm-act',
  title: 'Norm + act',
  summary: 'A norm, then an activation, without a convolution; either may be left out.',
  reference: 'He et al., Identity Mappings in Deep Residual Networks, 2016, arXiv 1603.05027',
  family: 'norm',
  section: 'Building parts',
  fields: {
    norm: { ...normField, options: ['batch', 'frozen', 'none'] as const },
    activation: activationField,
    epsilon: epsilonField,
    momentum: momentumField,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: (unit, [x], graph) => [normAct(graph, '', unit, x!)],
  symbolicInputs: (_, free) => [[1n, free('C'), free('H'), free('W')]],
  examples: [
    {
      title: 'after the last block of a DenseNet',
      inputs: [[1, 12, 4, 4]],
      outputs: [[1, 12, 4, 4]],
      params: 24n,
      macs: 0n,
    },
    {
      title: 'frozen norm, SiLU',
      fields: { norm: 'frozen', activation: 'silu' },
      inputs: [[2, 6, 3, 5]],
      outputs: [[2, 6, 3, 5]],
      params: 0n,
      macs: 0n,
    },
  ],
});
