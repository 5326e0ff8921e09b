import type { Expr } from '../../src-core/algebra/expression.ts';
import { type CostUnit, costOf } from '../../src-core/analysis/cost.ts';
import type { Facts } from '../../src-core/language/facts.ts';
import type { FormulaTab } from './formula-view.ts';

/** One count as the panel shows it: what it is called in a formula, and the unit and convention of its numbers. */
export interface Measure {
  /** The letter of the formula, as in P(w, k). */
  readonly letter: string;
  readonly of: (facts: Facts) => Expr;
  readonly unit: string;
  readonly convention: string;
}

export function measureOf(tab: FormulaTab, unit: CostUnit): Measure {
  switch (tab) {
    case 'params':
      return { letter: 'P', of: (facts) => facts.params, unit: 'parameters', convention: 'trainable' };
    case 'macs': {
      const { unit: name, convention } = costOf(0n, unit);
      return {
        letter: unit === 'macs' ? 'M' : 'F',
        of: (facts) => costOf(facts.macs, unit).value ?? 0n,
        unit: name,
        convention,
      };
    }
    case 'memory':
      return {
        letter: 'A',
        of: (facts) => facts.activationBytes,
        unit: 'bytes',
        convention: 'activations, fp32, every tensor once',
      };
  }
}
