import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Result } from '../../src-core/errors.ts';
import { fail, issue, ok } from '../../src-core/errors.ts';
import type { Tensor } from '../../src-core/language/tensor.ts';
import type { Computed } from '../../src-core/pytorch/parity.ts';
import { pythonScript } from '../../src-core/pytorch/python-script.ts';
import { readBytes } from '../files/read.ts';
import { writeChunks } from '../files/write.ts';
import type { PyTorchModel } from './export-pytorch.ts';

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

/** More than the outputs of any design that fits into memory here. */
const largest = 2 ** 31 - 1;

const bytesOf = ({ data }: Tensor): Uint8Array =>
  new Uint8Array(data.buffer, data.byteOffset, data.byteLength);

/**
 * Runs a design in PyTorch on inputs, in a folder of its own. Issues: those of writing and reading files, verify/failed.
 * @returns the outputs in the order of the design
 */
export async function runInTorch(
  python: string,
  { file, weights }: PyTorchModel,
  inputs: readonly Tensor[],
  folder: string,
  precision: 'float32' | 'float64' = 'float32',
): Promise<Result<readonly Computed[]>> {
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
  const outputs = join(folder, 'out');
  const asked = tensors.map(({ file: path, shape }) => ({ file: path, shape }));
  const request = [{ ...paths, className: file.className, inputs: asked, outputs, precision }];
  const ended = await runPython(python, ['-c', pythonScript], JSON.stringify(request));
  const answer = answerOf(ended);
  if (answer.error !== undefined) return fail(issue('verify/failed', {}, { detail: answer.error }));
  const results: Computed[] = [];
  for (const [at, shape] of answer.shapes.entries()) {
    const bytes = await readBytes(`${outputs}${at}`, largest);
    if (!bytes.ok) return bytes;
    const { buffer, byteOffset, byteLength } = bytes.value;
    const own = buffer.slice(byteOffset, byteOffset + byteLength);
    results.push({ shape, data: precision === 'float32' ? new Float32Array(own) : new Float64Array(own) });
  }
  return ok(results);
}

type Answer =
  | { readonly error: string }
  | { readonly error?: undefined; readonly shapes: readonly number[][] };

function answerOf(ended: Ended | null): Answer {
  if (ended === null || ended.code !== 0)
    return { error: ended?.err.trim().split('\n').at(-1) ?? 'Python cannot be started' };
  try {
    return JSON.parse(ended.out) as Answer;
  } catch {
    return { error: 'Python said nothing that can be read' };
  }
}
