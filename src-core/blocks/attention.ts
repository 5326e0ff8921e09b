import type { Expr } from '../algebra/expression.ts';
import { ceilDiv } from '../algebra/rounding.ts';
import { channelsOf } from '../language/checks.ts';
import type { GraphBuilder } from '../language/definition.ts';
import { choice } from '../language/field.ts';
import type { Wire } from '../language/wire.ts';
import { cbam } from './cbam.ts';
import type { norms } from './conv-unit.ts';
import { eca, ecaKernel } from './eca.ts';
import { squeezeExcitation } from './squeeze-excitation.ts';

export const attentions = ['none', 'se', 'eca', 'cbam'] as const;
export type Attention = (typeof attentions)[number];

/** Gates that a residual copy may put on what its convolutions leave. */
export const attentionField = choice({
  label: 'Attention',
  help: 'What weighs the channels before the addition: squeeze-and-excitation, ECA, or CBAM, which weighs positions too.',
  options: attentions,
  default: 'none',
});

/** A sixteenth of the channels, as both papers have it; at least one. */
const reducedOf = (channels: Expr): Expr => ceilDiv(channels, 16n);

interface AttentionUnit {
  readonly attention: Attention;
  readonly norm: (typeof norms)[number];
}

/** Weighs `x` by that kind of attention, with the sizes that its channels call for. */
export function attend(graph: GraphBuilder, x: Wire, { attention, norm }: AttentionUnit): Wire {
  const channels = channelsOf(x.shape);
  switch (attention) {
    case 'none':
      return x;
    case 'se':
      return graph.add('se', squeezeExcitation, { reduced: reducedOf(channels) }, x);
    case 'eca':
      return graph.add('eca', eca, { k: ecaKernel(channels) }, x);
    case 'cbam':
      return graph.add('cbam', cbam, { reduced: reducedOf(channels), norm }, x);
  }
}
