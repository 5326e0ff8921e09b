import { substitute } from '../algebra/evaluate.ts';
import type { Expr } from '../algebra/expression.ts';
import { add, div, isInteger, mul, pow, sub, symbol, symbolsOf } from '../algebra/expression.ts';
import { termsOf } from '../algebra/polynomial.ts';
import type { Sign, SignRun } from '../algebra/sign-runs.ts';
import { signOf } from '../algebra/sign-runs.ts';
import type { SeriesCondition } from '../language/series.ts';
import type { Quotient, TrialCase } from './trial-cases.ts';
import { trialCases } from './trial-cases.ts';
import type { OurSide } from './trial-sides.ts';
import { countedAt, isLegal, ourQuotient, ourSide, theirSide } from './trial-sides.ts';

/** Both sides at numbers: ours counted in the expanded definition, theirs from the formula. */
export interface TrialPoint {
  readonly numbers: ReadonlyMap<string, bigint>;
  readonly ours: Expr;
  readonly theirs: Expr;
  /** Whether our closed form is exact there; the count is, everywhere. */
  readonly isLegal: boolean;
}

/** What the comparison comes to; `signs` are those of ours less theirs at every number of groups. */
export interface Trial {
  readonly case: TrialCase;
  readonly ours: Quotient;
  readonly theirs: Quotient;
  readonly condition: SeriesCondition | null;
  /** Ours less theirs, multiplied by both denominators, which are positive: zero exactly where they agree. */
  readonly difference: Expr;
  /** Signs of the difference for all legal sizes, by number of groups; null where a sign depends on the sizes. */
  readonly signs: readonly SignRun[] | null;
  /** The least number of groups, and there the least legal sizes, at which the two part. */
  readonly firstDisagreement: TrialPoint | null;
  /** Whether the difference is the square that the case names. */
  readonly isSquare: boolean;
}

/**
 * The sign for all values of its symbols from 1: known where, written in what they exceed 1 by, all coefficients have one
 * sign and a constant among them keeps the whole from 0.
 */
function signFromOne(e: Expr): Sign | null {
  const shifted = substitute(e, new Map([...symbolsOf(e)].map((name) => [name, add(symbol(name), 1n)])));
  const terms = termsOf(shifted);
  if (terms.length === 0) return 0;
  const signs = new Set(terms.map(({ coefficient }) => signOf(coefficient.numerator)));
  return signs.size === 1 && terms.at(-1)?.degree === 0 ? ([...signs][0] as Sign) : null;
}

function* countsOf({ count }: TrialCase): Generator<bigint> {
  for (let n = count.from; n <= count.to; n++) yield BigInt(n);
}

function signsOf(trial: TrialCase, difference: Expr): readonly SignRun[] | null {
  const runs: SignRun[] = [];
  for (const n of countsOf(trial)) {
    const sign = signFromOne(substitute(difference, new Map([[trial.count.name, n]])));
    if (sign === null) return null;
    const last = runs.at(-1);
    if (last?.sign === sign) runs[runs.length - 1] = { ...last, to: n };
    else runs.push({ from: n, to: n, sign });
  }
  return runs;
}

/** Values of each symbol to try, least first: legal ones only. */
function* points(
  trial: TrialCase,
  ours: OurSide,
  names: readonly string[],
  fixed: ReadonlyMap<string, bigint>,
): Generator<ReadonlyMap<string, bigint>> {
  const [name, ...rest] = names;
  if (name === undefined) {
    if (isLegal(ours, fixed)) yield fixed;
    return;
  }
  const step = trial.odd.includes(name) ? 2n : stepOf(ours, name, fixed);
  const first = trial.odd.includes(name) ? 1n : step;
  for (let index = 0n; index < triesOfEach; index++)
    yield* points(trial, ours, rest, new Map([...fixed, [name, first + index * step]]));
}

/** A polynomial of degree below this that is not zero is not zero at all of so many values. */
const triesOfEach = 6n;

/** A size that a divisor is asked of goes by its multiples; any other by ones. */
function stepOf({ condition }: OurSide, name: string, fixed: ReadonlyMap<string, bigint>): bigint {
  if (condition === null || !symbolsOf(condition.size).has(name)) return 1n;
  const exponent = substitute(condition.exponent, fixed);
  return isInteger(exponent) && exponent > 0n ? condition.base ** exponent : 1n;
}

function valueOfQuotient({ numerator, denominator }: Quotient, numbers: ReadonlyMap<string, Expr>): Expr {
  const under = substitute(denominator, numbers);
  return under === 0n ? 0n : div(substitute(numerator, numbers), under);
}

/** Both sides of a trial at numbers for all of its symbols. */
export function trialAt(trial: Pick<Trial, 'case'>, numbers: ReadonlyMap<string, bigint>): TrialPoint {
  const { case: one } = trial;
  const counted = countedAt(one, numbers);
  return {
    numbers,
    ours: valueOfQuotient(ourQuotient(one, { count: counted, condition: null }), numbers),
    theirs: valueOfQuotient(theirSide(one), numbers),
    isLegal: isLegal(ourSide(one), numbers),
  };
}

function firstDisagreement(one: TrialCase, ours: OurSide, difference: Expr): TrialPoint | null {
  const names = [...symbolsOf(difference), ...symbolsOf(ours.count)].filter((n) => n !== one.count.name);
  const sizes = [...new Set(names)].sort().reverse();
  for (const n of countsOf(one)) {
    const fixed = new Map([[one.count.name, n]]);
    if (substitute(difference, fixed) === 0n) continue;
    for (const numbers of points(one, ours, sizes, fixed)) {
      const point = trialAt({ case: one }, numbers);
      if (sub(point.ours, point.theirs) !== 0n) return point;
    }
  }
  return null;
}

/** Holds a published formula against our count. */
export function holdTrial(one: TrialCase): Trial {
  const side = ourSide(one);
  const [ours, theirs] = [ourQuotient(one, side), theirSide(one)];
  const difference = sub(mul(ours.numerator, theirs.denominator), mul(theirs.numerator, ours.denominator));
  return {
    case: one,
    ours,
    theirs,
    condition: side.condition,
    difference,
    signs: signsOf(one, difference),
    firstDisagreement: firstDisagreement(one, side, difference),
    isSquare: one.square !== undefined && add(difference, pow(mul(...one.square), 2)) === 0n,
  };
}

const held = new Map<string, Trial>();

/** The trial of that name, or undefined; held once, as nothing in it changes. */
export function trial(name: string): Trial | undefined {
  const known = held.get(name);
  if (known !== undefined) return known;
  const one = trialCases.find((other) => other.name === name);
  if (one === undefined) return undefined;
  const result = holdTrial(one);
  held.set(name, result);
  return result;
}

/** Both sides at a number of groups, still as polynomials in the sizes: 101/16*k^2*w^2 beside 17/4*k^2*w^2. */
export function trialAtCount({ case: { count }, ours, theirs }: Trial, n: bigint) {
  const at = ({ numerator, denominator }: Quotient): Quotient => {
    const numbers = new Map([[count.name, n]]);
    return { numerator: substitute(numerator, numbers), denominator: substitute(denominator, numbers) };
  };
  return { ours: at(ours), theirs: at(theirs) };
}
