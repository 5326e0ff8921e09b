import { constantOf, difference, fromAtom, scaled, sum } from './arithmetic.ts';
import { withoutFloors } from './closed-form.ts';
import { substitute } from './evaluate.ts';
import type { Expr, Polynomial, SymbolAtom } from './polynomial.ts';
import { leastCommonMultiple } from './rational.ts';

export type Verdict = 'equal' | 'different' | 'depends';

/** More classes of remainders than this are not looked at: 256 take milliseconds and cover two sides, each over 16. */
const classLimit = 256n;

/** The relation of two values for all values of their symbols. */
export function compareValues(a: Expr, b: Expr): Verdict {
  const rest = difference(a, b);
  const value = typeof rest === 'bigint' ? rest : soleValue(rest);
  if (value === undefined) return 'depends';
  return value === 0n ? 'equal' : 'different';
}

/**
 * The constant that a polynomial equals for all values of its symbols, or undefined where it varies or no proof is found.
 *
 * A polynomial without floors is constant only as written. One with floors is first tried at a few points, which
 * refutes most. What is left is proved: with x = m*t + r for a suitable modulus m the floors fall away in each class r,
 * and what remains is a polynomial in t.
 */
function soleValue(polynomial: Polynomial): Expr | undefined {
  if (constantOf(polynomial) !== undefined) return polynomial;
  const floored = integersUnderFloors(polynomial);
  if (floored === undefined || floored.size === 0) return undefined;
  const tried = samples.map((sample) => substitute(polynomial, sample([...floored.keys()])));
  const value = tried[0] as Expr;
  if (constantOf(value) === undefined || !tried.every((other) => isSame(other, value))) return undefined;
  return isConstantInEveryClass(polynomial, floored, value) ? value : undefined;
}

function isSame(a: Expr, b: Expr): boolean {
  return difference(a, b) === 0n;
}

/** The symbols under floors by name, or undefined where one of them is not integer-valued. */
function integersUnderFloors(polynomial: Polynomial): ReadonlyMap<string, SymbolAtom> | undefined {
  const found = new Map<string, SymbolAtom>();
  const visit = ({ terms }: Polynomial, isUnderFloor: boolean): boolean =>
    terms.every(({ factors }) =>
      factors.every(({ atom }) => {
        if (atom.kind === 'floor') return visit(atom.argument, true);
        if (isUnderFloor && atom.kind === 'symbol') found.set(atom.name, atom);
        return atom.integer || !isUnderFloor;
      }),
    );
  return visit(polynomial, false) ? found : undefined;
}

/** Points to try: each gives the symbols different values of different parity. */
const samples = [0n, 1n, 10n, 47n].map(
  (start) => (names: readonly string[]) =>
    new Map<string, Expr>(names.map((name, index) => [name, start * BigInt(index + 1) + BigInt(index)])),
);

function isConstantInEveryClass(
  polynomial: Polynomial,
  symbols: ReadonlyMap<string, SymbolAtom>,
  value: Expr,
): boolean {
  const moduli = new Map<string, bigint>();
  for (const { divisor, symbols: product } of withoutFloors(polynomial).requirements) {
    for (const { name } of product) moduli.set(name, leastCommonMultiple(moduli.get(name) ?? 1n, divisor));
  }
  let classes = 1n;
  for (const modulus of moduli.values()) classes *= modulus;
  if (classes > classLimit) return false;
  const axes = [...moduli].map(([name, modulus]) => classesOf(symbols.get(name) as SymbolAtom, modulus));
  return everyCombination(axes, (bindings) => isSame(substitute(polynomial, bindings), value));
}

/** The symbol in each class of remainders: m*t, m*t + 1, ... with the symbol's own name for t. */
function classesOf(atom: SymbolAtom, modulus: bigint): ReadonlyArray<readonly [string, Expr]> {
  const multiple = scaled(fromAtom(atom), { numerator: modulus, denominator: 1n });
  return Array.from(
    { length: Number(modulus) },
    (_, rest) => [atom.name, sum(multiple, BigInt(rest))] as const,
  );
}

function everyCombination(
  axes: ReadonlyArray<ReadonlyArray<readonly [string, Expr]>>,
  holds: (bindings: ReadonlyMap<string, Expr>) => boolean,
  chosen: ReadonlyArray<readonly [string, Expr]> = [],
): boolean {
  const [axis, ...others] = axes;
  if (axis === undefined) return holds(new Map(chosen));
  return axis.every((entry) => everyCombination(others, holds, [...chosen, entry]));
}
