import { basename } from 'node:path';
import { catalogue } from '../../src-core/catalogue.ts';
import type { OwnBlock, WeightsFile } from '../../src-core/document/design.ts';
import type { Result } from '../../src-core/errors.ts';
import { ok } from '../../src-core/errors.ts';
import type { OnnxFile } from '../../src-core/lower/onnx-read.ts';
import { readOnnx } from '../../src-core/lower/onnx-read.ts';
import type { UnsizedNode } from '../../src-core/lower/unsized.ts';
import { withFoundSizes } from '../../src-core/lower/unsized.ts';
import { headOf } from '../../src-core/onnx-import/import-onnx.ts';
import type { ToldSizes } from '../../src-core/onnx-import/sizes-notes.ts';
import { sizesNotes } from '../../src-core/onnx-import/sizes-notes.ts';
import type { Depth, Model } from '../../src-core/read-model/read-model.ts';
import { inBlocks, readModel } from '../../src-core/read-model/read-model.ts';
import { finished } from '../../src-core/steps.ts';
import { inFile, onnxSkeleton } from './onnx-skeleton.ts';
import { filesBeside, weightsFileOf } from './weights-file.ts';

/** Asks somebody which sizes leave nodes. */
export type AskSizes = (nodes: readonly UnsizedNode[]) => Promise<ToldSizes>;

interface Reading {
  /** Blocks of a person's own, which are looked for too. */
  readonly blocks?: readonly OwnBlock[];
  /** Asked where the file does not say all sizes; nobody where it is left out. */
  readonly askSizes?: AskSizes;
}

/**
 * Reads an ONNX file as a design, which has its weights from there as far as they are there. Issues: those of `onnxSkeleton`, and
 * those of `readOnnx` and `readModel`; each names the file.
 */
export async function readOnnxFile(
  path: string,
  depth: Depth,
  { blocks = [], askSizes }: Reading = {},
): Promise<Result<Model>> {
  const skeleton = await onnxSkeleton(path);
  if (!skeleton.ok) return skeleton;
  const file = readOnnx(skeleton.value);
  if (!file.ok) return inFile(path, file);
  const beside = await filesBeside(path, file.value);
  const hasFile = (location: string): boolean => beside.has(location);
  const isAbsent = headOf(file.value, hasFile).weights === 'absent';
  const weights: Result<WeightsFile | null> = isAbsent
    ? ok(null)
    : await weightsFileOf(path, 'onnx', beside.keys());
  if (!weights.ok) return weights;
  const known = { hasFile, weights: weights.value };
  const modelOf = (of: OnnxFile): Result<Model> =>
    finished(readModel(of, titleOf(path), catalogue, depth === 'blocks' ? 'own' : depth, known));
  const plain = modelOf(file.value);
  if (!plain.ok) return inFile(path, plain);
  const sized =
    askSizes === undefined ? plain.value : await withSizes(file.value, plain.value, askSizes, modelOf);
  return ok(depth === 'blocks' && !sized.isOwn ? finished(inBlocks(sized, catalogue, { blocks })) : sized);
}

/** A model with the sizes that the file does not say and somebody else does. */
async function withSizes(
  file: OnnxFile,
  model: Model,
  askSizes: AskSizes,
  modelOf: (file: OnnxFile) => Result<Model>,
): Promise<Model> {
  if (model.unsized.length === 0) return model;
  const told = await askSizes(model.unsized);
  const { found } = told;
  const again = found.length === 0 ? ok(model) : modelOf(withFoundSizes(file, found));
  const sized = again.ok ? again.value : model;
  return { ...sized, notes: [...sized.notes, ...sizesNotes(model.unsized, told, sized.opaque)] };
}

const titleOf = (path: string): string => basename(path).replace(/\.onnx$/i, '');
