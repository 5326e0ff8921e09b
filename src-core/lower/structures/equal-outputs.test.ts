import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { pythonWith } from '../python.fixture.ts';
import { held, programOn, structureLike } from './held.fixture.ts';
import { outputsOf, pairingOf } from './pairing.fixture.ts';
import { inputValues, valuesOf } from './values.fixture.ts';

const script = fileURLToPath(new URL('../../../scripts/structures/torchvision_models.py', import.meta.url));
const python = pythonWith('torchvision');
const runsAll = process.env.BLOCKWRIGHT_TEST_ALL === '1';

/** Of these every run of the tests makes sure: splits and shuffles, dilation, gates, enlarging, and joins. */
const always = ['shufflenet-v2-0.5', 'lraspp-mobilenet-v3-large'];

/**
 * Its gates and depth multiply roundings until two runtimes have hardly a digit in common; src-core/pytorch/public-keys.test.ts
 * holds it against torchvision inside PyTorch, where both round alike.
 */
const multipliesRoundings = ['efficientnet-v2-l'];

/** What the model computes with weights in its own order, of the image and the lists of boxes behind them. */
function torchOf(model: string, side: number, numbers: readonly Float32Array[]): Float32Array {
  const input = Buffer.concat(numbers.map(({ buffer }) => Buffer.from(buffer)));
  const { stdout, stderr, status } = spawnSync(python!, ['-B', script, model, String(side)], {
    input,
    maxBuffer: 2 ** 30,
  });
  if (status !== 0) throw new Error(String(stderr));
  return new Float32Array(Uint8Array.from(stdout).buffer);
}

describe.skipIf(python === undefined)(
  `equal weights give what torchvision computes${python === undefined ? ' (skipped: no Python here has it)' : ''}`,
  () => {
    // Those that leave out auxiliary heads are the others without them, and take fewer weights than the model has.
    const whole = held.filter(
      ({ design, theirs }) =>
        design.nodes.filter(({ definition }) => definition === 'output').length === theirs.outputs.length,
    );
    const comparable = whole.filter(({ name }) => !multipliesRoundings.includes(name));
    const shown = comparable.filter(({ name }) => runsAll || always.includes(name));
    test.each(shown)('$name', { timeout: 300_000 }, async ({ name, design, model, theirs }) => {
      const program = programOn(design, theirs.side);
      const { weights, outputs } = pairingOf(structureLike(name, program), theirs);
      const values = valuesOf(program, weights);
      const got = torchOf(model, theirs.side, [...values.values(), ...inputValues(program)]);
      const results = await outputsOf(program, values);
      let start = 0;
      for (const index of outputs) {
        const result = results[index]!;
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
