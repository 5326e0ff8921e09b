import type { ComponentType } from 'react';
import { SensitivityView } from '../design-space/SensitivityView.tsx';
import { SolveView } from '../design-space/SolveView.tsx';
import { CountTabs } from './CountTabs.tsx';
import type { FormulaViewId } from './formula-view.ts';

export interface FormulaViewEntry {
  readonly id: FormulaViewId;
  readonly title: string;
  /** It is handed the path of the item; empty for the design. */
  readonly View: ComponentType<{ readonly path: string }>;
}

/** The tabs of the formula panel, in their order. */
export const formulaViews: readonly FormulaViewEntry[] = [
  { id: 'formula', title: 'Formula', View: CountTabs },
  { id: 'sensitivity', title: 'Sensitivity', View: SensitivityView },
  { id: 'solve', title: 'Solve', View: SolveView },
];
