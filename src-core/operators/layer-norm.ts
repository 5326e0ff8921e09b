import { defineOperator, onePort } from '../language/definition.ts';
import type { OnnxContext, OnnxNode } from '../language/onnx.ts';
import type { Shape } from '../language/shape.ts';
import { sizeOf } from '../language/shape.ts';
import { elementCount, zeros } from '../language/tensor.ts';
import { py, torchModule } from '../language/torch.ts';
import { affineField, affineInputs, affineWeights, normalizeSet, placesFrom } from './affine.ts';
import { epsilonField } from './epsilon.ts';
import { chain, chainFrom, overChannels, reducing, scalar } from './onnx-chain.ts';
import { setAxis, setAxisField } from './set-axis.ts';
import { layerNorm2d } from './torch/norm-code.ts';

/** The norm before ONNX had it, at opset 17: mean, variance, root, and what is learned. */
function stepByStep(
  io: OnnxContext,
  axis: number,
  { affine, epsilon }: { readonly affine: boolean; readonly epsilon: number },
): OnnxNode[] {
  const average = (suffix: string) => {
    const { more, attributes } = reducing(io, 'ReduceMean', [axis], { keep: true, name: `${suffix}-axes` });
    return { op: 'ReduceMean', suffix, more, attributes };
  };
  const { suffix, more, attributes } = average('mean');
  const mean = io.inner('mean');
  const input = io.inputs[0]!.name;
  const centred = io.inner('centred');
  const spread = chainFrom(io, centred, [
    { op: 'Mul', suffix: 'square', more: [centred] },
    average('variance'),
    { op: 'Add', suffix: 'sum', more: [scalar(io, 'epsilon', epsilon)] },
    { op: 'Sqrt', suffix: 'root' },
  ]);
  const ahead = [
    { op: 'ReduceMean', suffix, inputs: [input, ...more], outputs: [mean], attributes },
    { op: 'Sub', suffix: 'centred', inputs: [input, mean], outputs: [centred] },
    ...spread,
  ];
  const learned = affine ? [alongAxis(io, 'weight', axis), alongAxis(io, 'bias', axis)] : [];
  const links = learned.map(({ name }, index) =>
    index === 0 ? { op: 'Mul', suffix: 'scale', more: [name] } : { op: 'Add', suffix: 'shift', more: [name] },
  );
  const divided = { op: 'Div', suffix: 'div', inputs: [centred, io.inner('root')] };
  const nodes = [...ahead, ...learned.flatMap((each) => each.nodes)];
  if (links.length === 0) return [...nodes, { ...divided, outputs: [io.outputs[0]!.name] }];
  const quotient = { ...divided, outputs: [io.inner('div')] };
  return [...nodes, quotient, ...chainFrom(io, io.inner('div'), links, io.outputs[0]!.name)];
}

/** A weight of one number per entry of an axis, so that it meets that axis. */
const alongAxis = (io: OnnxContext, weight: string, axis: number) =>
  axis === io.inputs[0]!.shape.length - 1 ? { name: io.weight(weight), nodes: [] } : overChannels(io, weight);

/** Layer normalization over the channels of each position (LayerNorm2d of ConvNeXt), or over the last axis. */
export const layerNorm = defineOperator({
  id: 'layer-norm',
  title: 'Layer norm',
  summary: 'Brings the channels of each position to mean 0 and variance 1.',
  reference:
    'Ba et al., 2016, arXiv 1607.06450; on channels as in Liu et al., ConvNeXt, 2022, arXiv 2201.03545',
  family: 'norm',
  needsSingle: () => true,
  operation: 'layer-norm',
  // torch's own norms the last axes alone.
  particulars: ({ axis }, [x]) => ({ isDerived: axis === 'channels' && (x as Shape).length > 2 }),
  fields: {
    axis: setAxisField(
      'The values that are brought to one scale: the channels of a position, or those along the last axis.',
    ),
    affine: affineField,
    epsilon: epsilonField,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  shape: (_, [x]) => [x as Shape],
  weights: ({ axis, affine }, [x]) =>
    affine ? affineWeights([sizeOf(x as Shape, setAxis(axis, (x as Shape).length))]) : {},
  macs: () => 0n,
  evaluate: (v, [x], weights) => {
    const y = zeros(x!.shape);
    const axis = setAxis(v.axis, x!.shape.length);
    const size = x!.shape[axis]!;
    const step = elementCount(x!.shape.slice(axis + 1));
    const channelOf = (place: number) => Math.floor(place / step) % size;
    for (let first = 0; first < y.data.length; first++) {
      if (channelOf(first) !== 0) continue;
      normalizeSet(x!, y, placesFrom(first, size, step), channelOf, { epsilon: v.epsilon, weights });
    }
    return [y];
  },
  torch: ({ axis, affine, epsilon }, { inputs: [x] }) => {
    const shape = x as Shape;
    const at = setAxis(axis, shape.length);
    const more = [py.named('eps', epsilon, 1e-5), py.named('elementwise_affine', affine, true)];
    if (at === shape.length - 1) return torchModule('nn.LayerNorm', sizeOf(shape, at), ...more);
    return { ...torchModule(layerNorm2d.name, sizeOf(shape, at), ...more), code: [layerNorm2d] };
  },
  onnx: (v, io) => {
    const { shape } = io.inputs[0]!;
    const axis = setAxis(v.axis, shape.length);
    if (io.opset < 17) return stepByStep(io, axis, v);
    const norm = {
      op: 'LayerNormalization',
      suffix: 'norm',
      more: affineInputs(io, v.affine, shape[axis]!),
      attributes: { axis: -1, epsilon: { float: v.epsilon } },
    };
    if (axis === shape.length - 1) return chain(io, [norm]);
    // ONNX normalizes the last axes only, so the channels go there and back.
    const others = shape.map((_, index) => BigInt(index)).filter((index) => index !== 1n);
    const back = shape.map((_, index) =>
      BigInt(index === 0 ? 0 : index === 1 ? shape.length - 1 : index - 1),
    );
    return chain(io, [
      { op: 'Transpose', suffix: 'last', attributes: { perm: [...others, 1n] } },
      norm,
      { op: 'Transpose', suffix: 'first', attributes: { perm: back } },
    ]);
  },
  symbolicInputs: (_, free) => [[1n, free('C'), free('H'), free('W')]],
  examples: [
    { title: 'channels of a map', inputs: [[2, 12, 3, 5]], outputs: [[2, 12, 3, 5]], params: 24n, macs: 0n },
    {
      title: 'a vector, as before a classifier',
      fields: { epsilon: '1e-6' },
      inputs: [[2, 96]],
      outputs: [[2, 96]],
      params: 192n,
      macs: 0n,
    },
    {
      title: 'the last axis, without learned numbers',
      fields: { axis: 'last', affine: false },
      inputs: [[1, 3, 4, 8]],
      outputs: [[1, 3, 4, 8]],
      params: 0n,
      macs: 0n,
    },
  ],
});
