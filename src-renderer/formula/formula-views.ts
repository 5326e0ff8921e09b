import type { ComponentType } from 'react';
import { SensitivityView } from '../design-space/SensitivityView.tsx';
import { SolveView } from '../design-space/SolveView.tsx';
import { CountTabs } from './CountTabs.tsx';
import { DerivationView } from './derivation/DerivationView.tsx';
import type { FormulaViewId } from './formula-view.ts';
import { casesOf } from './trial/cases-of.ts';
import { TrialView } from './trial/TrialView.tsx';

export interface FormulaViewEntry {
  readonly id: FormulaViewId;
  readonly title: string;
  /** It is handed the path of the item; empty for the design. */
  readonly View: ComponentType<{ readonly path: string }>;
  /** Whether it has anything to say of an item of a definition; of everything where absent. */
  readonly isOf?: (definition: string | undefined) => boolean;
}

/** The tabs of the formula panel, in their order. */
export const formulaViews: readonly FormulaViewEntry[] = [
  { id: 'formula', title: 'Formula', View: CountTabs },
  { id: 'derivation', title: 'Derivation', View: DerivationView },
  { id: 'sensitivity', title: 'Sensitivity', View: SensitivityView },
  { id: 'solve', title: 'Solve', View: SolveView },
  { id: 'trial', title: 'On trial', View: TrialView, isOf: (definition) => casesOf(definition).length > 0 },
];
