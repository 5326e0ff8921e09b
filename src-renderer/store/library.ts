import { create } from 'zustand';
import { blockFileOf, parseBlockFile } from '../../src-core/document/block-file.ts';
import { blockHasher } from '../../src-core/document/block-hash.ts';
import type { LibraryEntry } from '../../src-core/document/block-library.ts';
import { libraryEntries } from '../../src-core/document/block-library.ts';
import type { BlockFile, Design, OwnBlock } from '../../src-core/document/design.ts';
import { blocksOf } from '../../src-core/document/own-block.ts';
import { serializeBlockFile } from '../../src-core/document/serialize.ts';
import type { Issue, Result } from '../../src-core/errors.ts';
import { fail, issueAt, ok } from '../../src-core/errors.ts';
import { call } from '../rpc/services.ts';
import { toastIssues } from '../ui/toast-issues.ts';

/** A person's library of own blocks, as it was read last. */
interface LibraryState {
  readonly blocks: readonly OwnBlock[];
  /** Why it cannot be read; empty where it can, or where it has not been yet. */
  readonly issues: readonly Issue[];
}

const none: readonly OwnBlock[] = [];

export const useLibrary = create<LibraryState>(() => ({ blocks: none, issues: [] }));

/** What the library's file holds, and the hash of that: null while there is no file. */
interface Read {
  readonly file: BlockFile;
  readonly hash: string | null;
}

async function read(): Promise<Result<Read>> {
  const kept = await call('readLibrary', {});
  if (!kept.ok) return kept;
  if (kept.value === null) return ok({ file: blockFileOf([]), hash: null });
  const { text, hash } = kept.value;
  const file = parseBlockFile(text);
  if (file.ok) return ok({ file: file.value, hash });
  return fail(...file.issues.map((found) => issueAt(found, { file: 'library.block.json', ...found.where })));
}

/** Keeps a list the same object while what it holds is the same. */
function show({ blocks }: BlockFile): void {
  const before = useLibrary.getState().blocks;
  const isSame = JSON.stringify(before) === JSON.stringify(blocks);
  useLibrary.setState({ blocks: isSame ? before : blocks, issues: [] });
}

/** Reads the library, as at the start and when the window is looked at again; what keeps it from being read stands in the palette. */
export async function readLibrary(): Promise<void> {
  const found = await read();
  if (found.ok) show(found.value.file);
  else if (!found.issues.some(({ code }) => code === 'call/unreachable'))
    useLibrary.setState({ issues: found.issues });
}

/** Reads it again whenever a person comes back to the window: another may have changed it. */
export function watchLibrary(): void {
  window.addEventListener('focus', () => void readLibrary());
}

/**
 * Changes the library as it is now, whatever another window did to it meanwhile; says why it cannot be.
 * @param change gives the library afterwards; an issue where it is not what the person looked at
 * @returns whether it was written
 */
export async function changeLibrary(
  change: (blocks: readonly OwnBlock[]) => Result<readonly OwnBlock[]>,
): Promise<boolean> {
  for (let tries = 0; ; tries++) {
    const now = await read();
    const after = now.ok ? change(now.value.file.blocks) : now;
    if (!now.ok || !after.ok) {
      if (now.ok) show(now.value.file);
      toastIssues(after.ok ? [] : after.issues);
      return false;
    }
    const file = { ...now.value.file, blocks: after.value };
    const written = await call('writeLibrary', { text: serializeBlockFile(file), seen: now.value.hash });
    if (written.ok) {
      show(file);
      return true;
    }
    // Another window was faster; what it wrote is read first.
    const isRaced = written.issues.some(({ code }) => code === 'file/changed' || code === 'file/exists');
    if (isRaced && tries < 3) continue;
    toastIssues(written.issues);
    return false;
  }
}

/** Whether an entry of the library is still what is shown of it. */
export function isAsShown(id: string, now: readonly OwnBlock[]): boolean {
  const shown = useLibrary.getState().blocks;
  const [before, after] = [shown, now].map((blocks) => blocks.some((block) => block.id === id));
  return before === after && (!before || blockHasher(shown)(id) === blockHasher(now)(id));
}

const entriesKnown = new WeakMap<
  readonly OwnBlock[],
  WeakMap<readonly OwnBlock[], ReadonlyMap<string, LibraryEntry>>
>();

/** What own blocks of the document are copies of in the library, by their ids; the same object while both are the same. */
export function entriesOf(
  design: Pick<Design, 'blocks'>,
  library: readonly OwnBlock[],
): ReadonlyMap<string, LibraryEntry> {
  const blocks = blocksOf(design);
  const byLibrary = entriesKnown.get(blocks) ?? new WeakMap();
  entriesKnown.set(blocks, byLibrary);
  const known = byLibrary.get(library) ?? libraryEntries(blocks, library);
  byLibrary.set(library, known);
  return known;
}

/** Whether the library has something else than a copy was made of, which its design is to be offered. */
export const hasNewer = (found: LibraryEntry | undefined): boolean =>
  found?.state === 'newerThere' || found?.state === 'parted';
