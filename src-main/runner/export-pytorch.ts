import { analyze } from '../../src-core/analysis/analyzer.ts';
import { catalogue, publicNamesOf } from '../../src-core/catalogue.ts';
import type { JobOf, PyTorchReport } from '../../src-core/contract.ts';
import { parseDesign } from '../../src-core/document/parse.ts';
import type { Result } from '../../src-core/errors.ts';
import { ok } from '../../src-core/errors.ts';
import { defaultSeed } from '../../src-core/lower/onnx-options.ts';
import type { Program } from '../../src-core/lower/program.ts';
import { lower } from '../../src-core/lower/program.ts';
import { seededWeights } from '../../src-core/lower/weights.ts';
import type { SafetensorsBytes } from '../../src-core/pytorch/safetensors.ts';
import { safetensorsOf } from '../../src-core/pytorch/safetensors.ts';
import { stateOf } from '../../src-core/pytorch/state.ts';
import type { PyTorchFile } from '../../src-core/pytorch/write-pytorch.ts';
import { writePyTorch } from '../../src-core/pytorch/write-pytorch.ts';
import { writeChunks } from '../files/write.ts';
import type { WorkContext } from './loadable.ts';
import { weightSource } from './weight-source.ts';

/** A design in PyTorch: its file, and the weights that its ONNX file has too. */
export interface PyTorchModel {
  readonly file: PyTorchFile;
  readonly program: Program;
  readonly weights: SafetensorsBytes;
}

/** Reads a design and writes it in PyTorch. Issues: those of a faulty text, of `writePyTorch`, of `lower` and of `weightSource`. */
export async function pytorchModelOf(
  design: string,
  seed = defaultSeed,
  isForTimm = false,
): Promise<Result<PyTorchModel>> {
  const parsed = parseDesign(design);
  if (!parsed.ok) return parsed;
  const analysis = analyze(parsed.value, catalogue);
  const file = writePyTorch(analysis, { names: publicNamesOf(parsed.value), isForTimm });
  if (!file.ok) return file;
  const program = lower(analysis);
  if (!program.ok) return program;
  const source = await weightSource(parsed.value, program.value, seededWeights(seed));
  if (!source.ok) return source;
  const weights = safetensorsOf(stateOf(file.value, program.value), source.value);
  return ok({ file: file.value, program: program.value, weights });
}

/** Whether a design can be written in PyTorch, and how long its file is. Issues: those of `exportPyTorch`. */
export async function checkPyTorch(
  { design, timm }: JobOf<'checkPyTorch'>,
  { progress }: WorkContext,
): Promise<Result<Pick<PyTorchReport, 'bytes' | 'className'>>> {
  progress({ phase: 'lower', done: 0, total: 1 });
  const model = await pytorchModelOf(design, defaultSeed, timm);
  if (!model.ok) return model;
  const { text, className } = model.value.file;
  return ok({ bytes: Buffer.byteLength(text), className });
}

/** Writes a design as a file of Python, and its weights beside it where a path for them is given. */
export async function exportPyTorch(
  { design, path, weights, seed, timm }: JobOf<'exportPyTorch'>,
  { progress }: WorkContext,
): Promise<Result<PyTorchReport>> {
  progress({ phase: 'lower', done: 0, total: 1 });
  const model = await pytorchModelOf(design, seed, timm);
  if (!model.ok) return model;
  const replace = { overwrite: true, durable: false };
  const written = await writeChunks(path, [Buffer.from(model.value.file.text)], replace);
  if (!written.ok) return written;
  const { className } = model.value.file;
  const report = { path: written.value.path, bytes: written.value.bytes, className };
  if (weights === null) return ok({ ...report, weights: null });
  const { bytes: total, chunks } = model.value.weights;
  function* counted() {
    let done = 0;
    for (const chunk of chunks) {
      yield chunk;
      done += chunk.length;
      progress({ phase: 'write', done, total });
    }
  }
  const filled = await writeChunks(weights, counted(), replace);
  if (!filled.ok) return filled;
  return ok({ ...report, weights: { path: filled.value.path, bytes: filled.value.bytes } });
}
