import { expect, test } from 'vitest';
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
