import { networkOf } from '../../src-core/catalogue.ts';
import { describe } from '../../src-core/errors.ts';
import { builtRunner } from './built.fixture.ts';
import { RunnerClient } from './client.ts';

const designs = ['hs-resnet-50', 'res2net-50', 'ghostnet'];
const runs = 40;

/** What each way to write a design gains over the plain one, in the same rounds. */
export async function bench(): Promise<string> {
  const client = new RunnerClient({ version: 'bench', entry: await builtRunner('bench') });
  const lines: string[] = [];
  try {
    for (const name of designs) {
      const design = JSON.stringify(networkOf(name)!.design);
      const report = await client.start({ kind: 'lowerings', design, device: 'cpu', warmup: 3, runs }).result;
      if (!report.ok) throw new Error(report.issues.map(describe).join('; '));
      for (const { name: way, ms, gain, difference } of report.value.lowerings) {
        const [low, high] = ms.interval;
        lines.push(
          `${name.padEnd(14)}${way.padEnd(12)}${ms.median.toFixed(2)} ms median (${low.toFixed(2)} to ${high.toFixed(2)}), ${ms.min.toFixed(2)} min, ${gain.toFixed(2)} x, ${difference.toExponential(1)} apart`,
        );
      }
    }
  } finally {
    await client.close();
  }
  return lines.join('\n');
}
