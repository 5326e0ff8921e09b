import { dirname } from 'node:path';
import process from 'node:process';
import type { Issue, Result } from '../../src-core/errors.ts';
import { fail, issue, note, ok } from '../../src-core/errors.ts';
import { contentHash } from './content-hash.ts';
import type { Disk, DiskFile, FileFacts } from './disk.ts';
import { errorCode, disk as realDisk } from './disk.ts';
import { fileIssue } from './failure.ts';
import { writtenPath } from './links.ts';
import { FileBusy, locked } from './lock.ts';
import { passingPath } from './passing-file.ts';
import { turns } from './turns.ts';
import { WriteBehind } from './write-behind.ts';

export interface WriteOptions {
  /** Replace a file that is there; without it the answer is file/exists. */
  readonly overwrite: boolean;
  /**
   * Wait until the bytes are on the disk before the old file is replaced, so that not even a power cut leaves half a file.
   * For what cannot be made again: designs. An export can be, and waiting would multiply its time.
   */
  readonly durable: boolean;
  /** The only contents that may be replaced, each as `contentHash`; where the file holds another one the answer is file/changed. */
  readonly seen?: readonly string[];
  /** Permissions of a file that is new; those of a file that is replaced stay. */
  readonly mode?: number;
  /** Gets the bytes that are about to be replaced. What it rejects with becomes a note; the write goes on. */
  readonly keepOld?: (old: Uint8Array) => Promise<void>;
}

/** What was written, and what of the old file could not be kept. */
export interface Written {
  /** The real path, links followed. */
  readonly path: string;
  readonly bytes: number;
  readonly notes: readonly Issue[];
}

/** From here on it is felt that the old file is freed. */
const largeBytes = 2 ** 24;

type Chunks = Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

/** A failure of the disk, told apart from one of the source of the bytes. */
class DiskFailure extends Error {}

/** Why a file that could be written must not be. */
class Refusal extends Error {
  readonly issue: Issue;
  constructor(refused: Issue) {
    super(refused.code);
    this.issue = refused;
  }
}

const onDisk = <T>(work: Promise<T>): Promise<T> =>
  work.catch((cause: unknown) => {
    if (cause instanceof Refusal) throw cause;
    throw new DiskFailure('the disk failed', { cause });
  });

/** Of a file that may not be there: null then. */
async function factsOf(path: string, disk: Disk): Promise<FileFacts | null> {
  try {
    return await disk.stat(path);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

const unwritable = (path: string, detail: string): Refusal =>
  new Refusal(issue('file/not-writable', { file: path }, { detail }));

/** Refuses what must not be replaced. A rename would get round the permission that a person took from a file. */
function admit(path: string, old: FileFacts | null, overwrite: boolean): void {
  if (old === null) return;
  if (!overwrite) throw new Refusal(issue('file/exists', { file: path }));
  if (!old.isFile()) throw unwritable(path, 'it is not a plain file');
  if ((old.mode & 0o222) === 0) throw unwritable(path, 'the file is read-only');
}

async function syncFolder(path: string, disk: Disk): Promise<void> {
  // Some systems cannot open or sync a folder; there the rename alone has to do.
  const folder = await disk.open(dirname(path), 'r').catch(() => null);
  await folder?.sync().catch(() => undefined);
  await folder?.close().catch(() => undefined);
}

/** A file that replaces another takes over its owner and permissions; a note says what the system did not allow. */
async function inherit(file: DiskFile, path: string, old: FileFacts): Promise<readonly Issue[]> {
  const notes: Issue[] = [];
  const own = await file.stat();
  if (own.uid !== old.uid || own.gid !== old.gid) {
    await file.chown(old.uid, old.gid).catch(() => {
      notes.push(note('file/owner-changed', { file: path }));
    });
  }
  await file.chmod(old.mode & 0o777);
  // A file keeps one of its names; the old bytes stay under the others.
  if (old.nlink > 1) notes.push(note('file/links-split', { file: path }, { count: old.nlink - 1 }));
  return notes;
}

/** Fills the file that will take the place of `path`. */
async function fill(
  part: string,
  chunks: Chunks,
  prepare: (file: DiskFile) => Promise<readonly Issue[]>,
  { durable, mode }: WriteOptions & { readonly mode: number },
  disk: Disk,
): Promise<{ bytes: number; notes: readonly Issue[] }> {
  // `wx` creates the file itself and never follows a link that someone placed there.
  const file = await onDisk(disk.open(part, 'wx', mode));
  const writer = new WriteBehind(file);
  let bytes = 0;
  try {
    const notes = await onDisk(prepare(file));
    for await (const chunk of chunks) {
      await onDisk(writer.add(chunk));
      bytes += chunk.byteLength;
    }
    await onDisk(writer.end());
    if (durable) await onDisk(file.sync());
    return { bytes, notes };
  } finally {
    await writer.settle();
    await onDisk(file.close());
  }
}

/**
 * Moves a file over one that may be large. The system frees the memory of the old one with its last handle, which takes a fifth as
 * long as writing the new one did: a handle that is closed when nobody waits any more is the last. Where none can be had, and on
 * Windows, which replaces no open file, the move itself takes so long.
 */
async function replaceLarge(part: string, path: string, disk: Disk): Promise<void> {
  const old = process.platform === 'win32' ? null : await disk.open(path, 'r').catch(() => null);
  try {
    await disk.rename(part, path);
  } finally {
    old?.close().catch(() => undefined);
  }
}

/** Puts the filled file in the place of `path`, if `path` still holds what may be replaced. */
async function exchange(part: string, path: string, options: WriteOptions, disk: Disk): Promise<Issue[]> {
  const { overwrite, seen, keepOld } = options;
  return locked(path, disk, async () => {
    const notes: Issue[] = [];
    const old = await factsOf(path, disk);
    admit(path, old, overwrite);
    if (old !== null && (seen !== undefined || keepOld !== undefined)) {
      const bytes = await disk.readFile(path);
      if (seen !== undefined && !seen.includes(contentHash(bytes))) {
        throw new Refusal(issue('file/changed', { file: path }));
      }
      await keepOld?.(bytes).catch((error: unknown) => {
        const detail = error instanceof Error ? error.message : String(error);
        notes.push(note('file/version-not-kept', { file: path }, { detail }));
      });
    }
    if (old !== null && old.size >= largeBytes) await replaceLarge(part, path, disk);
    else await disk.rename(part, path);
    return notes;
  });
}

async function replace(path: string, chunks: Chunks, options: WriteOptions, disk: Disk): Promise<Written> {
  const old = await onDisk(factsOf(path, disk));
  admit(path, old, options.overwrite);
  const part = passingPath(path, 'part');
  const prepare = async (file: DiskFile) => (old === null ? [] : inherit(file, path, old));
  try {
    // Until the permissions of the old file are set, nobody else reads the new one.
    const mode = old === null ? (options.mode ?? 0o666) : 0o600;
    const { bytes, notes } = await fill(part, chunks, prepare, { ...options, mode }, disk);
    const more = await onDisk(exchange(part, path, options, disk));
    if (options.durable) await syncFolder(path, disk);
    return { path, bytes, notes: [...notes, ...more] };
  } catch (error) {
    await disk.unlink(part).catch(() => undefined);
    throw error;
  }
}

/** Writes that name a path alike follow each other in the order in which they were asked for. */
const inOrder = turns();
/** Two writes to the same file follow each other, whatever names it has. */
const inTurn = turns();

function refused(error: unknown, path: string): Issue | null {
  if (error instanceof Refusal) return error.issue;
  if (!(error instanceof DiskFailure)) return null;
  const { cause } = error;
  if (cause instanceof FileBusy) return unwritable(path, cause.message).issue;
  return fileIssue(cause, path, 'write');
}

/**
 * Writes chunks to a neighbouring file and, when all are written, puts it in the place of `path`: at every moment `path` is the
 * old file or the whole new one. A failure leaves the old file and nothing beside it; what a killed writer left is removed by
 * the next write into the folder. Links are followed. Owner and permissions are kept, and a note says where they cannot be.
 * A chunk is done with before the next is asked for, so that its memory may be used again.
 * Issues: file/exists, file/changed, file/disk-full, file/not-writable. What `chunks` itself throws passes through.
 */
export async function writeChunks(
  path: string,
  chunks: Chunks,
  options: WriteOptions,
  disk: Disk = realDisk,
): Promise<Result<Written>> {
  try {
    const written = await inOrder(path, async () => {
      const target = await onDisk(writtenPath(path, disk));
      return inTurn(target, () => replace(target, chunks, options, disk));
    });
    return ok(written);
  } catch (error) {
    const problem = refused(error, path);
    if (problem === null) throw error;
    return fail(problem);
  }
}

export interface SaveOptions extends Omit<WriteOptions, 'durable' | 'seen'> {
  /** The only content that may be replaced, as `contentHash`, besides the text itself: the answer to a save may have been lost. */
  readonly seen?: string;
}

/** Saves text so that a reader sees the old file or the whole new one, power cuts included. Issues as `writeChunks`. */
export async function saveText(
  path: string,
  text: string,
  { seen, ...options }: SaveOptions,
  disk: Disk = realDisk,
): Promise<Result<Written & { readonly hash: string }>> {
  const bytes = new TextEncoder().encode(text);
  const hash = contentHash(bytes);
  const replacing = seen === undefined ? {} : { seen: [seen, hash] };
  const written = await writeChunks(path, [bytes], { ...options, ...replacing, durable: true }, disk);
  return written.ok ? ok({ ...written.value, hash }) : written;
}
