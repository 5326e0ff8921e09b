import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { networkOf } from '../../src-core/catalogue.ts';
import type { Timing } from '../../src-core/contract.ts';
import { describe } from '../../src-core/errors.ts';
import { privateFolder } from '../files/private-folder.ts';
import { builtRunner } from './built.fixture.ts';
import { RunnerClient } from './client.ts';
import { threads } from './threads.ts';
import { timingOf } from './timing.ts';

const rounds = 5;
const warmup = 5;
const runs = 20;
/** Long enough for the threads of one process to fall asleep before the other begins. */
const restMs = 200;

/** What one would write by hand: onnxruntime, the same file, threads and number of runs, and nothing else. */
const bareScript = `
  process.env.ORT_DISABLE_TELEMETRY = '1';
  const { InferenceSession, Tensor } = await import('onnxruntime-node');
  const [model, threads, warmup, runs] = process.argv.slice(1);
  const session = await InferenceSession.create(model, { intraOpNumThreads: Number(threads), logSeverityLevel: 3 });
  const [{ name, shape }] = session.inputMetadata;
  const size = shape.reduce((product, side) => product * side, 1);
  const feeds = { [name]: new Tensor('float32', Float32Array.from({ length: size }, Math.random), shape) };
  for (let i = 0; i < Number(warmup); i++) await session.run(feeds);
  const times = [];
  for (let i = 0; i < Number(runs); i++) {
    const start = performance.now();
    await session.run(feeds);
    times.push(Math.round((performance.now() - start) * 1000));
  }
  process.stdout.write(JSON.stringify(times));
`;

/** Times of the bare script in a process of its own. */
async function bareTiming(model: string): Promise<Timing> {
  const args = ['--input-type=module', '-e', bareScript, model, threads, warmup, runs].map(String);
  const child = spawn(process.execPath, args, {
    cwd: dirname(fileURLToPath(import.meta.url)),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  for await (const chunk of child.stdout) said += chunk;
  return timingOf(JSON.parse(said));
}

/** The median of the rounds' medians, and the quickest run of all, which a busy machine disturbs least. */
const summary = (timings: readonly Timing[]): Timing => ({
  ...timingOf(timings.map(({ median }) => median * 1000)),
  min: Math.min(...timings.map(({ min }) => min)),
});

/** The runner's median against that of a bare onnxruntime script on the same ONNX file, in turn, and their ratio. */
async function besideBare(name: string): Promise<readonly string[]> {
  const client = new RunnerClient({ version: 'bench', entry: await builtRunner('bench') });
  const place = await privateFolder();
  try {
    const design = JSON.stringify(networkOf(name)!.design);
    const path = join(place.path, 'model.onnx');
    await client.start({ kind: 'export', design, path }).result;
    const runner: Timing[] = [];
    const bare: Timing[] = [];
    for (let round = 0; round < rounds; round++) {
      const done = await client.start({ kind: 'run', design, device: 'cpu', warmup, runs }).result;
      if (!done.ok) throw new Error(done.issues.map(describe).join('\n'));
      runner.push(done.value.ms);
      await pause(restMs);
      bare.push(await bareTiming(path));
      await pause(restMs);
    }
    const [ours, theirs] = [summary(runner), summary(bare)];
    const row = (title: string, one: Timing, digits: number, unit: string): string =>
      `    ${title.padEnd(20)} median ${one.median.toFixed(digits)}${unit}, quickest ${one.min.toFixed(digits)}${unit}`;
    const ratio = { ...ours, median: ours.median / theirs.median, min: ours.min / theirs.min };
    return [
      `  ${name}, cpu, ${threads} threads, ${rounds} rounds of ${runs} runs in turn`,
      row('runner', ours, 2, ' ms'),
      row('bare script (peer)', theirs, 2, ' ms'),
      `${row('ratio', ratio, 3, '')} (aim: within 3%)`,
    ];
  } finally {
    await client.close();
    await place.remove();
  }
}

export async function bench(): Promise<string> {
  return ['runner', ...(await besideBare('resnet-50')), ...(await besideBare('hs-resnet-50'))].join('\n');
}
