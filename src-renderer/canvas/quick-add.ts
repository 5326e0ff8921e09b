import { create } from 'zustand';
import type { PortRef } from '../../src-core/document/design.ts';

/**
 * What a new item is to be joined to at once: the port from which a wire was dropped, a wire that it goes into, or an item
 * whose place it takes. Only what fits there is offered.
 */
export type AddingTo =
  | { readonly kind: 'port'; readonly port: PortRef; readonly side: 'in' | 'out' }
  | { readonly kind: 'wire'; readonly edge: string }
  | { readonly kind: 'item'; readonly id: string };

/** The menu that adds an item where the pointer is; null while it is closed. */
export interface QuickAddState {
  readonly at: { readonly x: number; readonly y: number } | null;
  readonly to: AddingTo | null;
  /** Whether the place was not pointed at: what is added then moves aside for what stands there. */
  readonly yields: boolean;
}

const closed: QuickAddState = { at: null, to: null, yields: false };

export const useQuickAdd = create<QuickAddState>(() => closed);

export const openQuickAdd = (
  at: { x: number; y: number },
  to: AddingTo | null = null,
  yields = false,
): void => useQuickAdd.setState({ at, to, yields });

export const closeQuickAdd = (): void => useQuickAdd.setState(closed);
