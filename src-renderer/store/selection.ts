import { create } from 'zustand';

/**
 * What is chosen, shared by canvas, outline, tables and charts. Items are named by their full path; a wire of the
 * design by its id. The last path is the primary one, which the inspector shows.
 */
export interface SelectionState {
  readonly paths: readonly string[];
  readonly edges: readonly string[];
  /** The item under the pointer, wherever it is drawn. */
  readonly hovered: string | null;
}

const none: readonly string[] = [];

export const useSelection = create<SelectionState>(() => ({ paths: none, edges: none, hovered: null }));

const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((entry, index) => entry === b[index]);

/** Chooses exactly these items and wires. */
export function select(paths: readonly string[], edges: readonly string[] = none): void {
  const now = useSelection.getState();
  if (same(now.paths, paths) && same(now.edges, edges)) return;
  useSelection.setState({
    paths: same(now.paths, paths) ? now.paths : paths,
    edges: same(now.edges, edges) ? now.edges : edges,
  });
}

export function hover(path: string | null): void {
  if (useSelection.getState().hovered !== path) useSelection.setState({ hovered: path });
}

/** The primary item's path, null when nothing is chosen. */
export const primaryPath = (state: SelectionState): string | null => state.paths.at(-1) ?? null;
