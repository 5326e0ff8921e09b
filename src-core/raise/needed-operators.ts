import { NotSymbolic } from '../algebra/expression.ts';
import type { BlockDefinition } from '../language/definition.ts';
import type { Given } from '../language/field.ts';
import { Refusal } from '../language/refusal.ts';
import type { Shape } from '../language/shape.ts';
import { Forms } from './forms.ts';
import type { Move } from './moves.ts';
import { structureMoves } from './moves.ts';

const needed = new WeakMap<BlockDefinition, ReadonlySet<string>>();

/** The operators of a block with these fields; null where it cannot stand with them. */
function operatorsOf(
  forms: Forms,
  definition: BlockDefinition,
  given: Given,
  inputs: readonly Shape[],
): ReadonlySet<string> | null {
  try {
    if (definition.inputs(forms.values(definition, given)).length !== inputs.length) return null;
    return new Set(forms.of(definition, given, inputs).nodes.map(({ op }) => op));
  } catch (error) {
    if (error instanceof Refusal || error instanceof NotSymbolic || error instanceof RangeError) return null;
    throw error;
  }
}

/** Counts make more or less of the same, but for none of it. */
const isOfKind = ({ value }: Move): boolean => typeof value !== 'number' || value <= 1;

/**
 * The operators of ONNX that a block has in each of its forms: in its examples, with any one field of the first otherwise, and
 * on maps six times as large. Where one of them is not to be had, there is no need to look for the block. None of a block without
 * examples.
 */
export function neededOperators(definition: BlockDefinition): ReadonlySet<string> {
  const known = needed.get(definition);
  if (known !== undefined) return known;
  const forms = new Forms();
  let common = null as ReadonlySet<string> | null;
  for (const [index, { fields = {}, inputs }] of definition.examples.entries()) {
    const shapes = inputs.map((shape) => shape.map(BigInt));
    const moves = index === 0 ? [...structureMoves(definition, fields as Given)].filter(isOfKind) : [];
    const others = moves.map(({ field, value }) => ({ ...fields, [field]: value }));
    // what fills up a map that windows do not fit, or makes bins uneven, is not there on one that many numbers divide
    const larger = shapes.map((shape) => shape.map((size, axis) => (axis < 2 ? size : 6n * size)));
    const foundIn = [fields, ...others].map((given) =>
      operatorsOf(forms, definition, given as Given, shapes),
    );
    for (const found of [...foundIn, operatorsOf(forms, definition, fields as Given, larger)]) {
      if (found === null) continue;
      common = common === null ? found : new Set([...common].filter((op) => found.has(op)));
    }
  }
  const all = common ?? new Set<string>();
  needed.set(definition, all);
  return all;
}
