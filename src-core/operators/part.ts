import { channelsOf, requireChannels } from '../language/checks.ts';
import { defineOperator } from '../language/definition.ts';
import { dimension } from '../language/field.ts';
import type { Shape } from '../language/shape.ts';
import { identity } from './identity.ts';

/** Hands its tensor on unchanged: a place in a drawing, which adds nothing to the program. */
const passing = {
  family: 'io',
  operation: 'none',
  fields: {},
  ...identity,
  examples: [{ title: 'any map', inputs: [[1, 20, 4, 4]], outputs: [[1, 20, 4, 4]], params: 0n, macs: 0n }],
} as const;

const channels = dimension({
  label: 'Channels',
  help: 'So many must enter, such as s*w; the formulas of an own block are written with them. 0 takes any number.',
  symbol: 'C',
  unit: 'ch',
  min: 0,
  max: 1_048_576,
  default: 0,
});

export const partInput = defineOperator({
  ...passing,
  fields: { channels },
  shape: (v, [x]) => {
    if (v.channels !== 0n) requireChannels('in', channelsOf(x as Shape), v.channels);
    return [x as Shape];
  },
  id: 'part-input',
  title: 'Part input',
  summary: 'Brings a tensor into a sequence, a repeat or lanes, which has one input port for each.',
  part: 'input',
});

export const partOutput = defineOperator({
  ...passing,
  id: 'part-output',
  title: 'Part output',
  summary: 'Hands a tensor out of a sequence, a repeat or lanes, which has one output port for each.',
  part: 'output',
});

export const wholeInput = defineOperator({
  ...passing,
  id: 'whole-input',
  title: 'Whole input',
  summary: 'Brings what enters lanes to every lane uncut; elsewhere it is a part input.',
  part: 'input',
  inLanes: 'whole',
});

export const carryInput = defineOperator({
  ...passing,
  id: 'carry-input',
  title: 'Carry in',
  summary: 'Brings what the lane before hands on; in the first lane nothing is there.',
  part: 'input',
  inLanes: 'carry',
});

export const carryOutput = defineOperator({
  ...passing,
  id: 'carry-output',
  title: 'Carry out',
  summary: 'Hands a tensor on to the next lane.',
  part: 'output',
  inLanes: 'carry',
});
