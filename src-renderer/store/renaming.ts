import { create } from 'zustand';
import type { Issue } from '../../src-core/errors.ts';
import { attempt } from './document.ts';
import { goTo, joinPath, nameOf, parentOf, useNavigation } from './navigation.ts';
import { select } from './selection.ts';

/** The item, by its path, whose name is being typed on the canvas. */
export const useRenaming = create<{ path: string | null }>(() => ({ path: null }));

export const startRenaming = (path: string): void => useRenaming.setState({ path });
export const endRenaming = (): void => useRenaming.setState({ path: null });

/** Gives an item another name; the selection goes with it, and so does the level that is open inside it. */
export function rename(path: string, to: string): Issue | null {
  const name = to.trim();
  const issues = attempt({ kind: 'renameNode', id: nameOf(path), to: name });
  if (issues !== null) return issues[0] ?? null;
  const renamed = joinPath(parentOf(path), name);
  const { level } = useNavigation.getState();
  const isInside = level === path || level.startsWith(`${path}/`);
  if (isInside) goTo(renamed + level.slice(path.length));
  else select([renamed]);
  return null;
}
