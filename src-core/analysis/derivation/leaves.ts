import type { Expr } from '../../algebra/expression.ts';
import { mul, sub } from '../../algebra/expression.ts';
import type { Expansion } from '../../language/expansion.ts';
import { bytesPerElement } from '../../language/facts.ts';
import type { Shape } from '../../language/shape.ts';
import { C } from '../../language/shape.ts';
import type { DerivedQuantity } from './derivation.ts';

/** What a size measures: channels, filters or anything else, rows, columns. It is named by this letter. */
export type SizeLetter = 'c' | 'n' | 'H' | 'W';

/** A factor of a count. */
export interface Size {
  readonly value: Expr;
  readonly letter: SizeLetter;
}

/** One thing counted in an operator: a weight, its multiply-accumulates, a tensor it writes. */
export type Leaf = readonly Size[];

const size = (value: Expr, letter: SizeLetter = 'n'): Size => ({ value, letter });

/** Sizes of a weight: output and input channels, then those of the filter. */
const weightSizes = (shape: Shape): Leaf => shape.map((value, axis) => size(value, axis < 2 ? 'c' : 'n'));

const mapLetters: readonly SizeLetter[] = ['n', 'c', 'H', 'W'];

/** Sizes of a tensor, those of a map by what they are. */
const tensorSizes = (shape: Shape): Leaf =>
  shape.map((value, axis) => size(value, shape.length === 4 ? (mapLetters[axis] as SizeLetter) : 'n'));

/** Without its channels, or the features that are last where it is no map. */
const positions = (shape: Shape): Leaf =>
  tensorSizes(shape).filter((_, axis) => axis !== (shape.length === 4 ? C : shape.length - 1));

/** Weights whose shapes are alike are one leaf, times their number; weights counted elsewhere are none. */
function weightLeaves({ weights, facts }: Expansion): readonly Leaf[] {
  if (facts.params === 0n) return [];
  const counted: { shape: Shape; times: bigint }[] = [];
  for (const { shape, trainable } of Object.values(weights)) {
    if (!trainable) continue;
    const known = counted.find(
      (other) =>
        other.shape.length === shape.length && shape.every((value, axis) => value === other.shape[axis]),
    );
    if (known === undefined) counted.push({ shape, times: 1n });
    else known.times++;
  }
  return counted.map(({ shape, times }) => [size(times), ...weightSizes(shape)]);
}

const productOfSizes = (leaf: Leaf): Expr => mul(...leaf.map(({ value }) => value));

/**
 * Multiply-accumulates as each weight once for every position of the output, or of the input. Which of them an operator
 * does is found by comparing with its count, not by knowing it; where neither fits, the count is its own single factor.
 */
function macLeaf({ weights, inputs, outputs, facts }: Expansion): Leaf | null {
  if (facts.macs === 0n) return null;
  for (const { shape } of Object.values(weights)) {
    for (const map of [outputs[0], inputs[0]]) {
      if (map === undefined) continue;
      const leaf = [...weightSizes(shape), ...positions(map)];
      if (sub(productOfSizes(leaf), facts.macs) === 0n) return leaf;
    }
  }
  const [a] = inputs;
  const [y] = outputs;
  const inner = a?.at(-1);
  if (y !== undefined && inner !== undefined) {
    const leaf = [...tensorSizes(y), size(inner)];
    if (sub(productOfSizes(leaf), facts.macs) === 0n) return leaf;
  }
  return [size(facts.macs)];
}

function memoryLeaves({ facts, outputs }: Expansion): readonly Leaf[] {
  if (facts.activationBytes === 0n) return [];
  return outputs.map((shape) => [size(bytesPerElement), ...tensorSizes(shape)]);
}

const known = {
  params: new WeakMap<Expansion, readonly Leaf[]>(),
  macs: new WeakMap<Expansion, readonly Leaf[]>(),
  memory: new WeakMap<Expansion, readonly Leaf[]>(),
};

/** What is counted in one operator, each as the product of its sizes; kept with the expansion, which never changes. */
export function leavesOf(operator: Expansion, of: DerivedQuantity): readonly Leaf[] {
  const before = known[of].get(operator);
  if (before !== undefined) return before;
  const leaves = work(operator, of);
  known[of].set(operator, leaves);
  return leaves;
}

function work(operator: Expansion, of: DerivedQuantity): readonly Leaf[] {
  if (of === 'params') return weightLeaves(operator);
  if (of === 'memory') return memoryLeaves(operator);
  const leaf = macLeaf(operator);
  return leaf === null ? [] : [leaf];
}

/** The whole count of an item. */
export function countOf({ facts }: Expansion, of: DerivedQuantity): Expr {
  if (of === 'params') return facts.params;
  return of === 'macs' ? facts.macs : facts.activationBytes;
}
