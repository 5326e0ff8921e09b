import { byAxis } from '../language/axes.ts';
import { defineOperator } from '../language/definition.ts';
import { toggle } from '../language/field.ts';
import type { OnnxContext, OnnxNode } from '../language/onnx.ts';
import { H, W } from '../language/shape.ts';
import { zeros } from '../language/tensor.ts';
import { borderLinks } from './border.ts';
import { filterFields } from './filter-fields.ts';
import { innerNodes, integers } from './onnx-chain.ts';
import { eachWindow, inside, onnxWindow, poolFields, poolShape } from './pool-window.ts';
import { windowsOf } from './sliding.ts';
import { maxPoolForm, poolForm } from './torch/pool-form.ts';

/** The tensor that is pooled: the map, with so many rows and columns before it. */
interface Pooled {
  readonly name: string;
  readonly above: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
}

/**
 * ONNX counts the places of maxima through the whole tensor that is pooled; the indices are those of PyTorch, which count
 * through the map of each channel.
 */
function placesInMap(io: OnnxContext, { above, left, height, width }: Pooled): readonly OnnxNode[] {
  const [h, w] = io.inputs[0]!.shape.slice(H) as [number, number];
  const whole = (name: string, value: number) => integers(io, name, [value]);
  const node = innerNodes(io);
  const inMap = node('Mod', 'in-map', io.inner('places'), whole('area', height * width));
  const cast = (name: string): OnnxNode => ({
    op: 'Cast',
    suffix: 'indices',
    inputs: [name],
    outputs: [io.outputs[1]!.name],
    attributes: { to: 1 },
  });
  if (height === h && width === w) return [inMap, cast(io.inner('in-map'))];
  return [
    inMap,
    node('Div', 'row', io.inner('in-map'), whole('width', width)),
    node('Mod', 'column', io.inner('in-map'), whole('row-length', width)),
    node('Mul', 'row-start', io.inner('row'), whole('map-width', w)),
    node('Add', 'place', io.inner('row-start'), io.inner('column')),
    node('Sub', 'place-in-map', io.inner('place'), whole('before', above * w + left)),
    cast(io.inner('place-in-map')),
  ];
}

/** Surrounds the map with what is never a maximum. */
const paddedWide = (io: OnnxContext, rows: readonly [number, number], columns: readonly [number, number]) =>
  borderLinks(io, {
    border: 'constant',
    pads: [[0, 0], [0, 0], rows, columns],
    value: Number.NEGATIVE_INFINITY,
  }).map(
    ({ more = [], ...link }): OnnxNode => ({
      ...link,
      inputs: [io.inputs[0]!.name, ...more],
      outputs: [io.inner(link.suffix)],
    }),
  );

export const maxPool = defineOperator({
  id: 'max-pool',
  title: 'Max pool',
  names: ['return_indices', 'dilated pool'],
  summary: 'Keeps the largest value of each window.',
  family: 'pool',
  operation: 'max-pool',
  fields: {
    ...poolFields,
    ...byAxis('dilation', filterFields.dilation),
    indices: toggle({
      label: 'Indices',
      help: 'Also gives the place of each maximum in the map of its channel, row after row, as max unpool takes it.',
      default: false,
    }),
  },
  inputs: () => [{ name: 'in' }],
  outputs: ({ indices }) => [
    { name: 'out' },
    ...(indices ? [{ name: 'indices', label: 'places of the maxima' }] : []),
  ],
  shape: (v, inputs) => {
    const [shape] = poolShape(v, inputs);
    return v.indices ? [shape!, shape!] : [shape!];
  },
  macs: () => 0n,
  // Places beyond 2,048 have no half of their own.
  needsSingle: (v) => v.indices,
  evaluate: (v, [x], _, [shape]) => {
    const y = zeros(shape!);
    const places = zeros(shape!);
    eachWindow(v, x!, y, (plane, rows, columns, at) => {
      let largest = Number.NEGATIVE_INFINITY;
      inside(x!, { plane, rows, columns, steps: [v.dilation, v.dilationWidth] }, (value, place) => {
        if (value <= largest) return;
        largest = value;
        places.data[at] = place;
      });
      y.data[at] = largest;
    });
    return v.indices ? [y, places] : [y];
  },
  torch: (v) => {
    const form = poolForm(windowsOf(v), Number.NEGATIVE_INFINITY);
    // Places would be counted through the padded map.
    return v.indices && form.ahead ? null : maxPoolForm('nn.MaxPool2d', form, v);
  },
  onnx: (v, io) => {
    const [h, w] = io.inputs[0]!.shape.slice(H) as [number, number];
    const { attributes, pads, overhang } = onnxWindow(v, io);
    const dilations = [v.dilation, v.dilationWidth];
    const sidePads = pads.map((pad, side) => Number(pad + overhang[side]!));
    const [above, left, below, right] = sidePads as [number, number, number, number];
    // Runtimes refuse padding as wide as the kernel, which that of dilated windows may be.
    const isWide = Math.max(above, below) >= v.kernel || Math.max(left, right) >= v.kernelWidth;
    // Places in the map, and padding put around it, are numbers of a fixed size.
    if (isWide || v.indices) io.needsFixed(io.inputs[0]!, [H, W]);
    const sides = { above, left, height: above + h + below, width: left + w + right };
    const input = io.inputs[0]!.name;
    const pooled: Pooled = isWide
      ? { ...sides, name: io.inner('pad') }
      : { name: input, above: 0, left: 0, height: h, width: w };
    const pool: OnnxNode = {
      op: 'MaxPool',
      inputs: [pooled.name],
      outputs: [io.outputs[0]!.name, ...(v.indices ? [io.inner('places')] : [])],
      attributes: {
        ...attributes,
        ...(isWide && { pads: [0n, 0n, 0n, 0n] }),
        ...(dilations.some((step) => step > 1) && { dilations: dilations.map(BigInt) }),
      },
    };
    if (!isWide && !v.indices) return [pool];
    return [
      ...(isWide ? paddedWide(io, [above, below], [left, right]) : []),
      { ...pool, suffix: 'pool' },
      ...(v.indices ? placesInMap(io, pooled) : []),
    ];
  },
  windows: windowsOf,
  symbolicInputs: (_, free) => [[1n, free('C'), free('H'), free('W')]],
  examples: [
    { title: 'stem pool', inputs: [[1, 64, 112, 112]], outputs: [[1, 64, 56, 56]], params: 0n, macs: 0n },
    {
      title: 'ceil mode, odd map',
      fields: { kernel: 2, padding: 'none', ceil: true },
      inputs: [[1, 3, 7, 5]],
      outputs: [[1, 3, 4, 3]],
      params: 0n,
      macs: 0n,
    },
    {
      title: 'columns at every step, as in CRNN',
      fields: { kernel: 2, strideWidth: 1, padding: 'custom', padWidth: 1 },
      inputs: [[1, 8, 8, 32]],
      outputs: [[1, 8, 4, 33]],
      params: 0n,
      macs: 0n,
    },
    {
      title: 'custom padding at the far sides alone',
      fields: { padding: 'custom', padBottom: 1, padRight: 1 },
      inputs: [[1, 2, 8, 6]],
      outputs: [[1, 2, 4, 3]],
      params: 0n,
      macs: 0n,
    },
    {
      title: 'dilated, with the places of the maxima',
      fields: { stride: 1, dilation: 2, indices: true },
      inputs: [[2, 3, 6, 7]],
      outputs: [
        [2, 3, 6, 7],
        [2, 3, 6, 7],
      ],
      params: 0n,
      macs: 0n,
    },
    {
      title: 'dilated so far that the padding is wider than the kernel',
      fields: { stride: 2, dilation: 3, dilationWidth: 4, indices: true },
      inputs: [[1, 2, 8, 9]],
      outputs: [
        [1, 2, 4, 5],
        [1, 2, 4, 5],
      ],
      params: 0n,
      macs: 0n,
    },
    {
      title: 'the places of the maxima, as SegNet keeps them',
      fields: { kernel: 2, padding: 'none', indices: true },
      inputs: [[2, 4, 6, 8]],
      outputs: [
        [2, 4, 3, 4],
        [2, 4, 3, 4],
      ],
      params: 0n,
      macs: 0n,
    },
  ],
});
