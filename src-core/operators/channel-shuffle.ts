import { compare } from '../algebra/expression.ts';
import { channelsOf, requireMap } from '../language/checks.ts';
import { defineOperator, onePort } from '../language/definition.ts';
import { dimension } from '../language/field.ts';
import type { OnnxTensor } from '../language/onnx.ts';
import type { Shape } from '../language/shape.ts';
import { H, N, W } from '../language/shape.ts';
import { zeros } from '../language/tensor.ts';
import { py, torchExpression } from '../language/torch.ts';
import { requireGroups } from './channel-groups.ts';
import { chain, integers } from './onnx-chain.ts';
import { isFree, sizesOf } from './onnx-sizes.ts';
import { channelShuffleCode } from './torch/layout-code.ts';

/** Reads the channels as groups × channels of a group, and writes them the other way round. */
export const channelShuffle = defineOperator({
  id: 'channel-shuffle',
  title: 'Channel shuffle',
  summary: 'Deals the channels of each group out over all groups.',
  reference: 'Zhang et al., ShuffleNet, 2017, arXiv 1707.01083',
  family: 'tensor',
  operation: 'none',
  usualCall: () => 'method',
  fields: {
    groups: dimension({
      label: 'Groups',
      help: 'Groups whose channels are mixed; the channels divide into them.',
      symbol: 'g',
      min: 1,
      max: 65_536,
      default: 2,
    }),
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  shape: ({ groups }, [x]) => {
    const map = x as Shape;
    requireMap('in', map);
    requireGroups(channelsOf(map), groups);
    return [map];
  },
  macs: () => 0n,
  passesThrough: ({ groups }, [x]) =>
    compare(groups, 1n) === 'equal' || compare(groups, channelsOf(x as Shape)) === 'equal',
  evaluate: (v, [x]) => {
    const [n, c, h, w] = x!.shape as [number, number, number, number];
    const y = zeros(x!.shape);
    const groups = Number(v.groups);
    const area = h * w;
    for (let plane = 0; plane < n * c; plane++) {
      const channel = plane % c;
      const from = (channel % groups) * (c / groups) + Math.floor(channel / groups);
      const start = (plane - channel + from) * area;
      y.data.set(x!.data.subarray(start, start + area), plane * area);
    }
    return [y];
  },
  torch: ({ groups }) =>
    torchExpression(
      py.call(channelShuffleCode.name, py.input(), py.named('groups', groups)),
      channelShuffleCode,
    ),
  onnx: (v, io) => {
    const [x] = io.inputs as readonly [OnnxTensor];
    const [n, c, h, w] = x.shape as [number, number, number, number];
    const groups = Number(v.groups);
    const map = sizesOf(io, 'map-sizes', x);
    const sizes = [isFree(x, N) ? 0 : n, groups, c / groups, isFree(x, H, W) ? -1 : h * w];
    return chain(
      io,
      [
        { op: 'Reshape', suffix: 'groups', more: [integers(io, 'groups', sizes)] },
        { op: 'Transpose', suffix: 'transpose', attributes: { perm: [0n, 2n, 1n, 3n] } },
        { op: 'Reshape', suffix: 'map', more: [map.name] },
      ],
      map.nodes,
    );
  },
  symbolicInputs: (_, free) => [[1n, free('C'), free('H'), free('W')]],
  examples: [
    { title: 'two branches', inputs: [[2, 10, 3, 4]], outputs: [[2, 10, 3, 4]], params: 0n, macs: 0n },
    {
      title: 'three groups of two channels',
      fields: { groups: 3 },
      inputs: [[1, 6, 2, 2]],
      outputs: [[1, 6, 2, 2]],
      params: 0n,
      macs: 0n,
    },
  ],
});
