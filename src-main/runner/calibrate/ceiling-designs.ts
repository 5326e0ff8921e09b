import type { Design } from '../../../src-core/document/design.ts';
import type { NetworkItem } from '../../../src-core/networks/ready-network.ts';
import { network } from '../../../src-core/networks/ready-network.ts';

/** Designs whose kernels do one thing alone, so that their time says what a device reaches at most. */

const between = (input: NetworkItem['fields'], items: readonly NetworkItem[]): Design =>
  network(
    'Ceiling',
    [],
    [{ id: 'input', definition: 'input', fields: input! }, ...items, { id: 'output', definition: 'output' }],
  );

/** One product of square matrices of so many rows: `size`³ multiply-accumulates. */
export const matrixProduct = (size: number): Design =>
  between({ channels: 1, height: size, width: size }, [
    { id: 'product', definition: 'linear', fields: { outFeatures: size, lastAxis: true, bias: false } },
  ]);

/** One 3 × 3 convolution of `size` channels on a map of 28 × 28. */
export const largeConvolution = (size: number): Design =>
  between({ channels: size, height: 28, width: 28 }, [
    { id: 'conv', definition: 'conv2d', fields: { outChannels: size, bias: false } },
  ]);

/** Activations one after another, which read a tensor of so many bytes and write one of as many. */
export const copies = (bytes: number): Design =>
  between({ channels: 1, height: bytes / 4096, width: 1024 }, alternating(4));

/** So many activations of a single value. */
export const launches = (count: number): Design =>
  between({ channels: 1, height: 1, width: 1 }, alternating(count));

/** Two kinds in turn, so that no runtime makes one kernel of two. */
const alternating = (count: number): readonly NetworkItem[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `copy${index}`,
    definition: index % 2 === 0 ? 'relu' : 'leaky-relu',
  }));
