import { adaptiveAvgPool } from '../../operators/adaptive-pooling.ts';
import { einsum } from '../../operators/einsum.ts';
import { linear } from '../../operators/linear.ts';
import { matmul } from '../../operators/matmul.ts';
import { averagesOf } from '../averages.ts';
import { withOrder } from '../layout.ts';
import type { NodeReading, Reader } from '../node-reading.ts';
import type { Computed, HeldWeight } from '../value.ts';
import { real } from './real.ts';

/** The weights of a layer, of which the file has the matrix by inputs and outputs, as a layer has it by outputs and inputs. */
const upright = (node: NodeReading): readonly HeldWeight[] =>
  node.weights(1).map((weight, index) => (index === 0 ? withOrder(weight, [1, 0]) : weight));

const gemm: Reader = (node) => {
  const x = node.tensor(0);
  const weight = node.weight(1);
  if (x === null || weight === null || weight.dims.length !== 2) return null;
  if (node.integer('transA', 0) !== 0 || real(node, 'alpha', 1) !== 1) return null;
  const bias = node.input(2) !== undefined;
  if (bias && (node.weight(2) === null || real(node, 'beta', 1) !== 1)) return null;
  const isUpright = node.integer('transB', 0) === 1;
  const outFeatures = weight.dims[isUpright ? 0 : 1];
  if (outFeatures === undefined) return null;
  return node.add(linear, { outFeatures, bias }, [x], isUpright ? node.weights(1) : upright(node));
};

/** The average over the rows of each bin behind the one over its columns: an adaptive pool. Null of any other product. */
function pooled(node: NodeReading): readonly Computed[] | null {
  const [ahead, across] = [node.known(0), node.input(1)];
  if (ahead === null || across?.kind !== 'computed' || across.item.definition !== linear) return null;
  const [held] = across.item.weights;
  const behind = held && node.at(held.name);
  const rows = averagesOf(ahead, 'ahead');
  const columns = behind?.kind === 'known' ? averagesOf(behind, 'behind') : null;
  const [x] = across.item.inputs;
  if (rows === null || columns === null || x?.shape.length !== 4) return null;
  return node.add(adaptiveAvgPool, { rows: rows.count, columns: columns.count }, [x]);
}

/** A product with a weight is a linear layer without bias, along the last axis; any other is a product of two tensors. */
const product: Reader = (node) => {
  const pool = pooled(node);
  if (pool !== null) return pool;
  const x = node.tensor(0);
  const weight = node.weight(1);
  if (x === null) return null;
  if (weight === null || weight.dims.length !== 2) return node.add(matmul, {}, [x, node.tensor(1)]);
  const lastAxis = x.shape.length === 2 ? {} : { lastAxis: true };
  const given = { outFeatures: weight.dims[1]!, bias: false, ...lastAxis };
  return node.add(linear, given, [x], upright(node));
};

export const linearReaders: Readonly<Record<string, Reader>> = {
  Gemm: gemm,
  MatMul: product,
  Einsum: (node) =>
    node.add(einsum, { equation: node.text('equation', '').replaceAll(' ', '') }, [
      node.tensor(0),
      node.tensor(1),
    ]),
};
