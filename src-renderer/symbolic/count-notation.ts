import type { Expr } from '../../src-core/algebra/expression.ts';
import { NotSymbolic } from '../../src-core/algebra/expression.ts';
import type { Convention } from '../../src-core/analysis/conventions/convention.ts';
import {
  conventionLabel,
  conventionOf,
  sumOfCosts,
  unitOf,
} from '../../src-core/analysis/conventions/conventions.ts';
import type { Expansion } from '../../src-core/language/expansion.ts';
import type { Facts } from '../../src-core/language/facts.ts';

/** Counts that have a formula. */
export type CountTab = 'params' | 'macs' | 'memory';

/** What a count is read off: the facts of an item or design, and the expansions that these are the sum of. */
export interface Counted {
  readonly facts: Facts;
  readonly expansions: readonly Expansion[];
}

export const countedOf = (expansion: Expansion): Counted => ({
  facts: expansion.facts,
  expansions: [expansion],
});

/** One count as the panel shows it: what it is called in a formula, and the unit and convention of its numbers. */
export interface CountNotation {
  /** The letter of the formula, as in P(w, k). */
  readonly letter: string;
  readonly of: (counted: Counted) => Expr;
  readonly unit: string;
  readonly convention: string;
}

export function notationOf(tab: CountTab, convention: Convention): CountNotation {
  switch (tab) {
    case 'params':
      return { letter: 'P', of: ({ facts }) => facts.params, unit: 'parameters', convention: 'trainable' };
    case 'macs':
      return {
        letter: convention.perMac === 1n ? 'M' : 'F',
        // `symbolicConvention` has seen to it that the tool counts.
        of: ({ expansions }) => sumOfCosts(expansions, convention) ?? 0n,
        unit: unitOf(convention),
        convention: conventionLabel(convention),
      };
    case 'memory':
      return {
        letter: 'A',
        of: ({ facts }) => facts.activationBytes,
        unit: 'bytes',
        convention: 'activations, fp32, every tensor once',
      };
  }
}

/**
 * The convention under which a cost can be written as a formula: the one asked for, or MACs where one of its rules
 * needs a number in the place of a symbol, or where its tool cannot count.
 */
export function symbolicConvention(convention: Convention, expansions: readonly Expansion[]): Convention {
  try {
    return sumOfCosts(expansions, convention) === null ? conventionOf('macs') : convention;
  } catch (error) {
    if (error instanceof NotSymbolic) return conventionOf('macs');
    throw error;
  }
}
