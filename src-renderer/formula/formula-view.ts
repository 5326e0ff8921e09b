import { create } from 'zustand';

/** Counts that have a formula. */
export type CountTab = 'params' | 'macs' | 'memory';
export type FormulaTab = CountTab | 'field';

/** What the panel says about the counts: see formula-views.ts. */
export type FormulaViewId = 'formula' | 'derivation' | 'sensitivity' | 'solve' | 'trial';

/** The closed form holds under its condition; the exact form has the floors and always holds. */
export type FormulaMode = 'closed' | 'exact';

/** How the formula panel looks at what is selected; it stays as the selection moves. */
export interface FormulaViewState {
  readonly view: FormulaViewId;
  readonly tab: FormulaTab;
  /** Null follows what is shown: the closed form, or for a sum over groups the exact one. */
  readonly mode: FormulaMode | null;
}

export const useFormulaView = create<FormulaViewState>(() => ({
  view: 'formula',
  tab: 'params',
  mode: null,
}));

export const showView = (view: FormulaViewId): void => useFormulaView.setState({ view });
export const showTab = (tab: FormulaTab): void => useFormulaView.setState({ tab });
export const showMode = (mode: FormulaMode): void => useFormulaView.setState({ mode });
