import { fromAtom, fromRational, power, product, sumOf } from './arithmetic.ts';
import type { Condition } from './condition.ts';
import { floorOf } from './floor-form.ts';
import type { Expr, FloorAtom, Polynomial, Term } from './polynomial.ts';
import { greatestCommonDivisor, wholePart, zero } from './rational.ts';

export interface ClosedForm {
  readonly form: Expr;
  readonly condition: Condition;
}

/** A product of symbols that must be divisible by `divisor` for a floor to fall away. */
export interface Requirement {
  readonly divisor: bigint;
  readonly symbols: ReadonlyArray<{ readonly name: string; readonly exponent: number }>;
}

/**
 * The expression without floors, and the divisibility of its symbols under which it is exact.
 *
 * Where every term of a floor's argument but the constant is an integer, the floor only rounds the constant. So each such
 * term asks for a divisor, and the symbols' moduli are the least that serve all, those of single symbols first.
 * In a product of several symbols the modulus goes to the lower-case name that is last in the alphabet.
 * A floor over a symbol that is not integer-valued cannot fall away; it stays in the form, and the condition covers the rest.
 */
export function closedForm(e: Expr): ClosedForm {
  const { form, requirements } = withoutFloors(e);
  return { form, condition: leastModuli(requirements) };
}

/** The expression with every floor that can fall away replaced by its argument, and what that rests on. */
export function withoutFloors(e: Expr): {
  readonly form: Expr;
  readonly requirements: readonly Requirement[];
} {
  if (typeof e === 'bigint') return { form: e, requirements: [] };
  const requirements: Requirement[] = [];
  return { form: close(e, requirements, new Map()), requirements };
}

function close(polynomial: Polynomial, requirements: Requirement[], known: Map<string, Expr>): Expr {
  return sumOf(
    polynomial.terms.map(({ coefficient, factors }) =>
      factors.reduce<Expr>((value, { atom, exponent }) => {
        const base = atom.kind === 'floor' ? closeFloor(atom, requirements, known) : fromAtom(atom);
        return product(value, power(base, exponent));
      }, fromRational(coefficient)),
    ),
  );
}

function closeFloor(atom: FloorAtom, requirements: Requirement[], known: Map<string, Expr>): Expr {
  const before = known.get(atom.key);
  if (before !== undefined) return before;
  const argument = close(atom.argument, requirements, known);
  const closed = typeof argument === 'bigint' ? argument : withoutFloor(argument, requirements);
  known.set(atom.key, closed);
  return closed;
}

function withoutFloor(argument: Polynomial, requirements: Requirement[]): Expr {
  const own: Requirement[] = [];
  let constant = zero;
  const rest: Term[] = [];
  for (const term of argument.terms) {
    if (term.degree === 0) {
      constant = term.coefficient;
      continue;
    }
    rest.push(term);
    const requirement = requirementOf(term);
    if (requirement === undefined) return floorOf(argument);
    if (requirement.divisor > 1n) own.push(requirement);
  }
  requirements.push(...own);
  return sumOf([{ terms: rest }, wholePart(constant)]);
}

/** What makes the term an integer, or undefined where no divisibility of symbols does. */
function requirementOf({ coefficient, factors }: Term): Requirement | undefined {
  const symbols: { name: string; exponent: number }[] = [];
  for (const { atom, exponent } of factors) {
    if (!atom.integer) return undefined;
    if (atom.kind === 'symbol') symbols.push({ name: atom.name, exponent });
  }
  if (symbols.length === 0 && coefficient.denominator > 1n) return undefined;
  return { divisor: coefficient.denominator, symbols };
}

function leastModuli(requirements: readonly Requirement[]): Condition {
  const moduli = new Map<string, bigint>();
  const ordered = [...requirements].sort((a, b) => a.symbols.length - b.symbols.length);
  for (const { divisor, symbols } of ordered) {
    let given = 1n;
    for (const { name, exponent } of symbols) given *= (moduli.get(name) ?? 1n) ** BigInt(exponent);
    const missing = divisor / greatestCommonDivisor(divisor, given);
    if (missing === 1n) continue;
    const chosen = symbols.reduce((a, b) => (precedes(a.name, b.name) ? b : a));
    moduli.set(chosen.name, (moduli.get(chosen.name) ?? 1n) * leastRoot(missing, chosen.exponent));
  }
  return [...moduli]
    .map(([symbol, modulus]) => ({ symbol, modulus }))
    .sort((a, b) =>
      a.modulus === b.modulus ? (a.symbol < b.symbol ? -1 : 1) : a.modulus < b.modulus ? -1 : 1,
    );
}

function precedes(a: string, b: string): boolean {
  const lowerA = /^[a-z]/.test(a);
  const lowerB = /^[a-z]/.test(b);
  return lowerA === lowerB ? a < b : lowerB;
}

const trialLimit = 1n << 16n;

/** The least number whose power is a multiple of `value`; large prime factors are taken whole, which is still a multiple. */
function leastRoot(value: bigint, exponent: number): bigint {
  if (exponent === 1) return value;
  let root = 1n;
  let rest = value;
  for (let prime = 2n; prime * prime <= rest && prime <= trialLimit; prime++) {
    for (let count = 0; rest % prime === 0n; count++) {
      rest /= prime;
      if (count % exponent === 0) root *= prime;
    }
  }
  return root * rest;
}
