import type { FieldValue } from '../../document/design.ts';

/** One layer of a case, with its arguments as torch spells them. */
export interface Layer {
  readonly op: string;
  readonly form: string;
  readonly name?: string;
  readonly from?: readonly string[];
  readonly [argument: string]: unknown;
}

/** A layer in our words. */
export interface Translated {
  /** A number that it takes as its second input. */
  readonly number?: number;
  readonly definition: string;
  readonly fields: Readonly<Record<string, FieldValue>>;
}

const numberOf = (value: unknown, fallback = 0): number => (value === undefined ? fallback : Number(value));
const isSet = (value: unknown, fallback: boolean): boolean =>
  value === undefined ? fallback : value === true;

/** An argument that torch takes as one number or as one for each axis. */
function byAxis(name: string, value: unknown, fallback = 0): Readonly<Record<string, number>> {
  if (!Array.isArray(value)) return { [name]: numberOf(value, fallback) };
  const [rows, columns] = value as [number, number];
  return rows === columns ? { [name]: rows } : { [name]: rows, [`${name}Width`]: columns };
}

/** Padding on all four sides; what is padded by columns has its own field. */
function padded(value: unknown, width: boolean): Readonly<Record<string, FieldValue>> {
  const [rows, columns] = Array.isArray(value) ? (value as number[]) : [numberOf(value), numberOf(value)];
  return { padding: 'custom', pad: rows!, ...((width || rows !== columns) && { padWidth: columns! }) };
}

const plain =
  (definition: string, fields: Translated['fields'] = {}) =>
  (): Translated => ({ definition, fields });

const conv = (layer: Layer): Translated => ({
  definition: 'conv2d',
  fields: {
    outChannels: numberOf(layer.out_channels),
    ...byAxis('kernel', layer.kernel_size),
    ...byAxis('stride', layer.stride, 1),
    ...padded(layer.padding, true),
    ...byAxis('dilation', layer.dilation, 1),
    groups: numberOf(layer.groups, 1),
    bias: isSet(layer.bias, true),
  },
});

const window = (definition: string) => (layer: Layer) => ({
  definition,
  fields: {
    ...byAxis('kernel', layer.kernel_size),
    ...byAxis('stride', layer.stride ?? layer.kernel_size),
    ...padded(layer.padding, false),
    ceil: isSet(layer.ceil_mode, false),
    ...(layer.count_include_pad !== undefined && { countPadding: isSet(layer.count_include_pad, true) }),
  },
});

/** An adaptive pool; to one value it is a global one. */
function adaptive(kind: 'avg' | 'max') {
  return ({ output_size: size }: Layer): Translated => {
    const [rows, columns] = Array.isArray(size) ? (size as number[]) : [numberOf(size), numberOf(size)];
    return rows === 1 && columns === 1
      ? { definition: `global-${kind}-pool`, fields: {} }
      : { definition: `adaptive-${kind}-pool`, fields: { rows: rows!, columns: columns! } };
  };
}

function resize({ mode, align_corners: corners, size, scale_factor: factor }: Layer): Translated {
  const drawn = { mode: mode === 'bilinear' && corners === true ? 'bilinear-corners' : (mode as string) };
  if (factor !== undefined) {
    return { definition: 'resize', fields: { ...drawn, to: 'factor', ...byAxis('factor', factor) } };
  }
  const [rows, columns] = Array.isArray(size) ? (size as number[]) : [numberOf(size), numberOf(size)];
  return { definition: 'resize', fields: { ...drawn, to: 'size', rows: rows!, columns: columns! } };
}

const reduced = (definition: string) => (layer: Layer) => ({
  definition,
  fields: {
    over: (layer.dim as number[]).includes(1) ? 'channels' : 'map',
    keep: isSet(layer.keepdim, false),
  },
});

const padding = ({ padding: sides }: Layer): Translated => {
  const [left, right, top, bottom] = sides as [number, number, number, number];
  return { definition: 'pad', fields: { left, right, top, bottom } };
};

const recurrent = (definition: string) => (layer: Layer) => ({
  definition,
  fields: {
    hidden: numberOf(layer.hidden_size),
    direction: isSet(layer.bidirectional, false) ? 'both' : 'forward',
    bias: isSet(layer.bias, true),
  },
});

/**
 * How each layer of the reference cases is said here: the operator by id, its fields by name. What is in no definition
 * makes its case wait, and is listed; it is held as soon as there is such an operator or field.
 */
export const layers: Readonly<Record<string, (layer: Layer) => Translated>> = {
  conv2d: conv,
  std_conv2d: (layer) => {
    const { definition, fields } = conv(layer);
    return { definition, fields: { ...fields, standardized: true } };
  },
  deform_conv2d: (layer) => {
    const { fields } = conv(layer);
    const offsetGroups = numberOf(layer.offset_groups, 1);
    return {
      definition: 'deform-conv2d',
      fields: { ...fields, offsetGroups, modulated: layer.from!.length === 3 },
    };
  },
  conv1d: (layer) => {
    // A sequence has one axis, so what holds along it holds alone.
    const along = Object.entries(conv(layer).fields).filter(([name]) => !name.endsWith('Width'));
    return { definition: 'conv1d', fields: Object.fromEntries(along) };
  },
  conv_transpose2d: (layer) => ({
    definition: 'transposed-conv2d',
    fields: {
      outChannels: numberOf(layer.out_channels),
      ...byAxis('kernel', layer.kernel_size),
      ...byAxis('stride', layer.stride, 1),
      ...byAxis('pad', layer.padding),
      ...byAxis('outputPadding', layer.output_padding),
      ...byAxis('dilation', layer.dilation, 1),
      groups: numberOf(layer.groups, 1),
      bias: isSet(layer.bias, true),
    },
  }),
  linear: (layer) => ({
    definition: 'linear',
    fields: { outFeatures: numberOf(layer.out_features), bias: isSet(layer.bias, true), lastAxis: true },
  }),
  matmul: ({ transpose_b: transposed }) => ({
    definition: 'matmul',
    fields: { transposed: isSet(transposed, false) },
  }),
  einsum: ({ equation }) => ({ definition: 'einsum', fields: { equation: equation as string } }),
  lstm: recurrent('lstm'),
  gru: recurrent('gru'),
  batch_norm: plain('batch-norm'),
  batch_norm1d: plain('batch-norm'),
  frozen_batch_norm: plain('batch-norm', { frozen: true }),
  group_norm: (layer) => ({
    definition: 'group-norm',
    fields: { groups: numberOf(layer.num_groups), affine: isSet(layer.affine, true) },
  }),
  instance_norm: ({ affine }) => ({ definition: 'instance-norm', fields: { affine: isSet(affine, false) } }),
  layer_norm: ({ elementwise_affine: affine }) => ({
    definition: 'layer-norm',
    fields: { axis: 'last', affine: isSet(affine, true) },
  }),
  layer_norm_2d: plain('layer-norm', { axis: 'channels' }),
  local_response_norm: ({ size }) => ({ definition: 'response-norm', fields: { size: numberOf(size) } }),
  normalize: plain('l2-norm'),
  relu: plain('relu'),
  relu6: plain('relu6'),
  leaky_relu: plain('leaky-relu'),
  prelu: ({ num_parameters: count }) => ({
    definition: 'prelu',
    fields: { shared: numberOf(count, 1) === 1 },
  }),
  silu: plain('silu'),
  gelu: plain('gelu'),
  elu: plain('elu'),
  hardswish: plain('hard-swish'),
  hardsigmoid: plain('hard-sigmoid'),
  sigmoid: plain('sigmoid'),
  tanh: plain('tanh'),
  softmax: ({ dim }) => ({ definition: 'softmax', fields: { axis: dim === 1 ? 'channels' : 'last' } }),
  max_pool2d: window('max-pool'),
  avg_pool2d: window('avg-pool'),
  adaptive_avg_pool2d: adaptive('avg'),
  adaptive_max_pool2d: adaptive('max'),
  mean: reduced('reduce-mean'),
  amax: reduced('reduce-max'),
  upsample: resize,
  resize_like: ({ mode }) => ({ definition: 'resize', fields: { mode: mode as string, to: 'input' } }),
  add: plain('add'),
  mul: plain('mul'),
  scale: plain('scale'),
  scalar_mul: ({ value }) => ({ definition: 'mul', fields: {}, number: numberOf(value) }),
  concat: ({ dim, from }) => ({
    definition: 'concat',
    fields: {
      inputs: from!.length,
      axis: (['batch', 'channels', 'rows', 'columns'] as const)[numberOf(dim)]!,
    },
  }),
  slice: ({ start, length }) => ({
    definition: 'slice',
    fields: { start: numberOf(start), channels: numberOf(length) },
  }),
  channel_shuffle: ({ groups }) => ({ definition: 'channel-shuffle', fields: { groups: numberOf(groups) } }),
  pixel_shuffle: ({ upscale_factor: factor }) => ({
    definition: 'depth-to-space',
    fields: { order: 'CRD', factor: numberOf(factor) },
  }),
  zero_pad2d: padding,
  flatten: plain('flatten'),
  reshape: ({ sizes }) => ({ definition: 'reshape', fields: { sizes: sizes as number[] } }),
  permute: ({ dims }) => ({ definition: 'permute', fields: { order: dims as number[] } }),
  // A module that hands its input on.
  identity: plain('dropout', { p: 0 }),
  dropout: plain('dropout'),
  stochastic_depth: plain('stochastic-depth'),
};
