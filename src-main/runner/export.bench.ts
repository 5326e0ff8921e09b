import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { networkOf } from '../../src-core/catalogue.ts';
import { describe } from '../../src-core/errors.ts';
import { privateFolder } from '../files/private-folder.ts';
import { buildProject, copiedProject } from './built-project.fixture.ts';
import { RunnerClient } from './client.ts';

/** Of exports in a process that is there already, as in the app, and of commands with the start of their process. */
const rounds = { warm: 12, command: 4 };
/** How many times as long torch takes at least, where both are there already. */
const bound = 8;

/** Makes and exports torchvision's ResNet-50 whenever a line comes in, and says how many milliseconds that took. */
const torchExport = `
import sys, time, warnings
warnings.filterwarnings('ignore')
import torch, torchvision
print('ready', flush=True)
for line in sys.stdin:
    start = time.perf_counter()
    model = torchvision.models.resnet50(weights=None).eval()
    torch.onnx.export(model, torch.zeros(1, 3, 224, 224), sys.argv[1], opset_version=17)
    print(1000 * (time.perf_counter() - start), flush=True)
`;

/** A Python that has torch and torchvision; null where none has. */
const pythonWithTorch = (): string | null =>
  ['python3', '/usr/bin/python3'].find(
    (python) => spawnSync(python, ['-c', 'import torch, torchvision']).status === 0,
  ) ?? null;

/** Does one export and resolves to the milliseconds that it took. */
type Export = () => Promise<number>;

interface Exporter {
  readonly once: Export;
  end(): Promise<void>;
}

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Exports as the app does: a job from the text of the design to the file, in a runner that is kept. */
function ownExporter(project: string, path: string): Exporter {
  const client = new RunnerClient({ version: 'bench', entry: join(project, 'out', 'main', 'runner.js') });
  const design = JSON.stringify(networkOf('resnet-50')!.design);
  const job = async () => {
    const done = await client.start({ kind: 'export', design, path }).result;
    if (!done.ok) throw new Error(done.issues.map(describe).join('\n'));
  };
  return { once: () => milliseconds(job), end: () => client.close() };
}

/** Exports as a Python session does that has imported torch. */
async function torchExporter(python: string, path: string): Promise<Exporter> {
  const child = spawn(python, ['-c', torchExport, path], { stdio: ['pipe', 'pipe', 'ignore'] });
  const ended = once(child, 'exit');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  await lines.next();
  return {
    async once() {
      child.stdin.write('\n');
      for (;;) {
        const { value, done } = await lines.next();
        if (done === true) throw new Error('torch.onnx.export failed');
        // Old versions print lines of their own.
        if (Number(value) > 0) return Number(value);
      }
    },
    async end() {
      child.stdin.end();
      await ended;
    },
  };
}

/** A command from the start of its process to its end. */
const commandOf =
  (command: string, args: readonly string[], input = ''): Export =>
  () =>
    milliseconds(async () => {
      const child = spawn(command, args, { stdio: ['pipe', 'ignore', 'ignore'] });
      child.stdin.end(input);
      const [code] = await once(child, 'exit');
      if (code !== 0) throw new Error(`${command} ended with ${code}`);
    });

const median = (times: readonly number[]): number => [...times].sort((a, b) => a - b)[times.length >> 1]!;

const row = (title: string, times: readonly number[]): string =>
  `    ${title.padEnd(20)} min ${Math.min(...times).toFixed(0)} ms, median ${median(times).toFixed(0)} ms`;

interface Race {
  readonly title: string;
  readonly own: Export;
  readonly torch: Export | null;
  readonly rounds: number;
}

/** The least times of both, measured in turn, since a busy machine hits both alike. */
async function race({ title, own, torch, rounds: count }: Race): Promise<{ lines: string[]; ratio: number }> {
  const times = { own: [] as number[], torch: [] as number[] };
  for (let round = 0; round < count; round++) {
    times.own.push(await own());
    if (torch !== null) times.torch.push(await torch());
  }
  const ratio = Math.min(...times.torch) / Math.min(...times.own);
  const peer =
    torch === null
      ? ['    torch.onnx.export    —, there is no Python with torch']
      : [row('torch.onnx.export', times.torch), `    ratio                ${ratio.toFixed(1)}`];
  return { lines: [`  ${title}, ${count} rounds in turn`, row('blockwright', times.own), ...peer], ratio };
}

/**
 * Exporting ResNet-50 with fresh weights beside torch.onnx.export, which makes them too. The run fails where torch is there
 * and takes less than eight times as long.
 */
export async function bench(): Promise<string> {
  const python = pythonWithTorch();
  const place = await privateFolder();
  const files = { own: join(place.path, 'own.onnx'), torch: join(place.path, 'torch.onnx') };
  const project = copiedProject('export-bench-', [
    'package.json',
    'bin/blockwright.mjs',
    'scripts/node-version.mjs',
  ]);
  try {
    await buildProject(project);
    const own = ownExporter(project, files.own);
    const torch = python === null ? null : await torchExporter(python, files.torch);
    const warm = await race({
      title: 'in a process that is there, as in the app',
      own: own.once,
      torch: torch?.once ?? null,
      rounds: rounds.warm,
    });
    await Promise.all([own.end(), torch?.end()]);
    const bin = join(project, 'bin', 'blockwright.mjs');
    const command = await race({
      title: 'as a command',
      own: commandOf(process.execPath, [bin, 'export', 'resnet-50', '--onnx', files.own, '--force']),
      torch: python === null ? null : commandOf(python, ['-c', torchExport, files.torch], '\n'),
      rounds: rounds.command,
    });
    if (warm.ratio < bound) process.exitCode = 1;
    const verdict = `    at least ${bound} is wanted`;
    return [
      'export of ResNet-50',
      ...warm.lines,
      ...(python === null ? [] : [verdict]),
      ...command.lines,
    ].join('\n');
  } finally {
    await place.remove();
    rmSync(project, { recursive: true });
  }
}
