import { compileInteger } from '../algebra/compile.ts';
import { substitute } from '../algebra/evaluate.ts';
import type { Expr } from '../algebra/expression.ts';
import { add, mul, NotSymbolic, sub, symbol } from '../algebra/expression.ts';
import type { SignRun, Signs } from '../algebra/sign-runs.ts';
import { exhaustiveSigns, joined, polynomialSigns } from '../algebra/sign-runs.ts';
import type { Result } from '../errors.ts';
import { fail, issue, ok } from '../errors.ts';
import { countAt } from './function-of.ts';
import type { Range } from './limits.ts';
import { finish, formulaLimit, graphLimit, tooMany, valuesPerStep } from './limits.ts';
import type { CountName, DesignSpace } from './space.ts';

/** One of two designs along a common axis x: its own axis is `scale` times x plus `offset`, others are fixed. */
export interface Side {
  readonly space: DesignSpace;
  readonly axis: string;
  readonly scale: bigint;
  /** Zero where absent. */
  readonly offset?: bigint;
  readonly fixed: ReadonlyMap<string, bigint>;
}

const common = 'x';

/** The number of a side's own axis at a number of the common one. */
export const ownNumber = ({ scale, offset = 0n }: Pick<Side, 'scale' | 'offset'>, x: bigint): bigint =>
  scale * x + offset;

/** A side's count in x; null where the graph depends on its axis. */
function formulaOfSide(of: CountName, side: Side): Result<Expr | null> {
  const { space, axis, scale, offset = 0n, fixed } = side;
  const count = space.count(of, fixed, axis);
  if (!count.ok) return count;
  if (!space.keepsGraph(fixed, axis)) return ok(null);
  return ok(substitute(count.value, new Map([[axis, add(mul(scale, symbol(common)), offset)]])));
}

/**
 * Which of two designs costs more at every value of a common axis: the signs of the first count less the second.
 * A difference without floors is solved by Sturm's theorem; one with floors, and axes that change the graph, are looked
 * at at every integer of the range. Issues: those of the designs, space/too-many, space/unsound.
 */
export function crossover(of: CountName, first: Side, second: Side, range: Range): Result<Signs> {
  return finish(crossing(of, first, second, range));
}

/** As `crossover`, in short steps, so that a window can draw between them. */
export function* crossing(
  of: CountName,
  first: Side,
  second: Side,
  range: Range,
): Generator<undefined, Result<Signs>> {
  const a = formulaOfSide(of, first);
  if (!a.ok) return a;
  yield;
  const b = formulaOfSide(of, second);
  if (!b.ok) return b;
  yield;
  if (a.value === null || b.value === null) return yield* designByDesign(of, first, second, range);
  return yield* signsOf(sub(a.value, b.value), common, range);
}

/**
 * The signs of a difference in one symbol at every integer of a range, in short steps: solved without floors, looked at one
 * by one with them. Issue: space/too-many.
 */
export function* signsOf(difference: Expr, name: string, range: Range): Generator<undefined, Result<Signs>> {
  const { min, max } = range;
  try {
    return ok(polynomialSigns(difference, name, min, max));
  } catch (error) {
    if (!(error instanceof NotSymbolic)) throw error;
  }
  const excess = tooMany(name, range, formulaLimit);
  if (excess !== null) return fail(excess);
  const at = compileInteger(difference, name);
  const runs: SignRun[] = [];
  for (let from = min; from <= max; from += BigInt(valuesPerStep)) {
    const to = from + BigInt(valuesPerStep) - 1n;
    runs.push(...exhaustiveSigns(at, from, to < max ? to : max).runs);
    yield;
  }
  return ok({ runs: joined(runs), proof: 'every-integer' });
}

function* designByDesign(
  of: CountName,
  first: Side,
  second: Side,
  range: Range,
): Generator<undefined, Result<Signs>> {
  const { min, max } = range;
  const excess = tooMany(first.axis, range, graphLimit);
  if (excess !== null) return fail(excess);
  const differences = new Map<bigint, bigint>();
  for (let x = min; x <= max; x++) {
    const [a, b] = [first, second].map((side) =>
      countAt(side.space, of, new Map([...side.fixed, [side.axis, ownNumber(side, x)]])),
    );
    if (a == null || b == null) {
      return fail(issue('space/unsound', {}, { name: first.axis, value: String(x) }));
    }
    differences.set(x, a - b);
    yield;
  }
  return ok(exhaustiveSigns((x) => differences.get(x) ?? 0n, min, max));
}
