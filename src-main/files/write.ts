import type { Stats } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { open, rename, stat, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Result } from '../../src-core/errors.ts';
import { fail, issue, ok } from '../../src-core/errors.ts';
import { fileIssue } from './failure.ts';

export interface WriteOptions {
  /** Replace a file that is there; without it the answer is file/exists. */
  readonly overwrite: boolean;
  /**
   * Wait until the bytes are on the disk before the old file is replaced, so that not even a power cut leaves half a file.
   * For what cannot be made again: designs. An export can be, and waiting would multiply its time.
   */
  readonly durable: boolean;
}

type Chunks = Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

/** A failure of the disk, told apart from one of the source of the bytes. */
class DiskFailure extends Error {}

const disk = <T>(work: Promise<T>): Promise<T> =>
  work.catch((cause: unknown) => {
    throw new DiskFailure('the disk failed', { cause });
  });

/** Where the bytes of `path` go until they are complete. */
const partialOf = (path: string): string => `${path}.partial`;

const statsOf = (path: string): Promise<Stats | null> => stat(path).catch(() => null);

/** Removes what a writer that was killed left beside `path`. */
export async function discardPartial(path: string): Promise<void> {
  await unlink(partialOf(path)).catch(() => undefined);
}

/** `FileHandle.write` may write less than it was given, as on a disk that becomes full; the rest must follow. */
async function writeFully(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.byteLength; ) {
    const { bytesWritten } = await file.write(bytes, at);
    at += bytesWritten;
  }
}

async function syncFolder(path: string): Promise<void> {
  // Some systems cannot open or sync a folder; there the rename alone has to do.
  const folder = await open(dirname(path), 'r').catch(() => null);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}

/** A file that replaces another takes over its permissions and, where that is allowed, its owner. */
async function inherit(file: FileHandle, old: Stats): Promise<void> {
  await file.chmod(old.mode & 0o777);
  await file.chown(old.uid, old.gid).catch(() => undefined);
}

async function replace(path: string, chunks: Chunks, old: Stats | null, durable: boolean): Promise<number> {
  await discardPartial(path);
  // `wx` creates the file itself and never follows a link that someone placed there.
  const file = await disk(open(partialOf(path), 'wx'));
  let bytes = 0;
  try {
    if (old) await disk(inherit(file, old));
    for await (const chunk of chunks) {
      await disk(writeFully(file, chunk));
      bytes += chunk.byteLength;
    }
    if (durable) await disk(file.sync());
  } finally {
    await file.close();
  }
  await disk(rename(partialOf(path), path));
  if (durable) await syncFolder(path);
  return bytes;
}

/** The last write of each path, so that two to the same path follow each other. */
const queue = new Map<string, Promise<unknown>>();

async function inTurn<T>(path: string, work: () => Promise<T>): Promise<T> {
  const turn = (queue.get(path) ?? Promise.resolve()).then(work, work);
  queue.set(path, turn);
  try {
    return await turn;
  } finally {
    if (queue.get(path) === turn) queue.delete(path);
  }
}

/**
 * Writes chunks to a neighbouring file and, when all are written, puts it in the place of `path`: at every moment `path` is the
 * old file or the whole new one. A failure leaves the old file and nothing beside it.
 * Issues: file/exists, file/disk-full, file/not-writable. What `chunks` itself throws passes through.
 * @returns the number of bytes written
 */
export function writeChunks(
  path: string,
  chunks: Chunks,
  { overwrite, durable }: WriteOptions,
): Promise<Result<{ bytes: number }>> {
  return inTurn(path, async () => {
    const old = await statsOf(path);
    if (old && !overwrite) return fail(issue('file/exists', { file: path }));
    if (old && !old.isFile()) {
      return fail(issue('file/not-writable', { file: path }, { detail: 'it is not a plain file' }));
    }
    try {
      return ok({ bytes: await replace(path, chunks, old, durable) });
    } catch (error) {
      await discardPartial(path);
      if (error instanceof DiskFailure) return fail(fileIssue(error.cause, path, 'write'));
      throw error;
    }
  });
}

/** Saves text so that a reader sees the old file or the whole new one. Issues as `writeChunks`. */
export function saveText(
  path: string,
  text: string,
  options: { readonly overwrite: boolean },
): Promise<Result<{ bytes: number }>> {
  return writeChunks(path, [new TextEncoder().encode(text)], { ...options, durable: true });
}
