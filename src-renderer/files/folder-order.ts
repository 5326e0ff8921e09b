import type { FolderEntry } from '../../src-core/contract.ts';
import { modelSuffix, pythonSuffix, weightsSuffix } from './design-name.ts';
import type { PathPurpose } from './questions.ts';

export type FolderColumn = 'name' | 'modified' | 'bytes';

export interface FolderOrder {
  readonly column: FolderColumn;
  readonly isDescending: boolean;
}

const names = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** Sorts a listing: folders stay above files, names break ties. */
export function sortEntries(
  entries: readonly FolderEntry[],
  { column, isDescending }: FolderOrder,
): readonly FolderEntry[] {
  const byName = (a: FolderEntry, b: FolderEntry) =>
    names.compare(a.name, b.name) || (a.name < b.name ? -1 : 1);
  const compare = (a: FolderEntry, b: FolderEntry) =>
    column === 'name' ? byName(a, b) : a[column] - b[column] || byName(a, b);
  const rank = (entry: FolderEntry) => (entry.kind === 'folder' ? 0 : 1);
  return [...entries].sort((a, b) => rank(a) - rank(b) || (isDescending ? compare(b, a) : compare(a, b)));
}

/** Whether a listing shows an entry: folders, and the files that the dialog is for. */
export function isListed({ kind, name }: FolderEntry, purpose: PathPurpose): boolean {
  if (kind === 'folder') return true;
  const endsWith = (suffixes: readonly string[]) =>
    suffixes.some((suffix) => name.toLowerCase().endsWith(suffix));
  if (purpose === 'export') return endsWith([modelSuffix, pythonSuffix]);
  return (
    kind === 'design' || endsWith(purpose === 'open' ? ['.json', modelSuffix, weightsSuffix] : ['.json'])
  );
}

export interface Crumb {
  readonly name: string;
  readonly path: string;
}

/** The folders from the top of the workspace down to `path`, for the way back up. */
export function crumbs(workspace: string | null, path: string): readonly Crumb[] {
  const separator = path.includes('\\') ? '\\' : '/';
  const top = workspace !== null && path.startsWith(workspace) ? workspace : '';
  const rest = path.slice(top.length).split(separator).filter(Boolean);
  const first = top.split(separator).filter(Boolean).at(-1);
  const below = rest.map((name, index) => ({
    name,
    path: `${top}${separator}${rest.slice(0, index + 1).join(separator)}`,
  }));
  return first === undefined ? below : [{ name: first, path: top }, ...below];
}

/** A name inside a folder; a name that is a whole path already stays one. */
export function pathIn(folder: string, name: string): string {
  if (/^([\\/]|[A-Za-z]:[\\/])/.test(name)) return name;
  const separator = folder.includes('\\') ? '\\' : '/';
  return folder.endsWith(separator) ? `${folder}${name}` : `${folder}${separator}${name}`;
}
