import { basename } from 'node:path';
import { catalogue } from '../../src-core/catalogue.ts';
import type { OwnBlock, WeightsFile } from '../../src-core/document/design.ts';
import type { Result } from '../../src-core/errors.ts';
import { ok } from '../../src-core/errors.ts';
import { readOnnx } from '../../src-core/lower/onnx-read.ts';
import { headOf } from '../../src-core/onnx-import/import-onnx.ts';
import type { Depth, Model } from '../../src-core/read-model/read-model.ts';
import { readModel } from '../../src-core/read-model/read-model.ts';
import { finished } from '../../src-core/steps.ts';
import { inFile, onnxSkeleton } from './onnx-skeleton.ts';
import { filesBeside, weightsFileOf } from './weights-file.ts';

/**
 * Reads an ONNX file as a design, which has its weights from there as far as they are there. Issues: those of `onnxSkeleton`, and
 * those of `readOnnx` and `readModel`; each names the file.
 */
export async function readOnnxFile(
  path: string,
  depth: Depth,
  blocks: readonly OwnBlock[] = [],
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
  const known = { hasFile, weights: weights.value, blocks };
  return inFile(path, finished(readModel(file.value, titleOf(path), catalogue, depth, known)));
}

const titleOf = (path: string): string => basename(path).replace(/\.onnx$/i, '');
