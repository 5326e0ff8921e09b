import type { Expr } from '../algebra/expression.ts';
import { add, mul } from '../algebra/expression.ts';
import { channelsOf } from '../language/checks.ts';
import type { Example, OperatorDefinition, WeightSpec } from '../language/definition.ts';
import { defineOperator, onePort } from '../language/definition.ts';
import { choice, dimension, toggle } from '../language/field.ts';
import type { OnnxAttribute } from '../language/onnx.ts';
import type { Operation } from '../language/operation.ts';
import { refuse } from '../language/refusal.ts';
import type { Shape } from '../language/shape.ts';
import { N, shapeText, sizeOf } from '../language/shape.ts';
import type { Tensor } from '../language/tensor.ts';
import { zeros } from '../language/tensor.ts';
import { chain, integers } from './onnx-chain.ts';
import { recurrentForm } from './torch/recurrent-form.ts';

/** The axis of the steps of a sequence [N, C, L]. */
const L = 2;

/** What a gate of a unit is given: by the step with its bias, and by the state before it with its own. */
interface Gate {
  readonly fromStep: number;
  readonly fromState: number;
}

/** What a unit holds from one step to the next; `cell` stays 0 where there is no cell. */
interface UnitState {
  readonly hidden: number;
  readonly cell: number;
}

/** A kind of recurrent layer: all that parts it from the others. */
interface Kind {
  readonly id: string;
  readonly title: string;
  readonly names: readonly string[];
  readonly summary: string;
  readonly reference: string;
  readonly operation: Operation;
  /** How many gates a unit has. Their weights stand in ONNX's order. */
  readonly gates: number;
  /** The state of a unit after a step. */
  readonly next: (gates: readonly Gate[], before: UnitState) => UnitState;
  readonly onnx: string;
  /** PyTorch's module, and for each of its gates the place that it has in ONNX. */
  readonly torch: { readonly module: string; readonly order: readonly number[] };
  readonly attributes: Readonly<Record<string, OnnxAttribute>>;
  readonly examples: readonly Example<typeof fields>[];
}

const fields = {
  hidden: dimension({
    label: 'Hidden size',
    help: 'Units of each direction, which are its channels of the output.',
    symbol: 'h',
    unit: 'ch',
    min: 1,
    max: 65_536,
    default: 256,
  }),
  direction: choice({
    label: 'Direction',
    help: 'forward reads from the first step on, reverse from the last; both does both with weights of their own, and puts the forward channels first.',
    options: ['forward', 'reverse', 'both'],
    default: 'forward',
  }),
  bias: toggle({
    label: 'Bias',
    help: 'Adds two learned numbers to each gate, as PyTorch does: one beside the step, one beside the state.',
    default: true,
  }),
};

const directions = {
  forward: { onnx: 'forward', isReverse: [false] },
  reverse: { onnx: 'reverse', isReverse: [true] },
  both: { onnx: 'bidirectional', isReverse: [false, true] },
} as const;
type Direction = keyof typeof directions;

const countOf = (direction: Direction): Expr => BigInt(directions[direction].isReverse.length);

function requireSequence(shape: Shape): void {
  if (shape.length === 3) return;
  const got = shapeText(shape, { batch: true });
  refuse('shape/rank', { port: 'in' }, { expected: 'sequence (N × C × length)', got });
}

/** One direction's part of a weight that holds a row of gates for each direction. */
function partOf(weight: Tensor | undefined, at: number): Float32Array | undefined {
  if (weight === undefined) return undefined;
  const size = weight.data.length / weight.shape[0]!;
  return weight.data.subarray(at * size, (at + 1) * size);
}

/** A row of a matrix times a vector. */
function product(matrix: Float32Array, row: number, vector: Float64Array): number {
  let sum = 0;
  for (let q = 0; q < vector.length; q++) sum += matrix[row * vector.length + q]! * vector[q]!;
  return sum;
}

export const sigmoidOf = (x: number): number => 1 / (1 + Math.exp(-x));

/**
 * A layer that reads a sequence [N, C, L] step by step and hands on the hidden state of each: [N, h, L], or [N, 2h, L] in both
 * directions. States start at zero. Weights hold the gates of each direction in ONNX's order; PyTorch has them in another.
 * Several layers are several items, one after another, as PyTorch stacks them.
 */
export function recurrent({
  gates,
  next,
  onnx,
  torch,
  attributes,
  ...own
}: Kind): OperatorDefinition<typeof fields> {
  return defineOperator({
    ...own,
    family: 'linear',
    // What sums over many steps is rounded at each of them; onnxruntime has no form in half precision.
    needsSingle: () => true,
    fields,
    inputs: onePort('in'),
    outputs: onePort('out'),
    shape: (v, [x]) => {
      const sequence = x as Shape;
      requireSequence(sequence);
      return [[sizeOf(sequence, N), mul(countOf(v.direction), v.hidden), sizeOf(sequence, L)]];
    },
    weights: (v, [x]) => {
      const rows = mul(BigInt(gates), v.hidden);
      const spec = (part: WeightSpec['part'], ...shape: Shape): WeightSpec => ({
        shape: [countOf(v.direction), ...shape],
        part,
        init: { withinRootOf: v.hidden },
        trainable: true,
      });
      return {
        weight: spec('linear', rows, channelsOf(x as Shape)),
        recurrent: spec('linear', rows, v.hidden),
        ...(v.bias && { bias: spec('bias', mul(2n, rows)) }),
      };
    },
    macs: (v, [x]) => {
      const sequence = x as Shape;
      const read = add(channelsOf(sequence), v.hidden);
      const steps = mul(sizeOf(sequence, N), sizeOf(sequence, L));
      return mul(BigInt(gates), countOf(v.direction), steps, v.hidden, read);
    },
    evaluate: (v, [x], weights, [shape]) => {
      const y = zeros(shape!);
      const [images, channels, steps] = x!.shape as [number, number, number];
      const size = Number(v.hidden);
      const outChannels = shape![1]!;
      for (const [at, isReverse] of directions[v.direction].isReverse.entries()) {
        const weight = partOf(weights.weight, at)!;
        const ofState = partOf(weights.recurrent, at)!;
        const bias = partOf(weights.bias, at);
        for (let image = 0; image < images; image++) {
          let hidden = new Float64Array(size);
          const cell = new Float64Array(size);
          for (let count = 0; count < steps; count++) {
            const step = isReverse ? steps - 1 - count : count;
            const values = Float64Array.from(
              { length: channels },
              (_, channel) => x!.data[(image * channels + channel) * steps + step]!,
            );
            const after = new Float64Array(size);
            for (let unit = 0; unit < size; unit++) {
              const given = Array.from({ length: gates }, (_, gate): Gate => {
                const row = gate * size + unit;
                return {
                  fromStep: product(weight, row, values) + (bias?.[row] ?? 0),
                  fromState: product(ofState, row, hidden) + (bias?.[gates * size + row] ?? 0),
                };
              });
              const state = next(given, { hidden: hidden[unit]!, cell: cell[unit]! });
              after[unit] = state.hidden;
              cell[unit] = state.cell;
              y.data[(image * outChannels + at * size + unit) * steps + step] = state.hidden;
            }
            hidden = after;
          }
        }
      }
      return [y];
    },
    torch: (v, { inputs: [x] }) => recurrentForm(torch.module, torch.order, v, x as Shape),
    // ONNX wants the steps ahead, [L, N, C], and gives each direction an axis: [L, directions, N, h].
    onnx: (v, io) =>
      chain(io, [
        { op: 'Transpose', suffix: 'steps-first', attributes: { perm: [2n, 0n, 1n] } },
        {
          op: onnx,
          suffix: 'steps',
          more: ['weight', 'recurrent', ...(v.bias ? ['bias'] : [])].map(io.weight),
          attributes: {
            ...attributes,
            direction: directions[v.direction].onnx,
            hidden_size: v.hidden as bigint,
          },
        },
        { op: 'Transpose', suffix: 'steps-last', attributes: { perm: [2n, 1n, 3n, 0n] } },
        // 0 keeps the batch, -1 is the length.
        {
          op: 'Reshape',
          suffix: 'channels',
          more: [integers(io, 'sizes', [0, io.outputs[0]!.shape[1]!, -1])],
        },
      ]),
    symbolicInputs: (_, free) => [[1n, free('C_in'), free('L')]],
  });
}
