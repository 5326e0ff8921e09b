import { substitute } from '../algebra/evaluate.ts';
import type { Expr } from '../algebra/expression.ts';
import { add, div, isInteger, mul, pow, sameExpr, sub, symbol, symbolsOf } from '../algebra/expression.ts';
import { termsOf } from '../algebra/polynomial.ts';
import type { Sign, SignRun } from '../algebra/sign-runs.ts';
import { signOf } from '../algebra/sign-runs.ts';
import { issueOfRefusal } from '../analysis/refusal-issue.ts';
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
  if (terms.length === 0 || sameExpr(shifted, 0n)) return 0;
  const signs = new Set(terms.map(({ coefficient }) => signOf(coefficient.numerator)));
  return signs.size === 1 && terms.at(-1)?.degree === 0 ? ([...signs][0] as Sign) : null;
}

/** The numbers of groups that a case is tried at; a single 1 where it has none. */
function* countsOf({ count }: TrialCase): Generator<bigint> {
  if (count === null) yield 1n;
  else for (let n = count.from; n <= count.to; n++) yield BigInt(n);
}

const atGroups = ({ count }: TrialCase, n: bigint): ReadonlyMap<string, bigint> =>
  new Map(count === null ? [] : [[count.name, n]]);

function signsOf(trial: TrialCase, difference: Expr): readonly SignRun[] | null {
  const runs: SignRun[] = [];
  for (const n of countsOf(trial)) {
    const sign = signFromOne(substitute(difference, atGroups(trial, n)));
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

/** As `trialAt`; null where the block cannot be of these sizes, as a kernel of two rows that is to be padded evenly. */
function pointOf(one: TrialCase, numbers: ReadonlyMap<string, bigint>): TrialPoint | null {
  try {
    return trialAt({ case: one }, numbers);
  } catch (error) {
    if (issueOfRefusal(error) === null) throw error;
    return null;
  }
}

function firstDisagreement(one: TrialCase, ours: OurSide, difference: Expr): TrialPoint | null {
  const names = [...symbolsOf(difference), ...symbolsOf(ours.count)].filter((n) => n !== one.count?.name);
  const sizes = [...new Set(names)].sort().reverse();
  for (const n of countsOf(one)) {
    const fixed = atGroups(one, n);
    if (substitute(difference, fixed) === 0n) continue;
    for (const numbers of points(one, ours, sizes, fixed)) {
      const point = pointOf(one, numbers);
      if (point !== null && sub(point.ours, point.theirs) !== 0n) return point;
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

const held = new WeakMap<TrialCase, Trial>();

/** The trial of a case where it was held already. */
export const knownTrial = (one: TrialCase): Trial | undefined => held.get(one);

/** As `holdTrial`, held once for a case, as nothing in it changes. */
export function trialOf(one: TrialCase): Trial {
  const result = held.get(one) ?? holdTrial(one);
  held.set(one, result);
  return result;
}

/** The trial of that name, or undefined. */
export function trial(name: string): Trial | undefined {
  const one = trialCases.find((other) => other.name === name);
  return one === undefined ? undefined : trialOf(one);
}

/** Both sides at a number of groups, still as polynomials in the sizes: 101/16*k^2*w^2 beside 17/4*k^2*w^2. */
export function trialAtCount({ case: one, ours, theirs }: Trial, n: bigint | null) {
  const at = ({ numerator, denominator }: Quotient): Quotient => {
    const numbers = n === null ? new Map<string, bigint>() : atGroups(one, n);
    return { numerator: substitute(numerator, numbers), denominator: substitute(denominator, numbers) };
  };
  return { ours: at(ours), theirs: at(theirs) };
}
