import { createHash } from 'node:crypto';
import type { Result } from '../../src-core/errors.ts';
import { ok } from '../../src-core/errors.ts';
import { inPlainFile } from './read.ts';

const piece = 4 * 1024 * 1024;

/** The SHA-256 of a file of any size in hexadecimal, read in pieces. Issues: those of `inPlainFile`. */
export const fileHash = (path: string): Promise<Result<string>> =>
  inPlainFile(path, async (file, size) => {
    const hash = createHash('sha256');
    const buffer = Buffer.allocUnsafe(Math.max(1, Math.min(size, piece)));
    for (let at = 0; at < size; ) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length, at);
      // a file that became shorter meanwhile has another hash in any case
      if (bytesRead === 0) break;
      hash.update(buffer.subarray(0, bytesRead));
      at += bytesRead;
    }
    return ok(hash.digest('hex'));
  });
