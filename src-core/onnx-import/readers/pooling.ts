import type { OperatorDefinition } from '../../language/definition.ts';
import { lpPool } from '../../operators/lp-pool.ts';
import { maxPool } from '../../operators/max-pool.ts';
import { avgPool, globalAvgPool, globalMaxPool } from '../../operators/pooling.ts';
import { avgPool1d, globalAvgPool1d, globalMaxPool1d, maxPool1d } from '../../operators/sequence.ts';
import type { NodeReading, Reader } from '../node-reading.ts';
import { windowFields } from './window.ts';

const rankOf = (node: NodeReading): number => node.tensor(0)?.shape.length ?? 0;

const ceilOf = (node: NodeReading) => (node.integer('ceil_mode', 0) === 1 ? { ceil: true } : {});

/** A window of one value that takes every place: it changes nothing. */
const isOfOne = (window: Readonly<Record<string, number | string>>): boolean =>
  window.kernel === 1 &&
  (window.kernelWidth ?? 1) === 1 &&
  window.stride === 1 &&
  (window.strideWidth ?? 1) === 1;

const max: Reader = (node) => {
  if (node.node.outputs.length > 1 && node.node.outputs[1] !== '') return null;
  const window = windowFields(node, node.integers('kernel_shape') ?? []);
  if (window === null) return null;
  return node.add(rankOf(node) === 3 ? maxPool1d : maxPool, { ...window, ...ceilOf(node) }, [node.tensor(0)]);
};

const average: Reader = (node) => {
  const window = windowFields(node, node.integers('kernel_shape') ?? [], { withDilation: false });
  if (window === null) return null;
  const x = node.tensor(0);
  if (x !== null && isOfOne(window)) return [x];
  const isPadded = window.padding !== 'none';
  const countPadding = !isPadded || node.integer('count_include_pad', 0) === 1;
  const given = { ...window, ...ceilOf(node), ...(countPadding ? {} : { countPadding: false }) };
  return node.add(rankOf(node) === 3 ? avgPool1d : avgPool, given, [node.tensor(0)]);
};

const norm: Reader = (node) => {
  const window = windowFields(node, node.integers('kernel_shape') ?? [], { withDilation: false });
  if (window === null || node.integer('ceil_mode', 0) === 1) return null;
  return node.add(lpPool, { p: node.integer('p', 2), ...window }, [node.tensor(0)]);
};

const whole =
  (onMap: OperatorDefinition, onSequence: OperatorDefinition): Reader =>
  (node) =>
    node.add(rankOf(node) === 3 ? onSequence : onMap, {}, [node.tensor(0)]);

export const poolingReaders: Readonly<Record<string, Reader>> = {
  MaxPool: max,
  AveragePool: average,
  LpPool: norm,
  GlobalAveragePool: whole(globalAvgPool, globalAvgPool1d),
  GlobalMaxPool: whole(globalMaxPool, globalMaxPool1d),
};
