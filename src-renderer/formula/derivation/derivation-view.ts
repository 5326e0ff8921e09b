import { create } from 'zustand';
import type { DerivedQuantity, Grouping } from '../../../src-core/analysis/derivation/derivation.ts';

/** How the derivation is looked at; it stays as the selection moves. */
export interface DerivationViewState {
  readonly of: DerivedQuantity;
  /** Null follows what is shown: see `startingGrouping`. */
  readonly by: Grouping | null;
  /** Whether the number of groups is a symbol too, where a block has one. */
  readonly anyCount: boolean;
  /** The item whose derivation stays while others are selected, empty for the design; null follows the selection. */
  readonly held: string | null;
}

export const useDerivationView = create<DerivationViewState>(() => ({
  of: 'params',
  by: null,
  anyCount: false,
  held: null,
}));

export const showDerivation = (change: Partial<DerivationViewState>): void =>
  useDerivationView.setState(change);
