import { beforeAll, describe, expect, test } from 'vitest';
import { pythonWith } from '../../src-core/lower/python.fixture.ts';
import { builtRunner } from '../runner/built.fixture.ts';
import { cli } from './captured.ts';
import { cliJson } from './captured-json.fixture.ts';

let runner: string;
beforeAll(async () => {
  runner = await builtRunner('cli-verify');
}, 60_000);

const python = pythonWith('torch');

test.skipIf(python === undefined)(
  'verify says how far PyTorch is from onnxruntime',
  async () => {
    const { code, json, err } = await cliJson(['verify', 'mobilenet-v2', '--pytorch', python!], runner);
    expect([code, err]).toEqual([0, '']);
    expect(json).toEqual({
      pairs: [
        {
          a: 'cpu/all/fp32',
          b: 'pytorch',
          maxAbs: expect.any(Number),
          maxRel: expect.any(Number),
          first: null,
        },
      ],
      ok: true,
    });
    const [{ maxRel }] = (json as { pairs: [{ maxRel: number }] }).pairs;
    // Two programs that add up in another order are not equal to the bit, and this close.
    expect(maxRel).toBeGreaterThan(0);
    expect(maxRel).toBeLessThan(1e-4);
  },
  120_000,
);

describe('what cannot be verified is said', () => {
  test.each([
    [[], 'name what to verify against'],
    [['--pytorch', '/nowhere/python3'], '/nowhere/python3 has no torch: it cannot be started'],
    [['--pytorch', process.execPath], 'has no torch: '],
  ])('%j', async (options, says) => {
    const { code, err } = await cli(['verify', 'resnet-18', ...options], runner);
    expect(code).toBe(2);
    expect(err).toContain(says);
  });
});
