import type { Expr } from '../../algebra/expression.ts';
import { add, isInteger, mul, NotSymbolic, sub, symbolsOf } from '../../algebra/expression.ts';
import { floorDiv } from '../../algebra/rounding.ts';
import type { OperatorDefinition, WeightSpec } from '../../language/definition.ts';
import type { Expansion } from '../../language/expansion.ts';
import { elements } from '../../language/facts.ts';
import type { Particulars } from '../../language/particulars.ts';
import type { Shape } from '../../language/shape.ts';
import { C, H, N, sizeOf } from '../../language/shape.ts';
import { meanBins, printedByNumpy } from './as-printed.ts';

/** One operator where it stands: what the quantities below are counted on. */
export interface Use {
  readonly definition: OperatorDefinition;
  readonly expansion: Expansion;
}

export const inputOf = ({ expansion }: Use): Shape => expansion.inputs[0]!;
export const outputOf = ({ expansion }: Use): Shape => expansion.outputs[0]!;
export const particularsOf = ({ definition, expansion }: Use): Particulars =>
  definition.particulars?.(expansion.values, expansion.inputs) ?? {};
const batchOf = (use: Use): Expr => sizeOf(outputOf(use), N);
const ofOneImage = (shape: Shape): Expr => elements(shape.slice(1));
const positionsOf = (shape: Shape): Expr => elements(shape.slice(H));
const rowsOf = (shape: Shape): Expr => elements(shape.slice(0, -1));
export const weightOf = ({ expansion }: Use, name: 'weight' | 'bias'): WeightSpec | undefined =>
  expansion.weights[name];
const sizeOfWeight = (use: Use, name: 'weight' | 'bias'): Expr => {
  const spec = weightOf(use, name);
  return spec === undefined ? 0n : elements(spec.shape);
};
const trained = (use: Use, name: 'weight' | 'bias'): Expr =>
  weightOf(use, name)?.trainable === true ? sizeOfWeight(use, name) : 0n;

/** Trained weight and bias, once. */
export const trainedOf = (use: Use): Expr => add(trained(use, 'weight'), trained(use, 'bias'));

/** The number that an expression is. @throws NotSymbolic where a symbol is left */
function numberOf(value: Expr, operation: string): bigint {
  if (isInteger(value)) return value;
  throw new NotSymbolic(operation, [...symbolsOf(value)]);
}

/** Filters of a transposed convolution with the channels that leave a group divided by the groups once more. */
function regroupedFilter(use: Use): Expr {
  const [inChannels, ofGroup, ...kernel] = weightOf(use, 'weight')!.shape;
  const groups = floorDiv(sizeOf(outputOf(use), C), ofGroup!);
  return mul(inChannels!, floorDiv(ofGroup!, groups), ...kernel);
}

/**
 * Positions that an ordinary convolution with the windows of this transposed one would have, as the formula gives them:
 * none or fewer where the window is larger than the map.
 */
function ordinaryPositions(use: Use): Expr {
  const kernel = weightOf(use, 'weight')!.shape.slice(2);
  const along = particularsOf(use).sliding!.map(({ stride, padded, dilation }, axis) => {
    const reach = add(mul(BigInt(dilation), sub(kernel[axis]!, 1n)), 1n);
    const span = sub(add(sizeOf(inputOf(use), H + axis), padded()), reach);
    return add(floorDiv(span, BigInt(stride)), 1n);
  });
  return mul(...along);
}

/** What one operation is multiplied by; every tool's price is a sum of a few of these. */
export const quantities = {
  /** Multiply-accumulates of the whole batch. */
  mac: ({ expansion }: Use): Expr => expansion.facts.macs,
  /** What numpy prints as the FLOPs of an einsum: twice the MACs and one, to four digits. */
  printedEinsum: ({ expansion }: Use): Expr =>
    printedByNumpy(add(mul(2n, numberOf(expansion.facts.macs, 'printing')), 1n) as bigint),
  /** Half of that, rounded down. */
  halfPrintedEinsum: (use: Use): Expr => floorDiv(quantities.printedEinsum(use), 2n),
  /** Values of the first input. */
  input: (use: Use): Expr => elements(inputOf(use)),
  /** Values of the output. */
  output: (use: Use): Expr => elements(outputOf(use)),
  /** Values of the output of one image. */
  imageOutput: (use: Use): Expr => ofOneImage(outputOf(use)),
  /** Values that are made where inputs are combined two at a time. */
  combined: (use: Use): Expr =>
    mul(BigInt(Math.max(1, use.expansion.inputs.length - 1)), elements(outputOf(use))),
  /** Rows of the output. */
  row: (use: Use): Expr => sizeOf(outputOf(use), H),
  /** Rows × columns of the output. */
  position: (use: Use): Expr => positionsOf(outputOf(use)),
  /** Values of the output to which a bias is added. */
  biasedOutput: (use: Use): Expr => (weightOf(use, 'bias') === undefined ? 0n : elements(outputOf(use))),
  /** Filters of a transposed convolution, its groups counted twice over, at each position of the input. */
  regroupedFilterAtInput: (use: Use): Expr =>
    mul(regroupedFilter(use), batchOf(use), positionsOf(inputOf(use))),
  /** Channels of one group, with a bias, at each position that an ordinary convolution would have. */
  biasAtOrdinaryOutput: (use: Use): Expr =>
    weightOf(use, 'bias') === undefined
      ? 0n
      : mul(sizeOf(weightOf(use, 'weight')!.shape, C), batchOf(use), ordinaryPositions(use)),
  /** All weights of the filters. */
  filter: (use: Use): Expr => sizeOfWeight(use, 'weight'),
  /** All weights of the filters at each position of the output. */
  filterAtOutput: (use: Use): Expr =>
    mul(sizeOfWeight(use, 'weight'), batchOf(use), positionsOf(outputOf(use))),
  /** Taps of one filter of one channel at each position of the output. */
  tap: (use: Use): Expr =>
    mul(...weightOf(use, 'weight')!.shape.slice(2), batchOf(use), positionsOf(outputOf(use))),
  imageFilterAtOutput: (use: Use): Expr => mul(sizeOfWeight(use, 'weight'), positionsOf(outputOf(use))),
  /** Filters and bias at each position of the output. */
  parameterAtOutput: (use: Use): Expr => mul(trainedOf(use), batchOf(use), positionsOf(outputOf(use))),
  /** Weight and bias at each row along the last axis. */
  parameterAtRows: (use: Use): Expr => mul(trainedOf(use), rowsOf(outputOf(use))),
  /** Trained weight and bias, once for each image. */
  parameter: (use: Use): Expr => mul(trainedOf(use), batchOf(use)),
  /** The mean area of a bin of an adaptive pool and one more, for each value of the output. */
  meanBin: (use: Use): Expr => meanBins(inputOf(use), outputOf(use)),
  /** The area of a bin whose sides are cut off to whole numbers and one more, for each value of the output. */
  wholeBin: (use: Use): Expr => {
    const sides = outputOf(use)
      .slice(H)
      .map((size, axis) => floorDiv(sizeOf(inputOf(use), H + axis), size));
    return mul(add(mul(...sides), 1n), elements(outputOf(use)));
  },
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
  /** The first two sizes of the input and the features that leave. */
  leadingOutputs: (use: Use): Expr => {
    const output = outputOf(use);
    return mul(sizeOf(inputOf(use), N), sizeOf(inputOf(use), C), sizeOf(output, output.length - 1));
  },
  /** The first two sizes of the first factor and the second size of the second one. */
  leadingSizes: (use: Use): Expr =>
    mul(sizeOf(inputOf(use), N), sizeOf(inputOf(use), C), sizeOf(use.expansion.inputs[1]!, C)),
  /** Values of the input with zeros put beside the channels, so that each has a whole neighbourhood. */
  neighbourhood: (use: Use): Expr => {
    const [batch, channels, ...positions] = inputOf(use);
    return mul(batch!, sub(add(channels!, particularsOf(use).neighbours!), 1n), ...positions);
  },
  /** Exponentials, additions and divisions of a softmax: 3n - 1 for each set of n. */
  softmaxStep: (use: Use): Expr => {
    const values = elements(outputOf(use));
    const { set } = particularsOf(use);
    return sub(mul(3n, values), floorDiv(values, set!));
  },
} as const;
export type Quantity = keyof typeof quantities;
