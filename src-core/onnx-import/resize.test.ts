import { expect, test } from 'vitest';
import { analyze } from '../analysis/analyzer.ts';
import { catalogue } from '../catalogue.ts';
import { interpret } from '../lower/interpreter.ts';
import { onnxruntime } from '../lower/onnxruntime.fixture.ts';
import { lower } from '../lower/program.ts';
import { importOnnx } from './import-bytes.fixture.ts';
import { float, integer, list, modelBytes, text, value, whole } from './model-bytes.fixture.ts';

const half = text('coordinate_transformation_mode', 'half_pixel');

interface Resize {
  readonly size: number;
  readonly count: number;
  readonly attributes: readonly ReturnType<typeof text>[];
  /** Scales, among the weights of the file, in the place of sizes. */
  readonly scales?: readonly number[];
}

/** A file of one resize of three channels. */
function fileOf({ size, count, attributes, scales }: Resize): Uint8Array {
  const told =
    scales === undefined
      ? whole('sizes', 1, 3, count, count)
      : { name: 'scales', dims: [4], values: Float32Array.from(scales) };
  const inputs = scales === undefined ? ['x', '', '', 'sizes'] : ['x', '', 'scales'];
  return modelBytes(
    {
      nodes: [{ op: 'Resize', name: '/up', inputs, outputs: ['y'], attributes: [...attributes] }],
      inputs: [value('x', float, [1, 3, size, size])],
      outputs: [value('y', float, [1, 3, count, count])],
      tensors: [told],
    },
    { opset: 18 },
  );
}

function readAs(bytes: Uint8Array) {
  const read = importOnnx(bytes, 'resized');
  if (!read.ok) throw new Error('it is readable');
  return read.value.design;
}

const definitionsIn = (bytes: Uint8Array): readonly string[] =>
  readAs(bytes).nodes.map(({ definition }) => definition);

/** Of a cubic upscaling by 2 what it is read as, with more attributes. */
const cubicWith = (...more: readonly ReturnType<typeof text>[]): readonly string[] =>
  definitionsIn(fileOf({ size: 8, count: 16, attributes: [text('mode', 'cubic'), half, ...more] }));

test('a resize that asks for more than an item does stays as the file has it', () => {
  expect(cubicWith()).toContain('resize');
  expect(cubicWith(text('keep_aspect_ratio_policy', 'stretch'), integer('antialias', 0))).toContain('resize');
  for (const more of [
    integer('antialias', 1),
    integer('exclude_outside', 1),
    list('axes', [0, 1, 2, 3]),
    text('keep_aspect_ratio_policy', 'not_larger'),
  ])
    expect(cubicWith(more)).toContain('opaque');
});

test.each([
  // map, result, transform, rounding, what it is read as
  [8, 16, 'asymmetric', 'floor', 'nearest'],
  [8, 16, 'asymmetric', 'round_prefer_floor', 'nearest'],
  [8, 16, 'half_pixel', 'round_prefer_floor', 'nearest'],
  [8, 24, 'asymmetric', 'floor', 'nearest'],
  [8, 24, 'asymmetric', 'round_prefer_floor', null],
  [8, 24, 'asymmetric', 'ceil', null],
  [8, 12, 'half_pixel', 'round_prefer_ceil', 'nearest-exact'],
  [8, 12, 'asymmetric', 'floor', 'nearest'],
  [8, 12, 'align_corners', 'floor', null],
] as const)('%d rows to %d, %s, %s', async (size, count, transform, rounding, mode) => {
  const attributes = [
    text('mode', 'nearest'),
    text('coordinate_transformation_mode', transform),
    text('nearest_mode', rounding),
  ];
  const bytes = fileOf({ size, count, attributes });
  const design = readAs(bytes);
  const resized = design.nodes.find(({ definition }) => definition === 'resize');
  expect(resized === undefined ? null : (resized.fields.mode ?? 'nearest')).toBe(mode);
  if (mode === null) return;
  // the proof: what it is read as gives what the file gives
  const program = lower(analyze(design, catalogue));
  if (!program.ok) throw new Error('it has no problems');
  const shape = [1, 3, size, size];
  const x = { shape, data: Float32Array.from({ length: 3 * size * size }, (_, i) => i) };
  const [expected] = Object.values(
    await onnxruntime({ chunks: [bytes], bytes: bytes.length, nodes: 1 }, { x }),
  );
  const [got] = Object.values(interpret(program.value, () => new Float32Array(), { x }));
  expect([...got!.data]).toEqual([...expected!.data]);
});

test('scales are read where a file keeps its weights', () => {
  const attributes = [text('mode', 'linear'), half];
  expect(definitionsIn(fileOf({ size: 8, count: 16, attributes, scales: [1, 1, 2, 2] }))).toContain('resize');
});
