import { create } from 'zustand';
import type { PortRef } from '../../src-core/document/design.ts';

export interface WireStart {
  readonly port: PortRef;
  readonly kind: 'in' | 'out';
}

/** The menu that adds an item where the pointer is; null while it is closed. */
export interface QuickAddState {
  readonly at: { readonly x: number; readonly y: number } | null;
  /** The wire that was dropped: only what it fits is offered, and it is wired at once. */
  readonly wire: WireStart | null;
}

export const useQuickAdd = create<QuickAddState>(() => ({ at: null, wire: null }));

export const openQuickAdd = (at: { x: number; y: number }, wire: WireStart | null = null): void =>
  useQuickAdd.setState({ at, wire });

export const closeQuickAdd = (): void => useQuickAdd.setState({ at: null, wire: null });
