import type { OperatorDefinition } from '../../language/definition.ts';
import { l2Norm } from '../../operators/l2-norm.ts';
import { globalAvgPool } from '../../operators/pooling.ts';
import { reduceMax, reduceMean, reduceMin, reduceSum } from '../../operators/reduce.ts';
import { flatten } from '../../operators/reshape.ts';
import { addedAxes } from '../added-axes.ts';
import type { Reader } from '../node-reading.ts';

const reduction =
  (definition: OperatorDefinition): Reader =>
  (node) => {
    const x = node.tensor(0);
    const listed = node.list('axes', 1);
    if (x === null || listed === null) return null;
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
  };

export const reductionReaders: Readonly<Record<string, Reader>> = {
  ReduceMean: reduction(reduceMean),
  ReduceSum: reduction(reduceSum),
  ReduceMax: reduction(reduceMax),
  ReduceMin: reduction(reduceMin),
  LpNormalization: (node) => {
    const rank = node.tensor(0)?.shape.length ?? 0;
    const axis = node.integer('axis', -1);
    const at = axis < 0 ? axis + rank : axis;
    if (node.integer('p', 2) !== 2 || (at !== 1 && at !== rank - 1)) return null;
    return node.add(l2Norm, at === 1 ? {} : { axis: 'last' }, [node.tensor(0)]);
  },
};
