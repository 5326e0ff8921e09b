import { elementCount } from '../language/tensor.ts';
import type { Constant } from './constant.ts';
import { integersOf } from './constant.ts';
import { arithmeticFolds } from './fold-arithmetic.ts';
import { layoutFolds } from './fold-layout.ts';
import type { Fold, NodeReading } from './node-reading.ts';
import { sizesOf } from './value.ts';

/** The arithmetic on sizes that exporters write, and index tables, by the operators of ONNX. */
const folds: Readonly<Record<string, Fold>> = {
  Constant: (node) => node.constant(),
  Identity: (_, [x]) => x ?? null,
  ...arithmeticFolds,
  ...layoutFolds,
};

/** What a node comes to where everything that it reads is known, be it only the sizes of its input; null where it is not. */
export function folded(node: NodeReading): Constant | null {
  const { op } = node.node;
  if (op === 'Shape' || op === 'Size') {
    const value = node.input(0);
    if (value === undefined) return null;
    const dims = sizesOf(value);
    if (dims === null) return null;
    if (op === 'Size') return { dims: [], isReal: false, values: [elementCount(dims)] };
    const [start, end] = [node.integer('start', 0), node.integer('end', dims.length)];
    return integersOf(dims.slice(start, end));
  }
  const fold = folds[op];
  if (fold === undefined) return null;
  const values = node.inputs;
  if (values.some((value) => value !== undefined && value.kind !== 'known')) return null;
  return fold(
    node,
    values.map((value) => (value?.kind === 'known' ? value : null)),
  );
}
