import type { BlockDefinition } from '../language/definition.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { dimensions, structural, toggle } from '../language/field.ts';
import { concat, split } from '../operators/tensor.ts';

/** A part with nothing drawn inside hands its input on. */
const identity = {
  family: 'block',
  section: 'Building parts',
  inputs: onePort('in'),
  outputs: onePort('out'),
  symbolicInputs: (_: unknown, free: Parameters<NonNullable<BlockDefinition['symbolicInputs']>>[1]) => [
    [1n, free('C'), free('H'), free('W')],
  ],
} as const;

const nothingDrawn = { inputs: [[1, 20, 4, 4]], outputs: [[1, 20, 4, 4]], params: 0n, macs: 0n } as const;

/** A part drawn on the canvas and kept as one item. */
export const sequence = defineBlock({
  ...identity,
  id: 'sequence',
  title: 'Sequence',
  summary: 'Keeps a part of the drawing as one item; step inside to draw.',
  drawn: 'once',
  fields: {},
  expand: (_, [x]) => [x!],
  examples: [{ title: 'with nothing inside', ...nothingDrawn }],
});

/** A part drawn once on the canvas, of which copies follow one another. */
export const repeat = defineBlock({
  ...identity,
  id: 'repeat',
  title: 'Repeat',
  summary:
    'Repeats a part of the drawing; fields inside may use first (1 in the first copy, else 0) and index.',
  drawn: 'repeated',
  fields: {
    depth: structural({
      label: 'Depth',
      help: 'Copies of what is drawn inside, one after another.',
      unit: 'copies',
      min: 1,
      max: 200,
      default: 2,
    }),
    shared: toggle({
      label: 'Shared weights',
      help: 'All copies run with the weights of the first, as a cell does that is used again.',
      default: false,
    }),
  },
  expand: (_, [x]) => [x!],
  examples: [{ title: 'with nothing inside', fields: { depth: 3 }, ...nothingDrawn }],
});

/** A lane drawn once on the canvas, of which s stand side by side and hand something on from one to the next. */
export const lanes = defineBlock({
  ...identity,
  id: 'lanes',
  title: 'Lanes',
  summary:
    'Cuts the channels into lanes, each drawn once for all; what leaves a lane at Carry out enters the next at Carry in.',
  drawn: 'lanes',
  laneEnds: {
    cut: (graph, name, wire, sizes) => graph.addAll(name, split, { sizes }, wire),
    join: (graph, name, wires) => graph.add(name, concat, { inputs: wires.length }, ...wires),
  },
  fields: {
    s: structural({
      label: 'Lanes s',
      help: 'How many lanes stand side by side; fields inside may use index, first, last (1 there, else 0) and lanes.',
      unit: 'lanes',
      min: 1,
      max: 64,
      default: 4,
    }),
    widths: dimensions({
      label: 'Widths',
      help: 'Channels of each lane; left empty, all lanes have the same share.',
      unit: 'ch',
      min: 1,
      max: 1_048_576,
      minLength: 0,
      maxLength: 64,
      default: [],
    }),
  },
  expand: (_, [x]) => [x!],
  examples: [{ title: 'with nothing inside', ...nothingDrawn }],
});
