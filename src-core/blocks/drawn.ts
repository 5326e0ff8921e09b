import type { BlockDefinition } from '../language/definition.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { structural, toggle } from '../language/field.ts';

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
