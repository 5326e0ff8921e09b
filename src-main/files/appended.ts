import { createReadStream } from 'node:fs';
import type { Result } from '../../src-core/errors.ts';
import { inPlainFile } from './read.ts';
import { writeChunks } from './write.ts';

async function* behind(path: string, more: Uint8Array): AsyncGenerator<Uint8Array> {
  yield* createReadStream(path);
  yield more;
}

/** Writes the bytes of one file, and more behind them, to another. Issues: those of `inPlainFile` and of `writeChunks`. */
export const writeAppended = (
  from: string,
  more: Uint8Array,
  to: string,
): Promise<Result<{ readonly bytes: number }>> =>
  inPlainFile(from, () => writeChunks(to, behind(from, more), { overwrite: true, durable: false }));
