import { constants } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { open } from 'node:fs/promises';
import type { Result } from '../../src-core/errors.ts';
import { fail, issue, ok } from '../../src-core/errors.ts';
import { contentHash } from './content-hash.ts';
import { fileIssue } from './failure.ts';

/** Designs are text of a few kilobytes; this bounds what a wrong file can cost. */
export const designLimit = 32 * 1024 * 1024;

const unreadable = (path: string, detail: string) =>
  fail(issue('file/not-readable', { file: path }, { detail }));

/**
 * Opens a plain file, hands it on with its size in bytes, and closes it. Issues: file/not-found, file/not-readable (also for a
 * pipe or a folder), and those of `use`.
 */
export async function inPlainFile<T>(
  path: string,
  use: (file: FileHandle, size: number) => Promise<Result<T>>,
): Promise<Result<T>> {
  try {
    // Without O_NONBLOCK, opening a pipe would wait for a writer.
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const stats = await file.stat();
      if (!stats.isFile())
        return unreadable(path, stats.isDirectory() ? 'it is a folder' : 'it is not a plain file');
      return await use(file, stats.size);
    } finally {
      await file.close();
    }
  } catch (error) {
    return fail(fileIssue(error, path, 'read'));
  }
}

/**
 * The bytes of a file. Issues: those of `inPlainFile`, document/too-large.
 * @param limit in bytes
 */
export const readBytes = (path: string, limit: number): Promise<Result<Uint8Array>> =>
  inPlainFile(path, async (file, bytes) =>
    bytes > limit
      ? fail(issue('document/too-large', { file: path }, { bytes, limit }))
      : ok(await file.readFile()),
  );

/**
 * The text of a file. Issues: those of `readBytes`, file/not-readable for text that is not UTF-8.
 * @param limit in bytes
 */
export async function readText(path: string, limit = designLimit): Promise<Result<string>> {
  const bytes = await readBytes(path, limit);
  if (!bytes.ok) return bytes;
  try {
    return ok(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes.value));
  } catch {
    return unreadable(path, 'it is not UTF-8 text');
  }
}

/** The hash of a file whose text `readText` gave: it reads nothing that it does not give back byte for byte. */
export const textHash = (text: string): string => contentHash(new TextEncoder().encode(text));
