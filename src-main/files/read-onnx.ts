import { basename } from 'node:path';
import type { Result } from '../../src-core/errors.ts';
import { fail, issueAt } from '../../src-core/errors.ts';
import type { Imported } from '../../src-core/onnx-import/import-onnx.ts';
import { importOnnx } from '../../src-core/onnx-import/import-onnx.ts';
import { skeletonOf } from '../../src-core/onnx-import/skeleton.ts';
import { inPlainFile } from './read.ts';

/** True of a path whose file is taken for an ONNX model. */
export const isOnnxPath = (path: string): boolean => /\.onnx$/i.test(path);

/**
 * Reads an ONNX file as a design, without its weights in memory.
 * Issues: those of `inPlainFile`, and those of `importOnnx`; each names the file.
 */
export const readOnnxFile = (path: string): Promise<Result<Imported>> =>
  inPlainFile(path, async (file, size) => {
    const read = async (from: number, to: number) => {
      const bytes = new Uint8Array(to - from);
      const { bytesRead } = await file.read(bytes, 0, bytes.length, from);
      return bytes.subarray(0, bytesRead);
    };
    const skeleton = await skeletonOf({ size, read });
    const imported = skeleton.ok ? importOnnx(skeleton.value, titleOf(path)) : skeleton;
    return imported.ok
      ? imported
      : fail(...imported.issues.map((found) => issueAt(found, { file: path, ...found.where })));
  });

const titleOf = (path: string): string => basename(path).replace(/\.onnx$/i, '');
