import type { TorchState } from '../../language/torch.ts';

/** Weights under their own short names, as they are. */
export const ownState = (shapes: Readonly<Record<string, readonly number[]>>): readonly TorchState[] =>
  Object.entries(shapes).map(([key, shape]) => ({ key, shape, values: (weights) => weights[key]! }));
