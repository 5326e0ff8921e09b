import { sub } from '../../src-core/algebra/expression.ts';
import type { Signs } from '../../src-core/algebra/sign-runs.ts';
import { crossing, signsOf } from '../../src-core/design-space/crossover.ts';
import { countAt } from '../../src-core/design-space/function-of.ts';
import type { Solution } from '../../src-core/design-space/solve.ts';
import { solving } from '../../src-core/design-space/solve.ts';
import type { Issue } from '../../src-core/errors.ts';
import type { Sliced } from '../work/sliced.ts';
import type { Rival } from './rivals.ts';
import { declaredWeights, rivalSpace } from './rivals.ts';
import type { Plotted } from './sensitivity-work.ts';
import type { NamedAxis, Subject } from './subject.ts';

/** What is the same for both: every number that both can vary, the product of two, or the count itself. */
export type Condition =
  | { readonly kind: 'same' }
  /** Axis times `other` is the same; the rival's `other` has a value of its own. */
  | { readonly kind: 'product'; readonly other: string; readonly theirs: bigint }
  | { readonly kind: 'count' };

export interface CrossoverQuestion {
  readonly rival: Rival;
  readonly axis: NamedAxis;
  readonly of: Plotted;
  readonly condition: Condition;
}

export type CrossoverState =
  | {
      readonly kind: 'signs';
      readonly question: CrossoverQuestion;
      readonly signs: Signs;
      /** Our axis is so many times the common one, theirs so many. */
      readonly scale: { readonly ours: bigint; readonly theirs: bigint };
    }
  | {
      readonly kind: 'equal-count';
      readonly question: CrossoverQuestion;
      readonly target: bigint;
      readonly solutions: readonly Solution[];
    }
  | { readonly kind: 'failed'; readonly issues: readonly Issue[] };

const nothing: CrossoverState = { kind: 'failed', issues: [] };

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));
const largest = (...all: readonly bigint[]): bigint => all.reduce((a, b) => (a > b ? a : b));
const smallest = (...all: readonly bigint[]): bigint => all.reduce((a, b) => (a < b ? a : b));
const ceilDivide = (a: bigint, b: bigint): bigint => (a + b - 1n) / b;

/** Works out where one of two costs more, in short steps. */
export function* crossoverWork(subject: Subject, question: CrossoverQuestion): Sliced<CrossoverState> {
  const { rival, axis, of, condition } = question;
  const one = { ours: 1n, theirs: 1n };
  if (rival.kind === 'declared') {
    const weights = declaredWeights(rival, subject, axis.name);
    if (weights === null) return nothing;
    const signs = yield* signsOf(sub(weights.own, weights.other), axis.name, {
      min: largest(1n, axis.min),
      max: axis.max,
    });
    return signs.ok
      ? { kind: 'signs', question, signs: signs.value, scale: one }
      : { kind: 'failed', issues: signs.issues };
  }
  const other = rivalSpace(rival, subject);
  const theirAxis = other?.axes.find(({ name }) => name === axis.name);
  if (other === null || theirAxis === undefined) return nothing;
  yield;
  // What a network sets in an item of its own, such as the depth of a stage, is what tells it from the subject.
  const isShared = ({ name, place }: NamedAxis) =>
    name !== axis.name &&
    (rival.kind === 'block' || place.kind === 'variable') &&
    other.axes.some((their) => their.name === name);
  const shared = new Map(subject.axes.filter(isShared).map(({ name, value }) => [name, value]));
  if (condition.kind === 'count') {
    const target = countAt(subject.space, of, new Map());
    if (target === null) return nothing;
    const steps = solving(other.space, { of, target }, axis.name);
    for (;;) {
      const step = steps.next();
      if (step.done !== true) {
        yield;
        continue;
      }
      return step.value.ok
        ? { kind: 'equal-count', question, target, solutions: step.value.value[0]?.solutions ?? [] }
        : { kind: 'failed', issues: step.value.issues };
    }
  }
  const theirs = new Map(shared);
  let scale = one;
  if (condition.kind === 'product') {
    const ours = subject.axes.find(({ name }) => name === condition.other)?.value ?? 1n;
    const common = gcd(ours, condition.theirs);
    scale = { ours: condition.theirs / common, theirs: ours / common };
    theirs.set(condition.other, condition.theirs);
  }
  const range = {
    min: largest(1n, ceilDivide(axis.min, scale.ours), ceilDivide(theirAxis.min, scale.theirs)),
    max: smallest(axis.max / scale.ours, theirAxis.max / scale.theirs),
  };
  if (range.min > range.max) return nothing;
  const signs = yield* crossing(
    of,
    { space: subject.space, axis: axis.name, scale: scale.ours, fixed: new Map() },
    { space: other.space, axis: axis.name, scale: scale.theirs, fixed: theirs },
    range,
  );
  return signs.ok
    ? { kind: 'signs', question, signs: signs.value, scale }
    : { kind: 'failed', issues: signs.issues };
}
