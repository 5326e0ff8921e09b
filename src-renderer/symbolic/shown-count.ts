import { substitute } from '../../src-core/algebra/evaluate.ts';
import type { Expr } from '../../src-core/algebra/expression.ts';
import { isInteger, symbolsOf } from '../../src-core/algebra/expression.ts';
import type { Formula } from '../../src-core/analysis/formulas/formula.ts';
import { formulaOf } from '../../src-core/analysis/formulas/formula.ts';
import type { SymbolSources } from './symbols.ts';

/** The closed form holds under its condition; the exact form has the floors and always holds. */
export type FormulaMode = 'closed' | 'exact';

const formulas = new WeakMap<object, Formula>();

/** The formula of a count; the closed form of an expression is worked out once. */
export function formulaOnce(e: Expr): Formula {
  if (typeof e === 'bigint') return formulaOf(e);
  let formula = formulas.get(e);
  if (formula === undefined) {
    formula = formulaOf(e);
    formulas.set(e, formula);
  }
  return formula;
}

/** Symbols, their numbers at present, and which of them are to be shown as numbers. */
export interface Bindings {
  readonly sources: SymbolSources;
  readonly numbers: ReadonlyMap<string, Expr>;
  /** The part of `numbers` that replaces its symbols. */
  readonly pinned: ReadonlyMap<string, Expr>;
}

export const isSize = (sources: SymbolSources, name: string): boolean => {
  const kind = sources.get(name)?.kind;
  return kind === 'size' || kind === 'source';
};

const placesKnown = new WeakMap<SymbolSources, ReadonlyMap<string, number>>();

/** Where symbols stand in reading order: variables and fields first, then sizes of the input. */
function placesOf(sources: SymbolSources): ReadonlyMap<string, number> {
  let places = placesKnown.get(sources);
  if (places === undefined) {
    const names = [...sources.keys()];
    const sizes = names.filter((name) => isSize(sources, name));
    const others = names.filter((name) => !isSize(sources, name));
    places = new Map([...others, ...sizes].map((name, index) => [name, index]));
    placesKnown.set(sources, places);
  }
  return places;
}

/** One count ready to be shown. */
export interface ShownCount {
  readonly formula: Formula;
  /** Free symbols in reading order. */
  readonly symbols: readonly string[];
  /** Sizes of the input that the count depends on, pinned ones among them. */
  readonly sizes: readonly string[];
  /** The exact integer at the present numbers; null where one of them is unknown. */
  readonly value: bigint | null;
  /** What the closed form gives there; null where a number is unknown. */
  readonly closedValue: Expr | null;
}

export function shownCount(count: Expr, { sources, numbers, pinned }: Bindings): ShownCount {
  const used = symbolsOf(count);
  // one that no pinned size occurs in stays the same, and so is its closed form
  const formula = formulaOnce(substitute(count, new Map([...pinned].filter(([name]) => used.has(name)))));
  const free = symbolsOf(formula.exact);
  const places = placesOf(sources);
  const placeOf = (name: string) => places.get(name) ?? -1;
  const ordered = (names: Iterable<string>) => [...names].sort((a, b) => placeOf(a) - placeOf(b));
  const value = substitute(formula.exact, numbers);
  // a closed form without a condition comes to the same
  const closed = formula.condition.length === 0 ? value : substitute(formula.form, numbers);
  return {
    formula,
    symbols: ordered(free),
    sizes: ordered([...used].filter((name) => isSize(sources, name))),
    value: isInteger(value) ? value : null,
    closedValue: symbolsOf(closed).size === 0 ? closed : null,
  };
}
