import { create } from 'zustand';
import { parentOf } from '../../src-core/analysis/path-names.ts';
import { select } from './selection.ts';

export { joinPath, nameOf, parentOf } from '../../src-core/analysis/path-names.ts';

/** The path of the item whose inside the canvas shows; empty for the design itself. */
export interface NavigationState {
  readonly level: string;
}

export const useNavigation = create<NavigationState>(() => ({ level: '' }));

/** Shows the inside of the item at a path, or the design for the empty path. */
export function goTo(level: string, selected: readonly string[] = []): void {
  useNavigation.setState({ level });
  select(selected);
}

/** Shows an item among its siblings and selects it. */
export function reveal(path: string): void {
  goTo(parentOf(path), [path]);
}
