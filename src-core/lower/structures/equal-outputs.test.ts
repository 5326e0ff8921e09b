import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { elementCount } from '../../language/tensor.ts';
import { normalOf } from '../normal.ts';
import { encodeOnnx } from '../onnx-bytes.ts';
import { onnxruntime } from '../onnxruntime.fixture.ts';
import type { Program, ProgramWeight } from '../program.ts';
import { weightsOf } from '../program.ts';
import { pythonWith } from '../python.fixture.ts';
import { WordStream } from '../random.ts';
import { kaimingDeviation } from '../weights.ts';
import { held, programOn } from './held.fixture.ts';
import { structureOf } from './of-program.fixture.ts';
import { canonical } from './structure.fixture.ts';

const script = fileURLToPath(new URL('../../../scripts/structures/torchvision_models.py', import.meta.url));
const python = pythonWith('torchvision');
const runsAll = process.env.BLOCKWRIGHT_TEST_ALL === '1';

/** Of these every run of the tests makes sure: splits and shuffles, dilation, gates, enlarging, and joins. */
const always = ['shufflenet-v2-0.5', 'lraspp-mobilenet-v3-large'];

function normals(name: string, count: number): Float32Array {
  const words = new Uint32Array(count);
  new WordStream(1, name).fill(words);
  return Float32Array.from(words, normalOf);
}

/**
 * Share of the usual deviation of filters: a residual block that hands on all it reads doubles the variance, and forty of
 * them grow values to where single precision tells nothing (PyTorch's own parts from its double precision by half).
 */
const damped = 0.8;

/** Weights about those of a trained network: biases, shifts and means are not zero, scales and variances not one. */
function valuesOf({ name, shape, init }: ProgramWeight): Float32Array {
  const values = normals(name, elementCount(shape));
  if (init === 'ones') return values.map((value) => Math.exp(value / 5));
  const deviation = init === 'zeros' ? 0.1 : shape.length > 1 ? damped * kaimingDeviation(shape) : 1;
  return values.map((value) => value * deviation);
}

/** What the model computes with the weights that are named, in its own order. */
function torchOf(
  model: string,
  side: number,
  weights: readonly Float32Array[],
  image: Float32Array,
): Float32Array {
  const input = Buffer.concat([...weights, image].map(({ buffer }) => Buffer.from(buffer)));
  const { stdout, stderr, status } = spawnSync(python!, ['-B', script, model, String(side)], {
    input,
    maxBuffer: 2 ** 30,
  });
  if (status !== 0) throw new Error(String(stderr));
  return new Float32Array(Uint8Array.from(stdout).buffer);
}

async function oursOf(program: Program, values: ReadonlyMap<string, Float32Array>, image: Float32Array) {
  const weights = ({ name }: ProgramWeight) => [values.get(name)!];
  const model = encodeOnnx(program, { version: 'test', seed: 1, weights });
  if (!model.ok) throw new Error(JSON.stringify(model.issues));
  const [{ name, shape }] = program.inputs as [Program['inputs'][number]];
  const outputs = await onnxruntime(model.value, { [name]: { shape, data: image } });
  return program.outputs.map((output) => outputs[output.name]!.data);
}

describe.skipIf(python === undefined)(
  `equal weights give what torchvision computes${python === undefined ? ' (skipped: no Python here has it)' : ''}`,
  () => {
    // Those that leave out auxiliary heads are the others without them, and take fewer weights than the model has.
    const whole = held.filter(
      ({ design, theirs }) =>
        design.nodes.filter(({ definition }) => definition === 'output').length === theirs.outputs.length,
    );
    const shown = whole.filter(({ name }) => runsAll || always.includes(name));
    test.each(shown)('$name', { timeout: 300_000 }, async ({ design, model, theirs }) => {
      const { side, steps } = theirs;
      const program = programOn(design, side);
      const ours = structureOf(program);
      const { outputs } = theirs;
      const [mine, its] = [canonical(ours), canonical({ steps, outputs })];
      const values = new Map(weightsOf(program).map((weight) => [weight.name, valuesOf(weight)]));
      // The line of the one is the line of the other, so the weights of its step are those of the other's step.
      const named = its.places.flatMap((place, line) => {
        const names = ours.steps[mine.places[line]! - 1]!.weights ?? [];
        return names.length === 0 ? [] : [{ place, names }];
      });
      const inOrder = named.toSorted((a, b) => a.place - b.place).flatMap(({ names }) => names);
      const image = normals('image', 3 * side * side);
      const given = inOrder.map((name) => values.get(name)!);
      const got = torchOf(model, side, given, image);
      const results = await oursOf(program, values, image);
      let start = 0;
      for (const index of outputs.keys()) {
        const result = results[mine.order[its.order.indexOf(index)]!]!;
        const expected = got.subarray(start, start + result.length);
        start += result.length;
        const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
        const gap = expected.reduce((most, value, i) => Math.max(most, Math.abs(value - result[i]!)), 0);
        expect(largest).toBeGreaterThan(0);
        expect(gap / largest).toBeLessThan(1e-4);
      }
    });
  },
);
