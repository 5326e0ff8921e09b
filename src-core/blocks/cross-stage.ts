import { mul } from '../algebra/expression.ts';
import { floorDiv } from '../algebra/rounding.ts';
import { channelsOf } from '../language/checks.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { structural } from '../language/field.ts';
import { sum } from '../operators/arithmetic.ts';
import { concat, split } from '../operators/tensor.ts';
import { activationField, convUnit, normField } from './conv-unit.ts';
import { mobileChannels } from './mobile-fields.ts';

/** Darknet's residual block: 1 × 1 to a part of the width, 3 × 3 back to it, and the input added without an activation. */
const unitFields = {
  norm: normField,
  activation: { ...activationField, default: 'leaky-relu' },
} as const;

export const darkBlock = defineBlock({
  id: 'dark-block',
  title: 'Darknet block',
  summary: 'Narrows with 1 × 1, convolves with 3 × 3 back to the width of the input, and adds it.',
  reference: 'Redmon and Farhadi, YOLOv3, 2018, arXiv 1804.02767; timm cspnet.py DarkBlock',
  family: 'block',
  section: 'Residual',
  fields: {
    narrowing: structural({
      label: 'Narrowing',
      help: 'How many times as narrow as its input the block is inside.',
      unit: '×',
      min: 1,
      max: 64,
      default: 2,
    }),
    ...unitFields,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ narrowing, ...unit }, [x], graph) => {
    const outChannels = channelsOf(x!.shape);
    const narrow = { outChannels: floorDiv(outChannels, BigInt(narrowing)), kernel: 1, ...unit };
    const y = graph.add(
      'conv2',
      convUnit,
      { outChannels, ...unit },
      graph.add('conv1', convUnit, narrow, x!),
    );
    return [graph.add('add', sum, {}, y, x!)];
  },
  symbolicInputs: (_, free) => [[1n, free('C'), free('H'), free('W')]],
  examples: [
    {
      title: 'half as wide inside',
      inputs: [[1, 8, 4, 3]],
      outputs: [[1, 8, 4, 3]],
      params: 344n,
      macs: 3_840n,
    },
    {
      title: 'as wide inside, batch of 2',
      fields: { narrowing: 1, activation: 'silu' },
      inputs: [[2, 4, 2, 2]],
      outputs: [[2, 4, 2, 2]],
      params: 176n,
      macs: 1_280n,
    },
  ],
});

/** Cross stage of CSPDarknet: steps, widens, and sends one half through Darknet blocks and the other past them. */
export const crossStage = defineBlock({
  id: 'cross-stage',
  title: 'Cross stage',
  names: ['CSPDarknet', 'CSPNet'],
  summary: 'Halves the map, splits its channels, runs blocks on one half and joins both.',
  reference: 'Wang et al., CSPNet, 2019, arXiv 1911.11929; timm cspnet.py CrossStage',
  family: 'block',
  section: 'Residual',
  fields: {
    outChannels: { ...mobileChannels, default: 128 },
    depth: structural({
      label: 'Depth',
      help: 'Blocks one after another.',
      unit: 'blocks',
      min: 1,
      max: 200,
      default: 2,
    }),
    widening: structural({
      label: 'Widening',
      help: 'How many times as wide as the result the map is that is split.',
      unit: '×',
      min: 1,
      max: 16,
      default: 1,
    }),
    narrowing: { ...darkBlock.fields.narrowing, default: 1 },
    ...unitFields,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ outChannels, depth, widening, narrowing, ...unit }, [x], graph) => {
    const wide = mul(outChannels, BigInt(widening));
    const half = floorDiv(wide, 2n);
    const halved = graph.add('down', convUnit, { outChannels, stride: 2, ...unit }, x!);
    const both = graph.add('expand', convUnit, { outChannels: mul(2n, half), kernel: 1, ...unit }, halved);
    const [past, through] = graph.addAll('halves', split, { sizes: [half, half] }, both);
    let y = through!;
    for (let i = 1; i <= depth; i++) y = graph.add(`block${i}`, darkBlock, { narrowing, ...unit }, y);
    y = graph.add('transition', convUnit, { outChannels: half, kernel: 1, ...unit }, y);
    const joined = graph.add('concat', concat, {}, past!, y);
    return [graph.add('join', convUnit, { outChannels, kernel: 1, ...unit }, joined)];
  },
  symbolicInputs: (_, free) => [[1n, free('C_in'), free('H'), free('W')]],
  examples: [
    {
      title: 'first stage of CSPDarknet53, narrow',
      fields: { outChannels: 8, depth: 1, widening: 2, narrowing: 2 },
      inputs: [[1, 4, 6, 6]],
      outputs: [[1, 8, 3, 3]],
      params: 1_032n,
      macs: 8_352n,
    },
    {
      title: 'a later stage, batch of 2',
      fields: { outChannels: 8 },
      inputs: [[2, 4, 5, 4]],
      outputs: [[2, 8, 3, 2]],
      params: 840n,
      macs: 9_024n,
    },
  ],
});
