import { create } from 'zustand';
import type { Window } from './sensitivity-work.ts';

export type HeldCount = 'params' | 'macs';

/** Where the number that is held comes from: a ready network's count, or what was typed. */
export type Target =
  | { readonly kind: 'network'; readonly name: string }
  | { readonly kind: 'number'; readonly text: string };

/** How the views of the space of designs look at what is selected; it stays as the selection moves. */
export interface SpaceViewState {
  readonly window: Window;
  readonly held: HeldCount;
  /** Null follows what is shown: ResNet-50's count for a design, its own present count for an item. */
  readonly target: Target | null;
  /** The axis that is solved and the one it is solved for each value of; null or unknown names take the usual ones. */
  readonly solved: string | null;
  readonly each: string | null;
  /** Values of the other axis. */
  readonly from: number | null;
  readonly to: number | null;
}

export const useSpaceView = create<SpaceViewState>(() => ({
  window: 'near',
  held: 'params',
  target: null,
  solved: null,
  each: null,
  from: null,
  to: null,
}));

export const showWindow = (window: Window): void => useSpaceView.setState({ window });
export const setSolve = (change: Partial<Omit<SpaceViewState, 'window'>>): void =>
  useSpaceView.setState(change);
