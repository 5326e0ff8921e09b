import type { Expr } from '../algebra/expression.ts';
import { isInteger, NotSymbolic, symbolsOf } from '../algebra/expression.ts';
import { toText } from '../algebra/print.ts';
import { ceilDiv } from '../algebra/rounding.ts';
import { channelsOf } from '../language/checks.ts';
import { defineBlock, onePort } from '../language/definition.ts';
import { toggle } from '../language/field.ts';
import { refuse } from '../language/refusal.ts';
import type { Wire } from '../language/wire.ts';
import { innerWidth, innerWidthFields } from './bottleneck.ts';
import { convUnit } from './conv-unit.ts';
import { arrangeCascade } from './hs-block.ts';
import { cascade } from './hs-cascade.ts';
import {
  bottleneckBody,
  bottleneckShape,
  firstField,
  opensOnce,
  planesField,
  residualInput,
  residualUnit,
  strideField,
  unitOf,
} from './residual.ts';
import { groupCount, groupDilation, groupKernel, unitFields } from './split-fields.ts';

/**
 * Group sizes as torch.chunk cuts `channels` into `count`: ceil(channels/count) each, the last one what is left. It may
 * make fewer groups than asked for. Needs the number of channels.
 */
function chunkSizes(channels: Expr, count: number): Expr[] {
  if (!isInteger(channels)) throw new NotSymbolic('chunk', [...symbolsOf(channels)]);
  const size = ceilDiv(channels, BigInt(count)) as bigint;
  const sizes: bigint[] = [];
  for (let left = channels; left > 0n; left -= size) sizes.push(left < size ? left : size);
  return sizes;
}

/** HS-Block over any number of channels, cut as torch.chunk does; the groups need not have one width. */
export const hsChunkBlock = defineBlock({
  id: 'hs-chunk-block',
  title: 'HS-Block, chunked',
  summary: 'An HS-Block that cuts any number of channels into groups as even as they get.',
  reference: 'bobo0810/HS-ResNet 0eba015, hsresnet/hs_block.py; a public implementation, not the authors’',
  family: 'block',
  section: 'Multi-scale',
  fields: {
    s: groupCount(8),
    k: groupKernel,
    dilation: groupDilation,
    ...unitFields,
    bias: toggle({
      ...unitFields.bias,
      help: 'Adds one learned number per filter; on in the public code.',
      default: true,
    }),
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: ({ s, k, ...unit }, [x], graph) => {
    const channels = channelsOf(x!.shape);
    if (isInteger(channels) && channels < BigInt(s)) {
      refuse('shape/groups', { field: 's' }, { channels: toText(channels), groups: s });
    }
    return [cascade(graph, x!, chunkSizes(channels, s), 'floor', { kernel: k, ...unit })];
  },
  arrange: arrangeCascade,
  symbolicInputs: (_, free) => [[1n, free('C'), free('H'), free('W')]],
  examples: [
    {
      title: '64 channels in 4',
      fields: { s: 4 },
      inputs: [[1, 64, 4, 4]],
      outputs: [[1, 64, 4, 4]],
      params: 14_748n,
      macs: 232_704n,
    },
    {
      title: '64 channels in 5: 13, 13, 13, 13, 12',
      fields: { s: 5 },
      inputs: [[1, 64, 4, 4]],
      outputs: [[1, 64, 4, 4]],
      params: 14_118n,
      macs: 222_192n,
    },
    {
      title: '64 channels in 8',
      inputs: [[1, 64, 4, 4]],
      outputs: [[1, 64, 4, 4]],
      params: 12_018n,
      macs: 187_776n,
    },
  ],
});

/** Bottleneck of the public implementation: copies with a projection keep the plain 3 × 3, the others have an HS-Block. */
export const hsPublicBottleneck = defineBlock({
  id: 'hs-public-bottleneck',
  title: 'HS bottleneck, public',
  summary:
    'A ResNet bottleneck whose k × k convolution is a chunked HS-Block, except where it opens a stage.',
  reference: 'bobo0810/HS-ResNet 0eba015, hsresnet/hs_resnet.py; a public implementation, not the authors’',
  family: 'block',
  section: 'Multi-scale',
  fields: {
    planes: planesField,
    ...innerWidthFields,
    s: groupCount(8),
    k: groupKernel,
    stride: strideField,
    first: firstField,
    ...residualUnit,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  expand: (v, [x], graph) => {
    const residual = bottleneckShape(v);
    const { s, k, dilation, attention } = v;
    const groups = BigInt(v.groups);
    const inner = innerWidth(v);
    const unit = unitOf(v);
    const middle = (narrowed: Wire): Wire =>
      residual.projects
        ? graph.add(
            'conv2',
            convUnit,
            { outChannels: inner, kernel: k, stride: residual.stride, dilation, groups, ...unit },
            narrowed,
          )
        : graph.add('hs', hsChunkBlock, { s, k, dilation, ...unit }, narrowed);
    const body = { residual, inner, shortcut: 'conv', unit, attention } as const;
    return [bottleneckBody(graph, x!, body, middle)];
  },
  repeated: opensOnce,
  symbolicInputs: (v, free) => [residualInput(bottleneckShape(v), free)],
  examples: [
    {
      title: 'second copy of the first stage',
      fields: { first: false },
      inputs: [[1, 256, 4, 4]],
      outputs: [[1, 256, 4, 4]],
      params: 45_426n,
      macs: 712_064n,
    },
    {
      title: 'layer2.0 of HS-ResNeXt-50 32 × 4d: the plain convolution alone is cut into groups',
      fields: { planes: 128, stride: 2, baseWidth: 4, groups: 32 },
      inputs: [[1, 256, 4, 4]],
      outputs: [[1, 512, 2, 2]],
      params: 349_184n,
      macs: 2_170_880n,
    },
    {
      title: 'layer1.1 of HS-Wide-ResNet-50-2',
      fields: { first: false, baseWidth: 128 },
      inputs: [[1, 256, 4, 4]],
      outputs: [[1, 256, 4, 4]],
      params: 115_468n,
      macs: 1_826_032n,
    },
  ],
});
