import { defineOperator, onePort } from '../language/definition.ts';
import { dimension } from '../language/field.ts';

/** Where an image batch enters the design; its sizes are known to everything downstream. */
export const input = defineOperator({
  id: 'input',
  title: 'Input',
  summary: 'Brings in a batch of images; every shape follows from its sizes.',
  family: 'io',
  operation: 'none',
  boundary: 'input',
  fields: {
    batch: dimension({
      label: 'Batch',
      help: 'Images per batch.',
      symbol: 'N',
      min: 1,
      max: 65_536,
      default: 1,
    }),
    channels: dimension({
      label: 'Channels',
      help: 'Colour channels of the image.',
      symbol: 'C',
      unit: 'ch',
      min: 1,
      max: 65_536,
      default: 3,
    }),
    height: dimension({
      label: 'Height',
      help: 'Rows.',
      symbol: 'H',
      unit: 'px',
      min: 1,
      max: 65_536,
      default: 224,
    }),
    width: dimension({
      label: 'Width',
      help: 'Columns.',
      symbol: 'W',
      unit: 'px',
      min: 1,
      max: 65_536,
      default: 224,
    }),
  },
  inputs: () => [],
  outputs: onePort('out'),
  symbolicInputs: () => [],
  shape: (v) => [[v.batch, v.channels, v.height, v.width]],
  macs: () => 0n,
  evaluate: () => [],
  onnx: () => [],
  torch: () => null,
  examples: [
    { title: 'an ImageNet image', inputs: [], outputs: [[1, 3, 224, 224]], params: 0n, macs: 0n },
    {
      title: 'a small grey batch',
      fields: { batch: 8, channels: 1, height: 28, width: 28 },
      inputs: [],
      outputs: [[8, 1, 28, 28]],
      params: 0n,
      macs: 0n,
    },
  ],
});

/** Where a batch of sequences [N, C, L] enters the design, such as sound or the values of sensors. */
export const sequenceInput = defineOperator({
  id: 'sequence-input',
  title: 'Sequence',
  summary: 'Brings in a batch of sequences, for the 1-D operators.',
  family: 'io',
  operation: 'none',
  boundary: 'input',
  fields: {
    batch: dimension({
      label: 'Batch',
      help: 'Sequences per batch.',
      symbol: 'N',
      min: 1,
      max: 65_536,
      default: 1,
    }),
    channels: dimension({
      label: 'Channels',
      help: 'Values at each step.',
      symbol: 'C',
      unit: 'ch',
      min: 1,
      max: 65_536,
      default: 1,
    }),
    length: dimension({
      label: 'Length',
      help: 'Steps.',
      symbol: 'L',
      min: 1,
      max: 16_777_216,
      default: 1024,
    }),
  },
  inputs: () => [],
  outputs: onePort('out'),
  symbolicInputs: () => [],
  shape: (v) => [[v.batch, v.channels, v.length]],
  macs: () => 0n,
  evaluate: () => [],
  onnx: () => [],
  torch: () => null,
  examples: [
    { title: 'one channel', inputs: [], outputs: [[1, 1, 1024]], params: 0n, macs: 0n },
    {
      title: 'a small batch of sensors',
      fields: { batch: 8, channels: 6, length: 50 },
      inputs: [],
      outputs: [[8, 6, 50]],
      params: 0n,
      macs: 0n,
    },
  ],
});

/** Where boxes of regions enter the design: corners x1, y1, x2, y2 in pixels of the image, those of each image in a row. */
export const boxesInput = defineOperator({
  id: 'boxes-input',
  title: 'Boxes',
  summary: 'Brings in boxes as a detector proposes them, those of the first image first.',
  family: 'io',
  operation: 'none',
  boundary: 'input',
  fields: {
    boxes: dimension({
      label: 'Boxes',
      help: 'Boxes of all images of the batch together.',
      symbol: 'R',
      min: 1,
      max: 1_048_576,
      default: 1000,
    }),
  },
  inputs: () => [],
  outputs: onePort('out'),
  symbolicInputs: () => [],
  shape: (v) => [[v.boxes, 4n]],
  macs: () => 0n,
  evaluate: () => [],
  onnx: () => [],
  torch: () => null,
  examples: [
    { title: 'the proposals of one image', inputs: [], outputs: [[1000, 4]], params: 0n, macs: 0n },
    { title: 'a few', fields: { boxes: 6 }, inputs: [], outputs: [[6, 4]], params: 0n, macs: 0n },
  ],
});

/** Where a result leaves the design. */
export const output = defineOperator({
  id: 'output',
  title: 'Output',
  summary: 'Names a result of the design.',
  family: 'io',
  operation: 'none',
  boundary: 'output',
  fields: {},
  inputs: onePort('in'),
  outputs: () => [],
  symbolicInputs: (_, free) => [[1n, free('C'), free('H'), free('W')]],
  shape: () => [],
  macs: () => 0n,
  evaluate: () => [],
  onnx: () => [],
  torch: () => null,
  examples: [
    { title: 'class scores', inputs: [[1, 1000]], outputs: [], params: 0n, macs: 0n },
    { title: 'a map of classes', inputs: [[1, 21, 65, 65]], outputs: [], params: 0n, macs: 0n },
  ],
});
