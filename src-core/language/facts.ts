import type { Expr } from '../algebra/expression.ts';
import { add, mul } from '../algebra/expression.ts';
import type { WeightPart, Weights } from './definition.ts';
import type { Shape } from './shape.ts';

/**
 * What an item costs. Exact expressions: bigints where every size is known.
 * params and buffers count elements; macs counts multiply-accumulates of the whole batch; activationBytes counts
 * every tensor an operator writes once, at 4 bytes an element (fp32).
 */
export interface Facts {
  readonly params: Expr;
  readonly buffers: Expr;
  readonly macs: Expr;
  readonly activationBytes: Expr;
  /** Trainable parameters by heading; they add up to `params`. */
  readonly parts: Readonly<Record<WeightPart, Expr>>;
  /** Operators that run; those that pass their input through are not among them. */
  readonly operators: number;
}

export const bytesPerElement = 4n;

export const noFacts: Facts = {
  params: 0n,
  buffers: 0n,
  macs: 0n,
  activationBytes: 0n,
  parts: { conv: 0n, norm: 0n, bias: 0n, linear: 0n },
  operators: 0,
};

export function sumFacts(all: readonly Facts[]): Facts {
  const sum = (pick: (facts: Facts) => Expr): Expr => add(...all.map(pick));
  return {
    params: sum((f) => f.params),
    buffers: sum((f) => f.buffers),
    macs: sum((f) => f.macs),
    activationBytes: sum((f) => f.activationBytes),
    parts: {
      conv: sum((f) => f.parts.conv),
      norm: sum((f) => f.parts.norm),
      bias: sum((f) => f.parts.bias),
      linear: sum((f) => f.parts.linear),
    },
    operators: all.reduce((count, f) => count + f.operators, 0),
  };
}

/** Elements of a tensor. */
export const elements = (shape: Shape): Expr => mul(...shape);

/** Counts the weights of one operator by trainability and heading. */
export function weightFacts(weights: Weights): Pick<Facts, 'params' | 'buffers' | 'parts'> {
  const parts: Record<WeightPart, Expr> = { conv: 0n, norm: 0n, bias: 0n, linear: 0n };
  let params: Expr = 0n;
  let buffers: Expr = 0n;
  for (const spec of Object.values(weights)) {
    const count = elements(spec.shape);
    if (spec.trainable) {
      params = add(params, count);
      parts[spec.part] = add(parts[spec.part], count);
    } else {
      buffers = add(buffers, count);
    }
  }
  return { params, buffers, parts };
}
