import type { Result } from '../../src-core/errors.ts';
import { fail, issueAt } from '../../src-core/errors.ts';
import { skeletonOf } from '../../src-core/onnx-import/skeleton.ts';
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

/** Says of which file the issues are. */
export const inFile = <T>(path: string, result: Result<T>): Result<T> =>
  result.ok ? result : fail(...result.issues.map((found) => issueAt(found, { file: path, ...found.where })));
