import type { FieldValue, IntegerVariable } from '../document/design.ts';
import type { NetworkItem } from './ready-network.ts';

/** Where an image comes in and the scores of the classes leave. */
export const imageInput = (side = 224): NetworkItem => ({
  id: 'input',
  definition: 'input',
  ...(side !== 224 && { fields: { height: side, width: side } }),
});
export const scoresOutput: NetworkItem = { id: 'output', definition: 'output' };

/** A count that the whole network is written in. */
export const count = (name: string, value: number, max = 4096): IntegerVariable => ({
  name,
  kind: 'integer',
  value,
  min: 1,
  max,
});

/** The two linear layers ahead of the scores, both as wide as the variable `hidden`. */
export const hiddenLayers: FieldValue = [{ expression: 'hidden' }, { expression: 'hidden' }];
