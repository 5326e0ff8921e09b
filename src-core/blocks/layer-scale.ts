import type { GraphBuilder } from '../language/definition.ts';
import { toggle } from '../language/field.ts';
import { sizeOf } from '../language/shape.ts';
import type { Wire } from '../language/wire.ts';
import { product } from '../operators/arithmetic.ts';
import { parameter } from '../operators/parameter.ts';

export const layerScaleField = toggle({
  label: 'Layer scale',
  help: 'Multiplies what is added to the input by a learned number for each channel.',
  default: false,
});

/** A sequence [N, L, C], each channel times a number of its own: Touvron et al., 2021, arXiv 2103.17239. */
export function layerScaled(graph: GraphBuilder, suffix: string, x: Wire): Wire {
  const factors = graph.add(`gamma${suffix}`, parameter, { sizes: [1n, sizeOf(x.shape, 2)], init: 'ones' });
  return graph.add(`scale${suffix}`, product, {}, x, factors);
}
