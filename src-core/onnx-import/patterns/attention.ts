import type { OperatorDefinition } from '../../language/definition.ts';
import type { Given } from '../../language/field.ts';
import { product } from '../../operators/arithmetic.ts';
import { constant } from '../../operators/constant.ts';
import { linear } from '../../operators/linear.ts';
import { matmul } from '../../operators/matmul.ts';
import { permute } from '../../operators/permute.ts';
import { flatten, reshape } from '../../operators/reshape.ts';
import { slice } from '../../operators/slice.ts';
import { softmax } from '../../operators/softmax.ts';
import { split } from '../../operators/tensor.ts';
import type { Draft } from '../draft.ts';
import type { Computed } from '../value.ts';
import type { Pattern } from './look.ts';
import { inputsOf, isSame, times } from './look.ts';

/** What a value is made of by a use of a definition; null where it is made otherwise, or there is no value. */
const before = (value: Computed | null | undefined, definition: OperatorDefinition): Computed | null =>
  (value && inputsOf(value, definition)?.[0]) ?? null;

/** What a value is a permutation of, in that order. */
function turnedFrom(value: Computed | null | undefined, order: readonly number[]): Computed | null {
  const x = before(value, permute);
  const found = x === null ? null : (value!.item.given.order as readonly number[]);
  return found?.join() === order.join() ? x : null;
}

/** Attention of a sequence with its positions first, as torch's MultiheadAttention runs one image. */
interface SequenceFirst {
  readonly x: Computed;
  /** The linear layer that makes queries, keys and values, and the one that mixes what the heads leave. */
  readonly projected: Computed;
  readonly mixed: Computed;
  readonly weights: Computed;
  readonly heads: number;
  readonly width: number;
}

/** The part of one projection that queries, keys or values are, and of which it is one; null of anything else. */
function partOf(value: Computed | null, order: readonly number[], at: number): Computed | null {
  const inHeads = turnedFrom(value, order);
  const cut = before(inHeads, reshape);
  const all = before(cut, slice);
  if (cut === null || all === null || inHeads === null) return null;
  const channels = cut.shape[2] ?? 0;
  const { axis, start } = cut.item.given as { readonly axis?: string; readonly start?: number };
  const isPart = axis === 'rows' && start === at * channels && all.shape[2] === 3 * channels;
  return isPart && inHeads.shape[0] === cut.shape[0] ? all : null;
}

function sequenceFirst(made: Computed): SequenceFirst | null {
  const mixed = before(turnedFrom(made, [1, 0, 2]), reshape);
  const flat = before(before(mixed, linear), flatten);
  const attended = inputsOf(turnedFrom(flat, [1, 0, 2]) ?? made, matmul);
  const [weights, values] = attended ?? [];
  const [scaled, keys] = (weights && inputsOf(before(weights, softmax) ?? made, matmul)) ?? [];
  if (mixed === null || weights === undefined || values === undefined || scaled === undefined) return null;
  const [heads, , width] = scaled.shape as readonly [number, number, number];
  const queries = times(scaled, 1 / Math.sqrt(width));
  const [all, ...others] = [
    partOf(queries, [1, 0, 2], 0),
    partOf(keys ?? null, [1, 2, 0], 1),
    partOf(values, [1, 0, 2], 2),
  ];
  const x = turnedFrom(before(all, linear), [1, 0, 2]);
  const isWhole =
    all != null &&
    x?.shape[0] === 1 &&
    made.shape.join() === x.shape.join() &&
    heads * width === x.shape[2] &&
    others.every((other) => isSame(other ?? undefined, all));
  return isWhole ? { x: x!, projected: all, mixed, weights, heads, width } : null;
}

/**
 * Attention whose positions stand first and whose queries, keys and values are cut apart one by one, with its images first and
 * all heads cut at once: the same products of the same weights.
 */
export const attention: Pattern = (made, draft) => {
  const found = sequenceFirst(made);
  return found === null ? null : imagesFirst(found, draft);
};

function imagesFirst({ x, projected, mixed, weights, heads, width }: SequenceFirst, draft: Draft) {
  const [, positions] = x.shape as readonly [number, number];
  const put = (
    definition: OperatorDefinition,
    given: Given,
    inputs: readonly (Computed | undefined)[],
    { item }: Computed,
  ): readonly Computed[] => {
    const there = inputs.filter((input) => input !== undefined);
    const held = definition === linear ? item.weights : [];
    return draft.add(definition, given, there, { name: item.name, weights: held }) ?? [];
  };
  const layer = ({ item }: Computed): Given => ({ ...item.given, lastAxis: true });
  const [all] = put(linear, layer(projected), [x], projected);
  const [cut] = put(reshape, { sizes: [positions, 3 * heads, width] }, [all], weights);
  const [upright] = put(permute, { order: [0, 2, 1, 3] }, [cut], weights);
  const [q, k, v] = put(split, { sizes: [heads, heads, heads] }, [upright], weights);
  const [root] = put(constant, { values: [1 / Math.sqrt(width)] }, [], weights);
  const [scaled] = put(product, {}, [q, root], weights);
  const [scores] = put(matmul, { transposed: true }, [scaled, k], weights);
  const [shares] = put(softmax, { axis: 'last' }, [scores], weights);
  const [attended] = put(matmul, {}, [shares, v], weights);
  const [flat] = put(permute, { order: [0, 2, 1, 3] }, [attended], weights);
  const [joined] = put(reshape, { sizes: [positions, heads * width] }, [flat], weights);
  return put(linear, layer(mixed), [joined], mixed)[0] ?? null;
}
