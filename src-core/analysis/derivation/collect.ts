import type { ClosedForm } from '../../algebra/closed-form.ts';
import { closedForm, withoutFloors } from '../../algebra/closed-form.ts';
import { substitute } from '../../algebra/evaluate.ts';
import type { Expr } from '../../algebra/expression.ts';
import { add } from '../../algebra/expression.ts';
import type { Polynomial, Term } from '../../algebra/polynomial.ts';
import { fromOrdered, termsOf } from '../../algebra/polynomial.ts';
import type { DerivationTerm } from './derivation.ts';

/** An amount and the items it was counted in. */
export interface Contribution {
  readonly value: Expr;
  readonly origins: readonly string[];
}

export const sorted = (paths: Iterable<string>): readonly string[] => [...new Set(paths)].sort();

const factorsKey = ({ factors }: Term): string =>
  factors.map(({ atom, exponent }) => `${atom.key}^${exponent}`).join('*');

/** The terms of a sum, each with the items of all contributions that have such a term. Those that cancel are gone. */
export function collected(contributions: readonly Contribution[]): readonly DerivationTerm[] {
  const origins = new Map<string, Set<string>>();
  for (const { value, origins: paths } of contributions) {
    for (const term of termsOf(value)) {
      const key = factorsKey(term);
      const known = origins.get(key) ?? new Set();
      origins.set(key, known);
      for (const path of paths) known.add(path);
    }
  }
  return termsOf(add(...contributions.map(({ value }) => value))).map((term) => ({
    value: fromOrdered([term]),
    product: null,
    over: null,
    label: null,
    origins: sorted(origins.get(factorsKey(term)) ?? []),
  }));
}

/** Closing is the same for equal sums, and what is counted in an item stays: so it is kept with the sum. */
const closed = new WeakMap<Polynomial, Expr>();

export function closedOf(value: Expr): Expr {
  if (typeof value === 'bigint') return value;
  const known = closed.get(value);
  if (known !== undefined) return known;
  const { form } = withoutFloors(value);
  closed.set(value, form);
  return form;
}

const forms = new WeakMap<Polynomial, ClosedForm>();

/** As `closedForm`, kept with the sum. */
export function closedFormOf(value: Expr): ClosedForm {
  if (typeof value === 'bigint') return { form: value, condition: [] };
  const known = forms.get(value) ?? closedForm(value);
  forms.set(value, known);
  return known;
}

/** Each term at some numbers; fractions where the term alone is none, as their sum need not be. */
export const atNumbers = (
  terms: readonly DerivationTerm[],
  numbers: ReadonlyMap<string, Expr>,
): readonly DerivationTerm[] =>
  terms.map((term) => ({ ...term, value: substitute(term.value, numbers), product: null }));
