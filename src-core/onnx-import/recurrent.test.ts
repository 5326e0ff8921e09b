import { expect, test } from 'vitest';
import { analyze } from '../analysis/analyzer.ts';
import { catalogue } from '../catalogue.ts';
import { randomNumbers } from '../journal/commands.fixture.ts';
import { elementCount } from '../language/tensor.ts';
import { normalInputs, relativeDifference } from '../lower/conformance.fixture.ts';
import { interpret } from '../lower/interpreter.ts';
import { onnxruntime } from '../lower/onnxruntime.fixture.ts';
import { lower } from '../lower/program.ts';
import { importOnnx } from './import-bytes.fixture.ts';
import { float, integer, modelBytes, text, value } from './model-bytes.fixture.ts';

const [steps, channels, hidden] = [7, 3, 4];

interface Layer {
  readonly op: 'LSTM' | 'GRU';
  readonly direction: 'forward' | 'reverse' | 'bidirectional';
  readonly bias: boolean;
  readonly more?: readonly ReturnType<typeof integer>[];
}

const gates = { LSTM: 4, GRU: 3 } as const;

/** Values of the tensors of a layer, by the short names of its weights. */
function weightsOf({ op, direction, bias }: Layer) {
  const count = direction === 'bidirectional' ? 2 : 1;
  const rows = gates[op] * hidden;
  const dims = { weight: [count, rows, channels], recurrent: [count, rows, hidden], bias: [count, 2 * rows] };
  const random = randomNumbers(7);
  return Object.entries(dims)
    .filter(([name]) => bias || name !== 'bias')
    .map(([name, sizes]) => ({
      name,
      dims: sizes,
      values: Float32Array.from({ length: elementCount(sizes) }, () => random() - 0.5),
    }));
}

/** A file of one layer, of which all states and the last ones leave. */
function fileOf(layer: Layer): Uint8Array {
  const { op, direction, more = [] } = layer;
  const count = direction === 'bidirectional' ? 2 : 1;
  const weights = weightsOf(layer);
  const attributes = [text('direction', direction), integer('hidden_size', hidden), ...more];
  return modelBytes({
    nodes: [
      {
        op,
        name: '/rnn',
        inputs: ['x', ...weights.map(({ name }) => name)],
        outputs: ['y', 'last'],
        attributes,
      },
    ],
    inputs: [value('x', float, [steps, 1, channels])],
    outputs: [value('y', float, [steps, count, 1, hidden]), value('last', float, [count, 1, hidden])],
    tensors: weights,
  });
}

const layers: readonly Layer[] = (['LSTM', 'GRU'] as const).flatMap((op) =>
  (['forward', 'reverse', 'bidirectional'] as const).map((direction, at) => ({
    op,
    direction,
    bias: at !== 1,
    ...(op === 'GRU' && { more: [integer('linear_before_reset', 1)] }),
  })),
);

test.each(layers)('$op $direction: all states and the last are those of onnxruntime', async (layer) => {
  const bytes = fileOf(layer);
  const read = importOnnx(bytes, 'recurrent');
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  expect(read.value.opaque).toEqual([]);
  const program = lower(analyze(read.value.design, catalogue));
  if (!program.ok) throw new Error(JSON.stringify(program.issues));
  const inputs = normalInputs(program.value, 5);
  const weights = new Map(weightsOf(layer).map(({ name, values }) => [name, values]));
  const ours = interpret(program.value, ({ name }) => weights.get(name.split('.').at(-1)!)!, inputs);
  const theirs = await onnxruntime({ chunks: [bytes], bytes: bytes.length, nodes: 1 }, inputs);
  for (const name of ['y', 'last']) expect(relativeDifference(ours[name], theirs[name]!)).toBeLessThan(1e-5);
});

test.each([
  { op: 'GRU', direction: 'forward', bias: true },
  { op: 'LSTM', direction: 'forward', bias: true, more: [integer('input_forget', 1)] },
] satisfies Layer[])('a layer that computes something else stays as the file has it', (layer) => {
  const read = importOnnx(fileOf(layer), 'recurrent');
  expect(read.ok && read.value.opaque).toMatchObject([{ op: layer.op, count: 1 }]);
});
