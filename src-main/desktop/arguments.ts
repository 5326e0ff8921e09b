import { resolve } from 'node:path';
import type { Opening } from '../../src-core/contract.ts';

/**
 * The word of a command line that names a design, or undefined. Switches are Chromium's and not ours; what runs from a folder
 * of the project has that folder as its first word.
 */
export function designWord(argv: readonly string[], isPackaged: boolean): string | undefined {
  return argv.filter((word) => !word.startsWith('-'))[isPackaged ? 1 : 2];
}

/** An opening whose path no longer depends on the folder it was named in. */
export const absolute = (open: Opening, folder: string): Opening =>
  'path' in open ? { path: resolve(folder, open.path) } : open;
