import { SensitivityView } from '../design-space/SensitivityView.tsx';
import { SolveView } from '../design-space/SolveView.tsx';
import { CountTabs } from '../formula/CountTabs.tsx';
import { DerivationView } from '../formula/derivation/DerivationView.tsx';
import type { FormulaViewEntry } from '../formula/formula-view.ts';
import { isOnTrial } from '../formula/trial/cases-of.ts';
import { TrialView } from '../formula/trial/TrialView.tsx';

/** The tabs of the formula panel, in their order. */
export const formulaViews: readonly FormulaViewEntry[] = [
  { id: 'formula', title: 'Formula', View: CountTabs },
  { id: 'derivation', title: 'Derivation', View: DerivationView },
  { id: 'sensitivity', title: 'Sensitivity', View: SensitivityView },
  { id: 'solve', title: 'Solve', View: SolveView },
  { id: 'trial', title: 'On trial', View: TrialView, isOf: isOnTrial },
];
