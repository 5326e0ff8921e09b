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
