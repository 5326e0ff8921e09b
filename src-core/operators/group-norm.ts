import { channelsOf, requireMapOrSequence } from '../language/checks.ts';
import { defineOperator, onePort } from '../language/definition.ts';
import { dimension } from '../language/field.ts';
import type { OnnxTensor } from '../language/onnx.ts';
import type { Shape } from '../language/shape.ts';
import type { Tensor } from '../language/tensor.ts';
import { elementCount, zeros } from '../language/tensor.ts';
import { py, torchModule } from '../language/torch.ts';
import { affineField, affineInputs, affineWeights, normalizeSet, placesFrom } from './affine.ts';
import { requireGroups } from './channel-groups.ts';
import { epsilonField } from './epsilon.ts';
import { chain, integers, overChannels } from './onnx-chain.ts';
import { isFree, sizesOf } from './onnx-sizes.ts';

/** Normalizes `groups` runs of channels of every image, each over its whole map. */
function normalizeGroups(
  x: Tensor,
  groups: number,
  options: { epsilon: number; weights: Readonly<Record<string, Tensor>> },
): Tensor {
  const [n, c] = x.shape as [number, number];
  const area = elementCount(x.shape.slice(2));
  const y = zeros(x.shape);
  const size = (c / groups) * area;
  for (let set = 0; set < n * groups; set++) {
    normalizeSet(x, y, placesFrom(set * size, size), (place) => Math.floor(place / area) % c, options);
  }
  return y;
}

export const groupNorm = defineOperator({
  id: 'group-norm',
  title: 'Group norm',
  summary: 'Brings each group of channels of an image to mean 0 and variance 1.',
  reference: 'Wu and He, 2018, arXiv 1803.08494',
  family: 'norm',
  needsSingle: () => true,
  operation: 'group-norm',
  fields: {
    groups: dimension({
      label: 'Groups',
      help: 'Groups of channels; one is a layer norm over the whole image.',
      symbol: 'g',
      min: 1,
      max: 65_536,
      default: 32,
    }),
    affine: affineField,
    epsilon: epsilonField,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  shape: ({ groups }, [x]) => {
    const map = x as Shape;
    requireMapOrSequence('in', map);
    requireGroups(channelsOf(map), groups);
    return [map];
  },
  weights: ({ affine }, [x]) => (affine ? affineWeights([channelsOf(x as Shape)]) : {}),
  macs: () => 0n,
  evaluate: ({ groups, epsilon }, [x], weights) => [
    normalizeGroups(x!, Number(groups), { epsilon, weights }),
  ],
  torch: ({ groups, affine, epsilon }, { inputs: [x] }) =>
    torchModule(
      'nn.GroupNorm',
      groups,
      channelsOf(x as Shape),
      py.named('eps', epsilon, 1e-5),
      py.named('affine', affine, true),
    ),
  // ONNX has no usable group norm before opset 21; there the groups pass as the channels of an instance norm.
  onnx: ({ groups, affine, epsilon }, io) => {
    const [x] = io.inputs as readonly [OnnxTensor];
    const { shape } = x;
    const sets = Number(groups);
    if (io.opset >= 21) {
      const more = affineInputs(io, affine, shape[1]!);
      const attributes = { epsilon: { float: epsilon }, num_groups: sets };
      return chain(io, [{ op: 'GroupNormalization', suffix: 'norm', more, attributes }]);
    }
    const map = sizesOf(io, 'map-sizes', x);
    const batch = isFree(x, 0) ? 0 : shape[0]!;
    const links = [
      { op: 'Reshape', suffix: 'groups', more: [integers(io, 'groups', [batch, sets, -1])] },
      {
        op: 'InstanceNormalization',
        suffix: 'norm',
        more: affineInputs(io, false, sets),
        attributes: { epsilon: { float: epsilon } },
      },
      { op: 'Reshape', suffix: 'map', more: [map.name] },
    ];
    if (!affine) return chain(io, links, map.nodes);
    const scale = overChannels(io, 'weight');
    const shift = overChannels(io, 'bias');
    const learned = [
      { op: 'Mul', suffix: 'scale', more: [scale.name] },
      { op: 'Add', suffix: 'shift', more: [shift.name] },
    ];
    return chain(io, [...links, ...learned], [...map.nodes, ...scale.nodes, ...shift.nodes]);
  },
  symbolicInputs: (_, free) => [[1n, free('C'), free('H'), free('W')]],
  examples: [
    {
      title: 'on a sequence',
      fields: { groups: 2 },
      inputs: [[2, 6, 9]],
      outputs: [[2, 6, 9]],
      params: 12n,
      macs: 0n,
    },
    {
      title: '32 groups, as in an FCOS head',
      inputs: [[1, 256, 4, 3]],
      outputs: [[1, 256, 4, 3]],
      params: 512n,
      macs: 0n,
    },
    {
      title: '3 groups, without learned numbers',
      fields: { groups: 3, affine: false },
      inputs: [[2, 12, 5, 4]],
      outputs: [[2, 12, 5, 4]],
      params: 0n,
      macs: 0n,
    },
  ],
});

export const instanceNorm = defineOperator({
  id: 'instance-norm',
  title: 'Instance norm',
  summary: 'Brings each channel of an image to mean 0 and variance 1.',
  reference: 'Ulyanov et al., 2016, arXiv 1607.08022',
  family: 'norm',
  needsSingle: () => true,
  operation: 'instance-norm',
  fields: { affine: { ...affineField, default: false }, epsilon: epsilonField },
  inputs: onePort('in'),
  outputs: onePort('out'),
  shape: (_, [x]) => {
    requireMapOrSequence('in', x as Shape);
    return [x as Shape];
  },
  weights: ({ affine }, [x]) => (affine ? affineWeights([channelsOf(x as Shape)]) : {}),
  macs: () => 0n,
  evaluate: ({ epsilon }, [x], weights) => [normalizeGroups(x!, x!.shape[1]!, { epsilon, weights })],
  torch: ({ affine, epsilon }, { inputs: [x] }) => {
    const shape = x as Shape;
    const more = [py.named('eps', epsilon, 1e-5), py.named('affine', affine, false)];
    return torchModule(`nn.InstanceNorm${shape.length - 2}d`, channelsOf(shape), ...more);
  },
  onnx: ({ affine, epsilon }, io) => [
    {
      op: 'InstanceNormalization',
      inputs: [io.inputs[0]!.name, ...affineInputs(io, affine, io.inputs[0]!.shape[1]!)],
      outputs: [io.outputs[0]!.name],
      attributes: { epsilon: { float: epsilon } },
    },
  ],
  symbolicInputs: (_, free) => [[1n, free('C'), free('H'), free('W')]],
  examples: [
    { title: 'as for style transfer', inputs: [[2, 6, 5, 4]], outputs: [[2, 6, 5, 4]], params: 0n, macs: 0n },
    { title: 'on a sequence', inputs: [[2, 3, 9]], outputs: [[2, 3, 9]], params: 0n, macs: 0n },
    {
      title: 'with learned numbers',
      fields: { affine: true },
      inputs: [[1, 10, 4, 4]],
      outputs: [[1, 10, 4, 4]],
      params: 20n,
      macs: 0n,
    },
  ],
});
