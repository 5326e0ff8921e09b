import { FormulaPanel } from '../formula/FormulaPanel.tsx';
import { formulaViews } from './formula-views.ts';

/** The formula panel of an item, or (for the empty path) of the design, with every view there is. */
export const Formulas = ({ path }: { readonly path: string }) => (
  <FormulaPanel path={path} views={formulaViews} />
);
