import type { OnnxContext } from '../language/onnx.ts';
import { integers } from './onnx-chain.ts';

/** A run of rows or columns, from `first` up to but not including `end`. */
export interface Bin {
  readonly first: number;
  readonly end: number;
}

/**
 * The bins of adaptive pooling, by PyTorch's rule: bin i runs from floor(i*size/count) to ceil((i+1)*size/count).
 * Neighbours share a row where `count` does not divide `size`; where it is larger, rows serve several bins.
 */
export const binsOf = (size: number, count: number): Bin[] =>
  Array.from({ length: count }, (_, i) => ({
    first: Math.floor((i * size) / count),
    end: Math.ceil(((i + 1) * size) / count),
  }));

/** A matrix [size, count] that averages each bin, as a constant; given the other way round under `rows`. */
export function averagingMatrix(
  io: OnnxContext,
  name: 'rows' | 'columns',
  size: number,
  count: number,
): string {
  const values = new Float32Array(size * count);
  for (const [bin, { first, end }] of binsOf(size, count).entries()) {
    for (let i = first; i < end; i++) {
      values[name === 'rows' ? bin * size + i : i * count + bin] = 1 / (end - first);
    }
  }
  return io.constant(name, values, name === 'rows' ? [count, size] : [size, count]);
}

/** Lays the bins side by side, each as long as the longest: shorter ones repeat their last row, which changes no maximum. */
export function gatheredBins(io: OnnxContext, name: string, size: number, count: number) {
  const bins = binsOf(size, count);
  const longest = Math.max(...bins.map(({ first, end }) => end - first));
  const places = bins.flatMap(({ first, end }) =>
    Array.from({ length: longest }, (_, i) => Math.min(first + i, end - 1)),
  );
  return { longest, places: integers(io, name, places) };
}
