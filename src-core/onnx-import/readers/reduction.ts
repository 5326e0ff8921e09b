import type { OperatorDefinition } from '../../language/definition.ts';
import { product } from '../../operators/arithmetic.ts';
import { squareRoot } from '../../operators/function-of-one.ts';
import { l2Norm } from '../../operators/l2-norm.ts';
import { globalAvgPool } from '../../operators/pooling.ts';
import { reduceMax, reduceMean, reduceMin, reduceSum } from '../../operators/reduce.ts';
import { flatten } from '../../operators/reshape.ts';
import { addedAxes } from '../added-axes.ts';
import type { NodeReading, Reader } from '../node-reading.ts';
import type { Computed } from '../value.ts';

/** A reduction over the axes that a node names, of what it reads or of a value made of that. */
function reduced(node: NodeReading, x: Computed, definition: OperatorDefinition): readonly Computed[] | null {
  const listed = node.list('axes', 1);
  if (listed === null) return null;
  const rank = x.shape.length;
  const added = addedAxes(x);
  const axes = (listed ?? x.shape.slice(added).map((_, axis) => axis))
    .map((axis) => (axis < 0 ? axis + rank : axis + added))
    .toSorted((a, b) => a - b);
  const keep = node.integer('keepdims', 1) === 1;
  if (axes.includes(0)) return null;
  const isMap = rank === 4 && added === 0 && axes.join() === '2,3';
  if (isMap && definition === reduceMean) {
    const pooled = node.add(globalAvgPool, {}, [x]);
    return keep || pooled === null ? pooled : node.add(flatten, {}, [pooled[0]!]);
  }
  const ofChannels = rank === 4 && axes.join() === '1';
  const over = isMap ? {} : ofChannels ? { over: 'channels' } : { over: 'axes', axes };
  return node.add(definition, { ...over, ...(keep ? {} : { keep }) }, [x]);
}

const reduction =
  (definition: OperatorDefinition): Reader =>
  (node) => {
    const x = node.tensor(0);
    return x === null ? null : reduced(node, x, definition);
  };

/** The root of the sum of squares. */
const length: Reader = (node) => {
  const x = node.tensor(0);
  const squares = x === null ? null : node.add(product, {}, [x, x]);
  const sum = squares === null ? null : reduced(node, squares[0]!, reduceSum);
  return sum === null ? null : node.add(squareRoot, {}, [sum[0]!]);
};

export const reductionReaders: Readonly<Record<string, Reader>> = {
  ReduceMean: reduction(reduceMean),
  ReduceSum: reduction(reduceSum),
  ReduceMax: reduction(reduceMax),
  ReduceMin: reduction(reduceMin),
  ReduceL2: length,
  LpNormalization: (node) => {
    const rank = node.tensor(0)?.shape.length ?? 0;
    const axis = node.integer('axis', -1);
    const at = axis < 0 ? axis + rank : axis;
    if (node.integer('p', 2) !== 2 || (at !== 1 && at !== rank - 1)) return null;
    return node.add(l2Norm, at === 1 ? {} : { axis: 'last' }, [node.tensor(0)]);
  },
};
