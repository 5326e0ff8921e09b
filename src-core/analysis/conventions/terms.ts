import type { Expr } from '../../algebra/expression.ts';
import { add, mul, sub } from '../../algebra/expression.ts';
import { floorDiv } from '../../algebra/rounding.ts';
import type { OperatorDefinition, WeightSpec } from '../../language/definition.ts';
import type { Expansion } from '../../language/expansion.ts';
import { elements } from '../../language/facts.ts';
import type { Shape } from '../../language/shape.ts';
import { C, H, N, sizeOf } from '../../language/shape.ts';

/** One operator where it stands: what the quantities below are counted on. */
export interface Use {
  readonly definition: OperatorDefinition;
  readonly expansion: Expansion;
}

const inputOf = ({ expansion }: Use): Shape => expansion.inputs[0]!;
const outputOf = ({ expansion }: Use): Shape => expansion.outputs[0]!;
const batchOf = (use: Use): Expr => sizeOf(outputOf(use), N);
const ofOneImage = (shape: Shape): Expr => elements(shape.slice(1));
const positionsOf = (shape: Shape): Expr => elements(shape.slice(H));
const weightOf = ({ expansion }: Use, name: 'weight' | 'bias'): WeightSpec | undefined =>
  expansion.weights[name];
const sizeOfWeight = (use: Use, name: 'weight' | 'bias'): Expr => {
  const spec = weightOf(use, name);
  return spec === undefined ? 0n : elements(spec.shape);
};
const trained = (spec: WeightSpec | undefined): Expr =>
  spec === undefined || !spec.trainable ? 0n : elements(spec.shape);

/** What one operation is multiplied by; every tool's price is a sum of a few of these. */
const quantities = {
  /** Multiply-accumulates of the whole batch. */
  mac: ({ expansion }: Use): Expr => expansion.facts.macs,
  /** Values of the first input. */
  input: (use: Use): Expr => elements(inputOf(use)),
  /** Values of the output. */
  output: (use: Use): Expr => elements(outputOf(use)),
  /** Values of the output of one image. */
  imageOutput: (use: Use): Expr => ofOneImage(outputOf(use)),
  /** Rows × columns of the output. */
  position: (use: Use): Expr => positionsOf(outputOf(use)),
  /** Values of the output to which a bias is added. */
  biasedOutput: (use: Use): Expr => (weightOf(use, 'bias') === undefined ? 0n : elements(outputOf(use))),
  imageBiasedOutput: (use: Use): Expr =>
    weightOf(use, 'bias') === undefined ? 0n : ofOneImage(outputOf(use)),
  /** Numbers of the bias, once. */
  bias: (use: Use): Expr => sizeOfWeight(use, 'bias'),
  /** All weights of the filters at each position of the output. */
  filterAtOutput: (use: Use): Expr =>
    mul(sizeOfWeight(use, 'weight'), batchOf(use), positionsOf(outputOf(use))),
  imageFilterAtOutput: (use: Use): Expr => mul(sizeOfWeight(use, 'weight'), positionsOf(outputOf(use))),
  /** Filters and bias at each position of the output. */
  parameterAtOutput: (use: Use): Expr =>
    mul(
      add(trained(weightOf(use, 'weight')), trained(weightOf(use, 'bias'))),
      batchOf(use),
      positionsOf(outputOf(use)),
    ),
  /** Trained weight and bias, once for each image. */
  parameter: (use: Use): Expr =>
    mul(add(trained(weightOf(use, 'weight')), trained(weightOf(use, 'bias'))), batchOf(use)),
  /** The area of a bin of an adaptive pool, rounded down, for each value of the output. */
  binArea: (use: Use): Expr =>
    mul(floorDiv(positionsOf(inputOf(use)), positionsOf(outputOf(use))), elements(outputOf(use))),
  /** The square of the window's rows for each value of the output of one image. */
  imageWindowArea: (use: Use): Expr => {
    const rows = use.definition.windows?.(use.expansion.values, use.expansion.inputs)?.[0].kernel ?? 0n;
    return mul(rows, rows, ofOneImage(outputOf(use)));
  },
  /** The square of the output's own rows for each value of the output of one image. */
  imageTargetArea: (use: Use): Expr => {
    const rows = sizeOf(outputOf(use), H);
    return mul(rows, rows, ofOneImage(outputOf(use)));
  },
  /** The first two sizes of the first factor and the second size of the second one. */
  leadingSizes: (use: Use): Expr =>
    mul(sizeOf(inputOf(use), N), sizeOf(inputOf(use), C), sizeOf(use.expansion.inputs[1]!, C)),
  /** Exponentials, additions and divisions of a softmax: 3n - 1 for each set of n. */
  softmaxStep: (use: Use): Expr => {
    const shape = outputOf(use);
    const axis = use.expansion.values.axis === 'last' ? shape.length - 1 : C;
    return sub(mul(3n, elements(shape)), elements(shape.filter((_, index) => index !== axis)));
  },
} as const;
export type Quantity = keyof typeof quantities;

/** What must hold for a term to count. A frozen norm has a weight that is not trained: neither affine nor plain. */
const conditions = {
  /** Scale and shift are learned. */
  affine: (use: Use): boolean => weightOf(use, 'weight')?.trainable === true,
  /** There is no scale and shift. */
  plain: (use: Use): boolean => weightOf(use, 'weight') === undefined,
  /** A resize that repeats values. */
  nearest: ({ expansion }: Use): boolean => expansion.values.mode === 'nearest',
  /** A resize that blends values. */
  bilinear: ({ expansion }: Use): boolean => expansion.values.mode !== 'nearest',
} as const;
export type TermCondition = keyof typeof conditions;

/** `times` operations for each of a quantity, where the condition holds. */
export interface Term {
  readonly times: bigint;
  readonly per: Quantity;
  readonly when?: TermCondition;
}

/** What the terms add up to for one operator. */
export const sumOfTerms = (terms: readonly Term[], use: Use): Expr =>
  add(
    ...terms.map(({ times, per, when }) =>
      when === undefined || conditions[when](use) ? mul(times, quantities[per](use)) : 0n,
    ),
  );
