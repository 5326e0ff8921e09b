import { basename } from 'node:path';
import { catalogue } from '../../src-core/catalogue.ts';
import type { OwnBlock } from '../../src-core/document/design.ts';
import type { Result } from '../../src-core/errors.ts';
import { fail, issueAt } from '../../src-core/errors.ts';
import { skeletonOf } from '../../src-core/onnx-import/skeleton.ts';
import type { Depth, Model } from '../../src-core/read-model/read-model.ts';
import { readModel } from '../../src-core/read-model/read-model.ts';
import { finished } from '../../src-core/steps.ts';
import { inPlainFile } from './read.ts';

/** True of a path whose file is taken for an ONNX model. */
export const isOnnxPath = (path: string): boolean => /\.onnx$/i.test(path);

/**
 * An ONNX file without the values of its larger weights, which never come into memory. Issues: those of `inPlainFile`, and
 * onnx/malformed; each names the file.
 */
export const onnxSkeleton = (path: string): Promise<Result<Uint8Array>> =>
  inPlainFile(path, async (file, size) => {
    const read = async (from: number, to: number) => {
      const bytes = new Uint8Array(to - from);
      const { bytesRead } = await file.read(bytes, 0, bytes.length, from);
      return bytes.subarray(0, bytesRead);
    };
    return inFile(path, await skeletonOf({ size, read }));
  });

/** Reads an ONNX file as a design. Issues: those of `onnxSkeleton`, and those of `readModel`; each names the file. */
export async function readOnnxFile(
  path: string,
  depth: Depth,
  blocks: readonly OwnBlock[] = [],
): Promise<Result<Model>> {
  const skeleton = await onnxSkeleton(path);
  if (!skeleton.ok) return skeleton;
  return inFile(path, finished(readModel(skeleton.value, titleOf(path), catalogue, depth, blocks)));
}

const inFile = <T>(path: string, result: Result<T>): Result<T> =>
  result.ok ? result : fail(...result.issues.map((found) => issueAt(found, { file: path, ...found.where })));

const titleOf = (path: string): string => basename(path).replace(/\.onnx$/i, '');
