import type { Keep } from '../document/expression-evaluate.ts';
import type { Definition, GraphBuilder } from '../language/definition.ts';
import type { Fields, Given } from '../language/field.ts';
import { resolveValues } from '../language/resolve.ts';
import type { Shape } from '../language/shape.ts';
import type { Wire } from '../language/wire.ts';

/**
 * Adds a child with one output whose sizes follow those of its inputs, as `givenAt` says for any shapes of these; `keep` takes
 * what has no formula where a size is free, such as `min`.
 */
export function addFollowing<F extends Fields>(
  graph: GraphBuilder,
  name: string,
  definition: Definition<F>,
  givenAt: (shapes: readonly Shape[], keep?: Keep) => Given<F>,
  ...inputs: readonly Wire[]
): Wire {
  const added = graph.add(name, definition, givenAt(inputs.map(({ shape }) => shape)), ...inputs);
  graph.followSizes(name, (shapes, keep) => resolveValues(definition, givenAt(shapes, keep)));
  return added;
}
