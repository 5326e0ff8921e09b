import { expect, test } from 'vitest';
import { analyze } from '../../src-core/analysis/analyzer.ts';
import { flatProgramOf } from '../../src-core/analysis/flat-program.ts';
import { catalogue } from '../../src-core/catalogue.ts';
import { serializeDesign } from '../../src-core/document/serialize.ts';
import { builtRunner } from './built.fixture.ts';
import { RunnerClient } from './client.ts';
import { boundBytes } from './memory-check.ts';
import { isWhole, runnable, smallestOf } from './owned-kernels.fixture.ts';
import { predictedPeak } from './predicted-peak.ts';

const subjects = isWhole ? runnable : ['resnet-34', 'mobilenet-v2'];

/** Part of a peak that a prediction may be off by, and the part of the networks for which it is not farther off. */
const within = 0.1;
const share = 0.95;

test.skipIf(process.platform !== 'linux')(
  'of a new runner the peak is predicted, and never more than the bound',
  { timeout: isWhole ? 7_200_000 : 120_000 },
  async () => {
    const entry = await builtRunner('predicted-peak');
    const found: { readonly name: string; readonly off: number }[] = [];
    for (const name of subjects) {
      const design = smallestOf(name);
      const flat = flatProgramOf(analyze(design, catalogue))!;
      const client = new RunnerClient({ version: '0', entry });
      try {
        const text = serializeDesign(design);
        const job = { kind: 'run', design: text, device: 'cpu', warmup: 1, runs: 2 } as const;
        const report = await client.start(job, () => undefined).result;
        if (!report.ok) throw new Error(`${name}: ${JSON.stringify(report.issues)}`);
        const { measured, predicted, bound } = report.value.peakBytes;
        expect(predicted).toBe(predictedPeak(flat, 1));
        expect(bound).toBe(Number(boundBytes(flat, 1)));
        expect(measured, name).toBeLessThanOrEqual(bound);
        found.push({ name, off: Math.abs(predicted / measured! - 1) });
      } finally {
        await client.close();
      }
    }
    const close = found.filter(({ off }) => off <= within);
    const far = found.filter(({ off }) => off > within).map(({ name, off }) => `${name} ${off.toFixed(2)}`);
    expect(close.length / found.length, far.join(', ')).toBeGreaterThanOrEqual(share);
  },
);

test('several sessions are predicted to hold more, a second one less than the first', () => {
  const flat = flatProgramOf(analyze(smallestOf('resnet-34'), catalogue))!;
  const [one, two, three] = [1, 2, 3].map((sessions) => predictedPeak(flat, sessions));
  expect(two! - one!).toBeGreaterThan(0);
  expect(two! - one!).toBeLessThan(one!);
  // To the byte that is rounded.
  expect(Math.abs(three! - two! - (two! - one!))).toBeLessThanOrEqual(1);
});
