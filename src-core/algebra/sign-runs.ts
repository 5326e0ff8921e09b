import type { Expr } from './polynomial.ts';
import type { Univariate } from './univariate.ts';
import { squareFree, sturmSequence, univariate, valueAt, variations } from './univariate.ts';

export type Sign = -1 | 0 | 1;
export const signOf = (value: bigint): Sign => (value < 0n ? -1 : value === 0n ? 0 : 1);

/** Integers next to one another at which an expression has one sign, both ends included. */
export interface SignRun {
  readonly from: bigint;
  readonly to: bigint;
  readonly sign: Sign;
}

/** Why the signs are known for every integer of the range. */
export type SignProof = 'always-equal' | 'coefficients' | 'roots' | 'every-integer';

export interface Signs {
  readonly runs: readonly SignRun[];
  readonly proof: SignProof;
}

/** Joins neighbours of one sign. */
export function joined(runs: readonly SignRun[]): SignRun[] {
  const result: SignRun[] = [];
  for (const run of runs) {
    const last = result.at(-1);
    if (last !== undefined && last.sign === run.sign) result[result.length - 1] = { ...last, to: run.to };
    else result.push(run);
  }
  return result;
}

/**
 * The signs of a polynomial in one symbol over the integers from `min` to `max`, solved and not sampled: Sturm's theorem
 * counts the real roots between two integers, and halving finds each pair of neighbours that has one between them.
 * Other symbols and floors throw NotSymbolic.
 */
export function polynomialSigns(e: Expr, name: string, min: bigint, max: bigint): Signs {
  const p = univariate(e, name);
  const whole = (sign: Sign) => [{ from: min, to: max, sign }];
  if (p.length === 0) return { runs: whole(0), proof: 'always-equal' };
  const signs = new Set(p.map(signOf).filter((sign) => sign !== 0));
  if (signs.size === 1 && min > 0n) return { runs: whole([...signs][0] as Sign), proof: 'coefficients' };
  return { runs: joined(runsOf(p, min, max)), proof: 'roots' };
}

function runsOf(p: Univariate, min: bigint, max: bigint): SignRun[] {
  const sequence = sturmSequence(squareFree(p));
  const runs: SignRun[] = [];
  const single = (x: bigint): SignRun => ({ from: x, to: x, sign: signOf(valueAt(p, x)) });
  /** Covers the integers from `from` to `to`; `changes` are the variations at both. */
  const cover = (from: bigint, to: bigint, atFrom: number, atTo: number): void => {
    const isFree = atFrom === atTo && signOf(valueAt(p, from)) !== 0;
    if (from === to || isFree) {
      runs.push({ from, to, sign: signOf(valueAt(p, from)) });
      return;
    }
    if (to - from === 1n) {
      runs.push(single(from), single(to));
      return;
    }
    const middle = (from + to) / 2n;
    const atMiddle = variations(sequence, middle);
    cover(from, middle, atFrom, atMiddle);
    cover(middle + 1n, to, variations(sequence, middle + 1n), atTo);
  };
  cover(min, max, variations(sequence, min), variations(sequence, max));
  return runs;
}

/** The signs of any function of integers, found at every integer from `min` to `max`. */
export function exhaustiveSigns(at: (x: bigint) => bigint, min: bigint, max: bigint): Signs {
  const runs: SignRun[] = [];
  for (let x = min; x <= max; x++) runs.push({ from: x, to: x, sign: signOf(at(x)) });
  return { runs: joined(runs), proof: 'every-integer' };
}
