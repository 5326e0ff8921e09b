import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Result } from '../../src-core/errors.ts';
import { fail, issue, issueAt } from '../../src-core/errors.ts';
import type { Imported } from '../../src-core/onnx-import/import-onnx.ts';
import { importOnnx } from '../../src-core/onnx-import/import-onnx.ts';
import { skeletonOf } from '../../src-core/onnx-import/skeleton.ts';
import { fileIssue } from './failure.ts';

/** True of a path whose file is taken for an ONNX model. */
export const isOnnxPath = (path: string): boolean => /\.onnx$/i.test(path);

/**
 * Reads an ONNX file as a design, without its weights in memory.
 * Issues: those of reading a file, and those of `importOnnx`; each names the file.
 */
export async function readOnnxFile(path: string): Promise<Result<Imported>> {
  try {
    // without O_NONBLOCK, opening a pipe would wait for a writer
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const stats = await file.stat();
      if (!stats.isFile())
        return fail(issue('file/not-readable', { file: path }, { detail: 'it is not a plain file' }));
      const { size } = stats;
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
    } finally {
      await file.close();
    }
  } catch (error) {
    return fail(fileIssue(error, path, 'read'));
  }
}

const titleOf = (path: string): string => basename(path).replace(/\.onnx$/i, '');
