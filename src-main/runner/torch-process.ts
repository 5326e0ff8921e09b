import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Result } from '../../src-core/errors.ts';
import { fail, issue, ok } from '../../src-core/errors.ts';
import type { Tensor } from '../../src-core/language/tensor.ts';
import { modulePaths } from '../../src-core/pytorch/module-paths.ts';
import { pythonScript } from '../../src-core/pytorch/python-script.ts';
import { writeChunks } from '../files/write.ts';
import type { PyTorchModel } from './export-pytorch.ts';
import type { Computed } from './protocol.ts';

/** What a process wrote, and how it ended; null where it could not be started. */
interface Ended {
  readonly out: string;
  readonly err: string;
  readonly code: number | null;
}

function runPython(python: string, args: readonly string[], input = ''): Promise<Ended | null> {
  return new Promise((resolve) => {
    const child = spawn(python, args, { stdio: 'pipe', windowsHide: true });
    let [out, err] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text;
    });
    child.on('error', () => resolve(null));
    child.on('close', (code) => resolve({ out, err, code }));
    // A process that ends early leaves its input unread.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}

/** The version of torch that a Python has. Issues: verify/no-torch. */
export async function torchVersion(python: string): Promise<Result<string>> {
  const ended = await runPython(python, ['-c', 'import torch; print(torch.__version__)']);
  if (ended === null) return fail(issue('verify/no-torch', {}, { python, detail: 'it cannot be started' }));
  if (ended.code === 0) return ok(ended.out.trim());
  const detail = ended.err.trim().split('\n').at(-1) ?? '';
  return fail(issue('verify/no-torch', {}, { python, detail }));
}

const bytesOf = ({ data }: Tensor): Uint8Array =>
  new Uint8Array(data.buffer, data.byteOffset, data.byteLength);

/**
 * Runs a design in PyTorch on inputs, in a folder of its own. Issues: those of writing files, verify/failed.
 * @returns the outputs in the order of the design, then what plain modules that ran once gave, by the paths of their items
 */
export async function runInTorch(
  python: string,
  model: PyTorchModel,
  inputs: readonly Tensor[],
  folder: string,
  precision: 'float32' | 'float64' = 'float32',
): Promise<Result<Computed>> {
  const { file, program, weights } = model;
  const paths = { module: join(folder, 'exported.py'), weights: join(folder, 'exported.safetensors') };
  const tensors = inputs.map((input, at) => ({ input, file: join(folder, `in${at}`), shape: input.shape }));
  const files: readonly (readonly [string, Iterable<Uint8Array>])[] = [
    [paths.module, [Buffer.from(file.text)]],
    [paths.weights, weights.chunks],
    ...tensors.map(({ input, file: path }) => [path, [bytesOf(input)]] as const),
  ];
  for (const [path, chunks] of files) {
    const written = await writeChunks(path, chunks, { overwrite: true, durable: false });
    if (!written.ok) return written;
  }
  const outputs = join(folder, `out-${precision}-`);
  const asked = tensors.map(({ file: path, shape }) => ({ file: path, shape }));
  const modules = modulePaths(file);
  const inner = program.operators.flatMap(({ path, outputs: [made, more] }, at) =>
    made === undefined || more !== undefined
      ? []
      : [{ module: modules.get(path) ?? '', name: made.name, file: join(folder, `inner${at}`) }],
  );
  const request = [
    {
      ...paths,
      className: file.className,
      inputs: asked,
      outputs,
      inner: precision === 'float32' ? inner : [],
      precision,
    },
  ];
  const ended = await runPython(python, ['-c', pythonScript], JSON.stringify(request));
  const answer = answerOf(ended);
  if (answer.error !== undefined) return fail(issue('verify/failed', {}, { detail: answer.error }));
  return ok({
    label: 'pytorch',
    tensors: [
      ...answer.inner.map(([at, shape]) => {
        const { name, file: path } = inner[at]!;
        return { name, shape, file: path };
      }),
      ...answer.shapes.map((shape, at) => {
        const { name } = program.outputs[at]!;
        return { name, shape, file: `${outputs}${at}` };
      }),
    ],
  });
}

type Answer =
  | { readonly error: string }
  | {
      readonly error?: undefined;
      readonly shapes: readonly number[][];
      /** Of inner tensors: the place in the list of those that were asked for, and the shape. */
      readonly inner: readonly (readonly [at: number, shape: readonly number[]])[];
    };

function answerOf(ended: Ended | null): Answer {
  if (ended === null || ended.code !== 0)
    return { error: ended?.err.trim().split('\n').at(-1) ?? 'Python cannot be started' };
  try {
    return JSON.parse(ended.out) as Answer;
  } catch {
    return { error: 'Python said nothing that can be read' };
  }
}
