import { toggle } from '../language/field.ts';
import type { OnnxContext, OnnxNode } from '../language/onnx.ts';
import type { Tensor } from '../language/tensor.ts';
import { zeros } from '../language/tensor.ts';
import { normalizeSet, placesFrom } from './affine.ts';
import { innerNodes, reducing, scalar } from './onnx-chain.ts';

/** Whether the weights of each filter are brought to mean 0 and variance 1 before they are used. */
export const standardizedField = toggle({
  label: 'Standardized',
  help: 'Brings the weights of each filter to mean 0 and variance 1 before they are used, with 1e-6 added to the variance.',
  default: false,
});

/** That of timm's StdConv2d, whose variance is that of the filter, not of a sample: Qiao et al., 2019, arXiv 1903.10520. */
export const usualEpsilon = 1e-6;

/** The weights [filters, ...] as they are used. */
export function standardized(weight: Tensor, epsilon = usualEpsilon): Tensor {
  const y = zeros(weight.shape);
  const size = y.data.length / weight.shape[0]!;
  for (let first = 0; first < y.data.length; first += size)
    normalizeSet(weight, y, placesFrom(first, size), () => 0, { epsilon, weights: {} });
  return y;
}

/** Nodes that make a weight [filters, channels, rows, columns] what is used; runtimes run them once, when they load the model. */
export function standardizedInOnnx(
  io: OnnxContext,
  epsilon = usualEpsilon,
): { name: string; nodes: readonly OnnxNode[] } {
  const weight = io.weight('weight');
  const node = innerNodes(io);
  const average = (suffix: string, input: string): OnnxNode => {
    const { more, attributes } = reducing(io, 'ReduceMean', [1, 2, 3], {
      keep: true,
      name: `${suffix}-axes`,
    });
    return { ...node('ReduceMean', suffix, input, ...more), attributes };
  };
  const mean = average('filter-mean', weight);
  const centred = node('Sub', 'filter-centred', weight, io.inner('filter-mean'));
  const [gap] = centred.outputs as readonly [string];
  const square = node('Mul', 'filter-square', gap, gap);
  const variance = average('filter-variance', io.inner('filter-square'));
  const shifted = node(
    'Add',
    'filter-sum',
    io.inner('filter-variance'),
    scalar(io, 'filter-epsilon', epsilon),
  );
  const root = node('Sqrt', 'filter-root', io.inner('filter-sum'));
  const used = node('Div', 'filter', gap, io.inner('filter-root'));
  return { name: io.inner('filter'), nodes: [mean, centred, square, variance, shifted, root, used] };
}
