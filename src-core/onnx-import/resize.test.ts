import { expect, test } from 'vitest';
import { analyze } from '../analysis/analyzer.ts';
import { catalogue } from '../catalogue.ts';
import { interpret } from '../lower/interpreter.ts';
import { onnxruntime } from '../lower/onnxruntime.fixture.ts';
import { lower } from '../lower/program.ts';
import { importOnnx } from './import-bytes.fixture.ts';
import { float, integer, list, modelBytes, text, value, whole } from './model-bytes.fixture.ts';

const half = text('coordinate_transformation_mode', 'half_pixel');

/** Of a cubic upscaling by 2 what it is read as, with more attributes. */
function readAs(...more: ReturnType<typeof text>[]): string[] {
  const bytes = modelBytes(
    {
      nodes: [
        {
          op: 'Resize',
          name: '/up',
          inputs: ['x', '', '', 'sizes'],
          outputs: ['y'],
          attributes: [text('mode', 'cubic'), half, ...more],
        },
      ],
      inputs: [value('x', float, [1, 3, 8, 8])],
      outputs: [value('y', float, [1, 3, 16, 16])],
      tensors: [whole('sizes', 1, 3, 16, 16)],
    },
    { opset: 18 },
  );
  const read = importOnnx(bytes, 'resized');
  if (!read.ok) throw new Error('it is readable');
  return read.value.design.nodes.map(({ definition }) => definition);
}

test('a resize that asks for more than an item does stays as the file has it', () => {
  expect(readAs()).toContain('resize');
  expect(readAs(text('keep_aspect_ratio_policy', 'stretch'), integer('antialias', 0))).toContain('resize');
  for (const more of [
    integer('antialias', 1),
    integer('exclude_outside', 1),
    list('axes', [0, 1, 2, 3]),
    text('keep_aspect_ratio_policy', 'not_larger'),
  ])
    expect(readAs(more)).toContain('opaque');
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
  const bytes = modelBytes(
    {
      nodes: [
        {
          op: 'Resize',
          name: '/up',
          inputs: ['x', '', '', 'sizes'],
          outputs: ['y'],
          attributes: [
            text('mode', 'nearest'),
            text('coordinate_transformation_mode', transform),
            text('nearest_mode', rounding),
          ],
        },
      ],
      inputs: [value('x', float, [1, 1, size, size])],
      outputs: [value('y', float, [1, 1, count, count])],
      tensors: [whole('sizes', 1, 1, count, count)],
    },
    { opset: 18 },
  );
  const read = importOnnx(bytes, 'resized');
  if (!read.ok) throw new Error('it is readable');
  const resized = read.value.design.nodes.find(({ definition }) => definition === 'resize');
  expect(resized === undefined ? null : (resized.fields.mode ?? 'nearest')).toBe(mode);
  if (mode === null) return;
  // the proof: what it is read as gives what the file gives
  const program = lower(analyze(read.value.design, catalogue));
  if (!program.ok) throw new Error('it has no problems');
  const x = { shape: [1, 1, size, size], data: Float32Array.from({ length: size * size }, (_, i) => i) };
  const [expected] = Object.values(
    await onnxruntime({ chunks: [bytes], bytes: bytes.length, nodes: 1 }, { x }),
  );
  const [got] = Object.values(interpret(program.value, () => new Float32Array(), { x }));
  expect([...got!.data]).toEqual([...expected!.data]);
});

test('scales are read where a file keeps its weights', () => {
  const bytes = modelBytes(
    {
      nodes: [
        {
          op: 'Resize',
          name: '/up',
          inputs: ['x', '', 'scales'],
          outputs: ['y'],
          attributes: [text('mode', 'linear'), half],
        },
      ],
      inputs: [value('x', float, [1, 3, 8, 8])],
      outputs: [value('y', float, [1, 3, 16, 16])],
      tensors: [{ name: 'scales', dims: [4], values: Float32Array.of(1, 1, 2, 2) }],
    },
    { opset: 18 },
  );
  const read = importOnnx(bytes, 'resized');
  if (!read.ok) throw new Error('it is readable');
  expect(read.value.design.nodes.map(({ definition }) => definition)).toContain('resize');
});
