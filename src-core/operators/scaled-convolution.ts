import { defineOperator, onePort } from '../language/definition.ts';
import type { Values } from '../language/field.ts';
import { real, toggle } from '../language/field.ts';
import type { Shape } from '../language/shape.ts';
import type { Tensor } from '../language/tensor.ts';
import { elementCount } from '../language/tensor.ts';
import { py } from '../language/torch.ts';
import { conv2d } from './convolution.ts';
import { epsilonField } from './epsilon.ts';
import { innerNodes, integers, scalar } from './onnx-chain.ts';
import { windowsOf } from './sliding.ts';
import { standardized, standardizedInOnnx } from './standardized-weights.ts';
import { convolutionForm } from './torch/convolution-form.ts';
import { ownState } from './torch/own-state.ts';
import { scaledStdConv } from './torch/weighted-code.ts';

const { standardized: _, bias, ...others } = conv2d.fields;

const fields = {
  ...others,
  bias: { ...bias, help: 'Adds one learned number per filter.', default: true },
  gamma: real({
    label: 'Gamma',
    help: 'Multiplies every gain, by what the activation ahead takes from the spread of values: 1.7139588594436646 for ReLU.',
    min: -1e6,
    max: 1e6,
    default: 1,
  }),
  gainFromZero: toggle({
    label: 'Gain from zero',
    help: 'Fills the gains with zeros instead of ones, so that a fresh branch adds nothing.',
    default: false,
  }),
  epsilon: epsilonField,
} as const;

/** The convolution that runs with the scaled filters. */
const plain = (v: Values<typeof fields>): Values<typeof conv2d.fields> => ({ ...v, standardized: false });

/** What each gain is multiplied by: gamma over the root of the weights of a filter. */
const scaleOf = (gamma: number, filter: readonly number[]): number => gamma / Math.sqrt(elementCount(filter));

/** The filters as they are used: standardized, then each multiplied by its gain. */
function scaled(
  weight: Tensor,
  gain: Tensor,
  { gamma, epsilon }: { gamma: number; epsilon: number },
): Tensor {
  const { shape, data } = standardized(weight, epsilon);
  const [filters, ...filter] = shape as [number, ...number[]];
  const scale = scaleOf(gamma, filter);
  const size = data.length / filters;
  return { shape, data: data.map((value, i) => value * gain.data[Math.floor(i / size)]! * scale) };
}

/** A convolution of standardized filters with a learned gain each: the layer of networks that do without norms. */
export const scaledConv2d = defineOperator({
  id: 'scaled-conv2d',
  title: 'Scaled Conv2d',
  names: ['ScaledStdConv2d', 'scaled weight standardization', 'NFNet', 'NF-ResNet'],
  summary: 'Slides filters that are brought to mean 0 and one spread, each multiplied by a learned gain.',
  reference:
    'Brock et al., Characterizing Signal Propagation, 2021, arXiv 2101.08692; timm layers/std_conv.py ScaledStdConv2d',
  family: 'conv',
  operation: 'convolution',
  particulars: () => ({ isDerived: true, isGained: true }),
  fields,
  inputs: onePort('in'),
  outputs: onePort('out'),
  shape: (v, inputs) => conv2d.shape(plain(v), inputs),
  weights: (v, inputs) => ({
    ...conv2d.weights!(plain(v), inputs),
    gain: { shape: [v.outChannels], part: 'norm', init: v.gainFromZero ? 'zeros' : 'ones', trainable: true },
  }),
  macs: (v, inputs, outputs) => conv2d.macs(plain(v), inputs, outputs),
  evaluate: (v, inputs, { weight, gain, ...more }, outputs) =>
    conv2d.evaluate(plain(v), inputs, { ...more, weight: scaled(weight!, gain!, v) }, outputs),
  torch: (v, { inputs: [x] }) => ({
    ...convolutionForm(v, x as Shape, windowsOf(v), {
      name: scaledStdConv.name,
      more: [py.named('gamma', v.gamma, 1), py.named('eps', v.epsilon, 1e-5)],
      code: [scaledStdConv],
    }),
    state: (shapes) =>
      ownState(shapes).map((each) =>
        each.key === 'gain' ? { ...each, shape: [...each.shape, 1, 1, 1] } : each,
      ),
  }),
  onnx: (v, io) => {
    const unit = standardizedInOnnx(io, v.epsilon);
    const [channels, ...axes] = [io.inputs[0]!.shape[1]! / Number(v.groups), v.kernel, v.kernelWidth].map(
      Number,
    );
    const scale = scalar(io, 'scale', scaleOf(v.gamma, [channels!, ...axes]));
    const node = innerNodes(io);
    const nodes = conv2d.onnx(plain(v), {
      ...io,
      weight: (name) => (name === 'weight' ? io.inner('scaled') : io.weight(name)),
    });
    return [
      ...unit.nodes,
      node('Unsqueeze', 'gain-of-filters', io.weight('gain'), integers(io, 'gain-axes', [1, 2, 3])),
      node('Mul', 'gain-scaled', io.inner('gain-of-filters'), scale),
      node('Mul', 'scaled', unit.name, io.inner('gain-scaled')),
      ...nodes.map((each) => ({ suffix: 'conv', ...each })),
    ];
  },
  windows: (v, inputs) => conv2d.windows!(plain(v), inputs),
  symbolicInputs: (v, free) => conv2d.symbolicInputs!(plain(v), free),
  examples: [
    {
      title: '3 × 3 behind a ReLU, as in NF-ResNet',
      fields: { outChannels: 8, gamma: '1.7139588594436646' },
      inputs: [[2, 4, 6, 5]],
      outputs: [[2, 8, 6, 5]],
      params: 304n,
      macs: 17_280n,
    },
    {
      title: 'in groups, strided, without bias, its gain from zero',
      fields: { outChannels: 6, groups: 2, stride: 2, bias: false, gainFromZero: true, epsilon: '1e-2' },
      inputs: [[1, 4, 7, 7]],
      outputs: [[1, 6, 4, 4]],
      params: 114n,
      macs: 1_728n,
    },
  ],
});
