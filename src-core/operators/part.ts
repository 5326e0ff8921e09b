import { defineOperator } from '../language/definition.ts';
import { identity } from './identity.ts';

/** Hands its tensor on unchanged: a place in a drawing, which adds nothing to the program. */
const passing = {
  family: 'io',
  operation: 'none',
  fields: {},
  ...identity,
  examples: [{ title: 'any map', inputs: [[1, 20, 4, 4]], outputs: [[1, 20, 4, 4]], params: 0n, macs: 0n }],
} as const;

export const partInput = defineOperator({
  ...passing,
  id: 'part-input',
  title: 'Part input',
  summary: 'Brings a tensor into a sequence or repeat, which has one input port for each.',
  part: 'input',
});

export const partOutput = defineOperator({
  ...passing,
  id: 'part-output',
  title: 'Part output',
  summary: 'Hands a tensor out of a sequence or repeat, which has one output port for each.',
  part: 'output',
});
