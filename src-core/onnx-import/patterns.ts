import { activationPatterns } from './patterns/activations.ts';
import { attention } from './patterns/attention.ts';
import { concatChain } from './patterns/concat-chain.ts';
import { groupNormPattern } from './patterns/group-norm.ts';
import { l2NormPattern } from './patterns/l2-norm.ts';
import { layerNormPattern } from './patterns/layer-norm.ts';
import { linearBias } from './patterns/linear-bias.ts';
import type { Pattern } from './patterns/look.ts';
import { paddedPool } from './patterns/padded-pool.ts';
import { permuteTwice } from './patterns/permutes.ts';
import { resizedTwice } from './patterns/resized-twice.ts';
import { scaledChannels } from './patterns/scale.ts';
import { shuffle } from './patterns/shuffle.ts';
import { transposedProduct } from './patterns/transposed-product.ts';
import { beforeSwap, cutWindows, joinedPlaces, joinedWindows, laidOutTable } from './patterns/windows.ts';

/** What several items stand for together, tried in this order on each item that is added. */
export const patterns: readonly Pattern[] = [
  linearBias,
  ...activationPatterns,
  groupNormPattern,
  layerNormPattern,
  l2NormPattern,
  scaledChannels,
  shuffle,
  concatChain,
  paddedPool,
  permuteTwice,
  resizedTwice,
  transposedProduct,
  attention,
  laidOutTable,
  cutWindows,
  joinedWindows,
  joinedPlaces,
  beforeSwap,
];
