import { create } from 'zustand';
import { outward } from '../../src-core/analysis/derivation/origins.ts';

/** The items that a term of a derivation came from, while it is under the pointer or has the keyboard. */
export interface HighlightState {
  readonly origins: ReadonlySet<string>;
  /** The origins and all that surround them, so that they light up at every level of the canvas. */
  readonly around: ReadonlySet<string>;
}

const none: ReadonlySet<string> = new Set();

export const useHighlight = create<HighlightState>(() => ({ origins: none, around: none }));

/** Lights exactly these items. */
export function highlight(origins: readonly string[]): void {
  if (origins.length === 0 && useHighlight.getState().origins.size === 0) return;
  useHighlight.setState({ origins: new Set(origins), around: new Set(origins.flatMap(outward)) });
}

/** Whether an item is lit: it is an origin, surrounds one, or is inside one. */
export const isHighlighted = ({ origins, around }: HighlightState, path: string): boolean =>
  around.has(path) || (origins.size > 0 && outward(path).some((at) => origins.has(at)));
