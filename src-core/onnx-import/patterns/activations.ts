import type { OperatorDefinition } from '../../language/definition.ts';
import type { Given } from '../../language/field.ts';
import { hardSigmoid, hardSwish, relu6, sigmoid, silu, tanh } from '../../operators/activation.ts';
import { product, sum } from '../../operators/arithmetic.ts';
import { power } from '../../operators/function-of-one.ts';
import { gelu } from '../../operators/gelu.ts';
import { mish, softplus } from '../../operators/smooth-activation.ts';
import type { Draft } from '../draft.ts';
import type { Computed } from '../value.ts';
import type { Pattern } from './look.ts';
import { eitherWay, inputsOf, isNear, isSame, numberOf, pieceInputs, times } from './look.ts';

/** What a number is added to; null of anything else. */
const plus = (value: Computed, by: number): Computed | null =>
  eitherWay(inputsOf(value, sum), (x, added) => (isNear(numberOf(added), by) ? x : null));

const one = (
  made: Computed,
  draft: Draft,
  definition: OperatorDefinition,
  x: Computed | null,
  given: Given = {},
): Computed | null =>
  x === null ? null : (draft.add(definition, given, [x], { name: made.item.name })?.[0] ?? null);

/** The value that a gate of it weighs: x times gate(x). */
const gated = (made: Computed, isGate: (gate: Computed, x: Computed) => boolean): Computed | null =>
  eitherWay(inputsOf(made, product), (x, gate) => (isGate(gate, x) ? x : null));

const reads = (gate: Computed, definition: OperatorDefinition, x: Computed): boolean =>
  isSame(inputsOf(gate, definition)?.[0], x);

const siluPattern: Pattern = (made, draft) =>
  one(
    made,
    draft,
    silu,
    gated(made, (gate, x) => reads(gate, sigmoid, x)),
  );

const isMishGate = (gate: Computed, x: Computed): boolean => {
  const [soft] = inputsOf(gate, tanh) ?? [];
  return soft !== undefined && reads(soft, softplus, x);
};
const mishPattern: Pattern = (made, draft) => one(made, draft, mish, gated(made, isMishGate));

/** clip(x + 3, 0, 6), a gate when it is divided by 6. */
const isRamp = (ramp: Computed, x: Computed): boolean => {
  const [shifted] = inputsOf(ramp, relu6) ?? [];
  return shifted !== undefined && isSame(plus(shifted, 3) ?? undefined, x);
};

const isHardGate = (gate: Computed, x: Computed): boolean => {
  if (reads(gate, hardSigmoid, x)) return true;
  const ramp = times(gate, 1 / 6);
  return ramp !== null && isRamp(ramp, x);
};
const hardSwishPattern: Pattern = (made, draft) => {
  const whole = gated(made, isHardGate);
  if (whole !== null) return one(made, draft, hardSwish, whole);
  const before = times(made, 1 / 6);
  return before === null ? null : one(made, draft, hardSwish, gated(before, isRamp));
};

const hardSigmoidPattern: Pattern = (made, draft) => {
  const ramp = times(made, 1 / 6);
  const [shifted] = (ramp === null ? null : inputsOf(ramp, relu6)) ?? [];
  return shifted === undefined ? null : one(made, draft, hardSigmoid, plus(shifted, 3));
};

/** erf(x / sqrt 2) */
const isErfOf = (value: Computed, x: Computed): boolean => {
  const [inside] = pieceInputs(value, 'erf') ?? [];
  return inside !== undefined && isSame(times(inside, Math.SQRT1_2) ?? undefined, x);
};

/** tanh(sqrt(2/pi) * (x + 0.044715 * x^3)) */
const isTanhOf = (value: Computed, x: Computed): boolean => {
  const [inside] = inputsOf(value, tanh) ?? [];
  const bent = inside === undefined ? null : times(inside, Math.sqrt(2 / Math.PI));
  return (
    bent !== null &&
    eitherWay(inputsOf(bent, sum), (a, b) => {
      const cube = isSame(a, x) ? times(b, 0.044715) : null;
      return cube !== null && isCube(cube, x) ? true : null;
    }) === true
  );
};

const isCube = (value: Computed, x: Computed): boolean => {
  if (value.item.definition === power)
    return value.item.given.exponent === 3 && isSame(value.item.inputs[0], x);
  return (
    eitherWay(inputsOf(value, product), (a, b) => (isSame(a, x) && isSquare(b, x) ? true : null)) === true
  );
};

const isSquare = (value: Computed, x: Computed): boolean => {
  if (value.item.definition === power)
    return value.item.given.exponent === 2 && isSame(value.item.inputs[0], x);
  const [a, b] = inputsOf(value, product) ?? [];
  return isSame(a, x) && isSame(b, x);
};

/** x * (1 + bend) / 2, however it is bracketed. */
const geluOf =
  (form: string, isBend: (value: Computed, x: Computed) => boolean): Pattern =>
  (made, draft) => {
    const isGate = (gate: Computed, x: Computed): boolean => {
      const bend = plus(gate, 1);
      return bend !== null && isBend(bend, x);
    };
    const given = form === 'exact' ? {} : { form };
    const weighed = times(made, 0.5);
    if (weighed !== null) {
      const x = gated(weighed, isGate);
      if (x !== null) return one(made, draft, gelu, x, given);
    }
    const x = eitherWay(inputsOf(made, product), (a, b) => {
      const half = times(a, 0.5);
      if (half !== null && isGate(b, half)) return half;
      const gate = times(b, 0.5);
      return gate !== null && isGate(gate, a) ? a : null;
    });
    return one(made, draft, gelu, x, given);
  };

export const activationPatterns: readonly Pattern[] = [
  siluPattern,
  mishPattern,
  hardSwishPattern,
  hardSigmoidPattern,
  geluOf('exact', isErfOf),
  geluOf('tanh', isTanhOf),
];
