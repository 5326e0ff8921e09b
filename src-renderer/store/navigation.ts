import { create } from 'zustand';
import { select } from './selection.ts';

/** The path of the item whose inside the canvas shows; empty for the design itself. */
export interface NavigationState {
  readonly level: string;
}

export const useNavigation = create<NavigationState>(() => ({ level: '' }));

export const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));
export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
export const joinPath = (level: string, name: string): string => (level === '' ? name : `${level}/${name}`);

/** Shows the inside of the item at a path, or the design for the empty path. */
export function goTo(level: string, selected: readonly string[] = []): void {
  useNavigation.setState({ level });
  select(selected);
}

/** Shows an item among its siblings and selects it. */
export function reveal(path: string): void {
  goTo(parentOf(path), [path]);
}
