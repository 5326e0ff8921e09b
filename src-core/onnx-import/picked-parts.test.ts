import { expect, test } from 'vitest';
import { analyze } from '../analysis/analyzer.ts';
import { catalogue } from '../catalogue.ts';
import { interpret } from '../lower/interpreter.ts';
import { lower } from '../lower/program.ts';
import { importOnnx } from './import-bytes.fixture.ts';
import { float, integer, list, modelBytes, value, whole } from './model-bytes.fixture.ts';

const [positions, heads, width] = [5, 2, 4];

/** What a linear layer put out, read as three times the heads, its parts brought to the front and picked one by one. */
const file = modelBytes({
  inputs: [value('x', float, [1, positions, 3 * heads * width])],
  tensors: [
    whole('sizes', 1, positions, 3, heads, width),
    ...[0, 1, 2].map((part) => ({ name: `part${part}`, dims: [], values: BigInt64Array.of(BigInt(part)) })),
  ],
  nodes: [
    { op: 'Reshape', inputs: ['x', 'sizes'], outputs: ['apart'] },
    { op: 'Transpose', inputs: ['apart'], outputs: ['ahead'], attributes: [list('perm', [2, 0, 3, 1, 4])] },
    ...['q', 'k', 'v'].map((name, part) => ({
      op: 'Gather',
      inputs: ['ahead', `part${part}`],
      outputs: [name],
      attributes: [integer('axis', 0)],
    })),
  ],
  outputs: ['q', 'k', 'v'].map((name) => value(name, float, [1, heads, positions, width])),
});

test('parts that are picked from an axis at the front are one split, and hold what they did', () => {
  const imported = importOnnx(file, 'picked');
  if (!imported.ok) throw new Error(JSON.stringify(imported.issues));
  const { design } = imported.value;
  expect(design.nodes.map(({ definition }) => definition).filter((one) => one !== 'output')).toEqual([
    'sequence-input',
    'reshape',
    'permute',
    'split',
  ]);
  const program = lower(analyze(design, catalogue));
  if (!program.ok) throw new Error(JSON.stringify(program.issues));
  const { inputs } = program.value;
  const data = Float32Array.from({ length: positions * 3 * heads * width }, (_, at) => at);
  const outputs = interpret(program.value, () => new Float32Array(), {
    [inputs[0]!.name]: { shape: inputs[0]!.shape, data },
  });
  const read = Object.values(outputs).map((tensor) => [...tensor.data]);
  const wanted = [0, 1, 2].map((part) =>
    Array.from({ length: heads * positions * width }, (_, at) => {
      const [head, position] = [Math.floor(at / (positions * width)), Math.floor(at / width) % positions];
      return position * 3 * heads * width + (part * heads + head) * width + (at % width);
    }),
  );
  expect(read).toEqual(wanted);
});

test('parts of a list that are all of it stay parts, as a split is of maps', () => {
  const parts = modelBytes({
    inputs: [value('x', float, [1, 3, 6])],
    tensors: [whole('at 0', 0), whole('at 1', 1), whole('at 3', 3), whole('axis', 1)],
    nodes: [
      { op: 'Slice', inputs: ['x', 'at 0', 'at 1', 'axis'], outputs: ['first'] },
      { op: 'Slice', inputs: ['x', 'at 1', 'at 3', 'axis'], outputs: ['rest'] },
    ],
    outputs: [value('first', float, [1, 1, 6]), value('rest', float, [1, 2, 6])],
  });
  const imported = importOnnx(parts, 'parts');
  if (!imported.ok) throw new Error(JSON.stringify(imported.issues));
  const { issues, items } = analyze(imported.value.design, catalogue);
  expect(issues).toEqual([]);
  expect([...items.values()].filter(({ definition }) => definition?.id === 'slice')).toHaveLength(2);
});

test('a cast to whole numbers stays as the file has it, one to another precision is nothing', () => {
  const castTo = (type: number) => {
    const imported = importOnnx(
      modelBytes({
        inputs: [value('x', float, [1, 3, 4, 4])],
        tensors: [],
        nodes: [
          { op: 'Cast', inputs: ['x'], outputs: ['as'], attributes: [integer('to', type)] },
          { op: 'Cast', inputs: ['as'], outputs: ['y'], attributes: [integer('to', float)] },
        ],
        outputs: [value('y', float, [1, 3, 4, 4])],
      }),
      'cast',
    );
    if (!imported.ok) throw new Error(JSON.stringify(imported.issues));
    return imported.value.design.nodes.map(({ definition }) => definition);
  };
  const [half, int64] = [10, 7];
  expect(castTo(half)).not.toContain('opaque');
  expect(castTo(int64)).toContain('opaque');
});
