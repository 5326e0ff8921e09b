import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { analyze } from '../analysis/analyzer.ts';
import { catalogue, networkOf } from '../catalogue.ts';
import type { OnnxBytes } from './onnx-bytes.ts';
import { encodeOnnx } from './onnx-bytes.ts';
import type { Program } from './program.ts';
import { lower } from './program.ts';
import type { WeightSource } from './weights.ts';
import { fillWeight } from './weights.ts';

const rounds = 9;

async function write(path: string, chunks: Iterable<Uint8Array>): Promise<void> {
  const file = await open(path, 'w');
  try {
    for (const chunk of chunks) {
      for (let at = 0; at < chunk.length; ) at += (await file.write(chunk, at)).bytesWritten;
    }
  } finally {
    await file.close();
  }
}

async function milliseconds(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function encoded(program: Program, weights?: WeightSource): OnnxBytes {
  const result = encodeOnnx(program, { version: 'bench', seed: 1, ...(weights && { weights }) });
  if (!result.ok) throw new Error('ResNet-50 is refused');
  return result.value;
}

const median = (times: readonly number[]): number => [...times].sort((a, b) => a - b)[times.length >> 1]!;

function line(name: string, times: readonly number[], peer: readonly number[]): string {
  const least = Math.min(...times).toFixed(0);
  const ratio = (median(times) / median(peer)).toFixed(2);
  return `  ${name.padEnd(52)} min ${least} ms, median ${median(times).toFixed(0)} ms, ${ratio} x, n ${times.length}`;
}

/**
 * Encoding and writing ResNet-50's 102 MB beside a plain write of the same bytes, in turn: with weights that stand in
 * memory, as a trained network's do, and with weights made freshly on the way.
 */
export async function bench(): Promise<string> {
  const lowered = lower(analyze(networkOf('resnet-50')!.design, catalogue));
  if (!lowered.ok) throw new Error('ResNet-50 cannot be lowered');
  const program = lowered.value;
  const all = program.operators.flatMap((operator) => Object.values(operator.weights));
  const values = new Map(all.map((weight) => [weight.name, fillWeight(weight, 1)]));
  const held: WeightSource = (weight) => [values.get(weight.name)!];
  const plain = Buffer.concat([...encoded(program).chunks]);
  const folder = await mkdtemp(join(tmpdir(), 'blockwright-bench-'));
  const path = (name: string) => join(folder, `${name}.onnx`);
  const times = { plain: [] as number[], held: [] as number[], fresh: [] as number[] };
  try {
    for (let round = -1; round < rounds; round++) {
      const took = {
        plain: await milliseconds(() => write(path('plain'), [plain])),
        held: await milliseconds(() => write(path('held'), encoded(program, held).chunks)),
        fresh: await milliseconds(() => write(path('fresh'), encoded(program).chunks)),
      };
      // The first round warms the files and the compiler.
      if (round < 0) continue;
      for (const name of ['plain', 'held', 'fresh'] as const) times[name].push(took[name]);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
  return [
    `ONNX of ResNet-50, ${(plain.length / 1e6).toFixed(1)} MB`,
    line('plain write of the same bytes (peer)', times.plain, times.plain),
    line('encode and write, weights in memory', times.held, times.plain),
    line('make weights, encode and write', times.fresh, times.plain),
  ].join('\n');
}
