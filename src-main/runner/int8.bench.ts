import { join } from 'node:path';
import { networkOf } from '../../src-core/catalogue.ts';
import type { Result } from '../../src-core/errors.ts';
import { describe } from '../../src-core/errors.ts';
import type { Precision } from '../../src-core/lower/onnx-options.ts';
import { privateFolder } from '../files/private-folder.ts';
import { builtRunner } from './built.fixture.ts';
import { RunnerClient } from './client.ts';

const designs = ['resnet-50', 'hs-resnet-50', 'res2net-50', 'ghostnet', 'mobilenet-v3-large', 'vit-s-16'];
const rounds = 5;

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.issues.map(describe).join('; '));
  return result.value;
}

/** How many times as fast designs run in whole numbers of 8 bits as in single precision, in turn, and how far off their outputs are. */
export async function bench(): Promise<string> {
  const client = new RunnerClient({ version: 'bench', entry: await builtRunner('bench') });
  const place = await privateFolder();
  const lines: string[] = [];
  const medianOf = async (design: string, precision: Precision): Promise<number> => {
    const job = { kind: 'run', design, device: 'cpu', warmup: 3, runs: 20, precision } as const;
    return must(await client.start(job).result).ms.median;
  };
  try {
    for (const name of designs) {
      const design = JSON.stringify(networkOf(name)!.design);
      const times: [whole: number, real: number][] = [];
      for (let round = 0; round < rounds; round++)
        times.push([await medianOf(design, 'int8'), await medianOf(design, 'fp32')]);
      const ratios = times.map(([whole, real]) => real / whole).sort((a, b) => a - b);
      const [whole, real] = [0, 1].map((at) => Math.min(...times.map((pair) => pair[at]!)));
      const options = { dynamic: [], opset: 17, precision: 'int8', foldNorms: true } as const;
      const path = join(place.path, 'whole.onnx');
      const { roundingShare } = must(await client.start({ kind: 'export', design, path, options }).result);
      lines.push(
        `${name.padEnd(20)} int8 ${whole!.toFixed(2)} ms, fp32 ${real!.toFixed(2)} ms, ${ratios[2]!.toFixed(2)} x (${ratios[0]!.toFixed(2)} to ${ratios[4]!.toFixed(2)}), outputs off by ${(100 * roundingShare!).toFixed(1)}%`,
      );
    }
  } finally {
    await client.close();
    await place.remove();
  }
  return lines.join('\n');
}
