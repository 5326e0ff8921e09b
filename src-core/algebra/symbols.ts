import type { Expr, Polynomial } from './polynomial.ts';

/** Thrown where an operation needs a number and was given free symbols. */
export class NotSymbolic extends Error {
  readonly operation: string;
  readonly symbols: readonly string[];

  constructor(operation: string, symbols: readonly string[]) {
    super(`${operation} needs numbers; it was given the free symbols ${symbols.join(', ')}`);
    this.name = 'NotSymbolic';
    this.operation = operation;
    this.symbols = symbols;
  }
}

const noSymbols: ReadonlySet<string> = new Set();

/** The names of all free symbols, those inside floors included. */
export function symbolsOf(e: Expr): ReadonlySet<string> {
  if (typeof e === 'bigint') return noSymbols;
  const names = new Set<string>();
  gatherSymbols(e, names);
  return names;
}

function gatherSymbols(polynomial: Polynomial, names: Set<string>): void {
  for (const { factors } of polynomial.terms) {
    for (const { atom } of factors) {
      if (atom.kind === 'symbol') names.add(atom.name);
      else if (atom.kind === 'power') names.add(atom.exponent.name);
      else gatherSymbols(atom.argument, names);
    }
  }
}
