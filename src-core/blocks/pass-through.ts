import { defineBlock, onePort } from '../language/definition.ts';

/** The identity: keeps a place and a name on the canvas, and adds nothing to the program. */
export const passThrough = defineBlock({
  id: 'pass-through',
  title: 'Identity',
  summary: 'Hands its input on unchanged; it costs nothing and runs nothing.',
  family: 'tensor',
  section: 'Building parts',
  fields: {},
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: (_, [x]) => [x!],
  symbolicInputs: (_, free) => [[1n, free('C'), free('H'), free('W')]],
  examples: [{ title: 'any map', inputs: [[1, 20, 4, 4]], outputs: [[1, 20, 4, 4]], params: 0n, macs: 0n }],
});
