import type { ComponentType } from 'react';
import { create } from 'zustand';
import type { Definition } from '../../src-core/language/definition.ts';
import type { PlainText } from '../locale/translate.ts';
import type { CountTab } from '../symbolic/count-notation.ts';
import type { FormulaMode } from '../symbolic/shown-count.ts';

export type FormulaTab = CountTab | 'field';

/** What the panel says about the counts. */
export type FormulaViewId = 'formula' | 'derivation' | 'sensitivity' | 'solve' | 'trial';

export interface FormulaViewEntry {
  readonly id: FormulaViewId;
  readonly title: PlainText;
  /** It is handed the path of the item; empty for the design. */
  readonly View: ComponentType<{ readonly path: string }>;
  /** Whether it has anything to say of an item of a definition; of everything where absent. */
  readonly isOf?: (definition: Definition | null | undefined) => boolean;
}

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
