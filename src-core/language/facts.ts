import type { Expr } from '../algebra/expression.ts';
import { add, mul } from '../algebra/expression.ts';
import type { WeightPart, Weights } from './definition.ts';
import type { Shape } from './shape.ts';

/** What is counted of an item, each count as a T: an expression, or the formula of one. */
export interface Counts<T> {
  readonly params: T;
  readonly buffers: T;
  readonly macs: T;
  readonly activationBytes: T;
  /** Trainable parameters by heading; they add up to `params`. */
  readonly parts: Readonly<Record<WeightPart, T>>;
}

/**
 * What an item costs. Exact expressions: bigints where every size is known.
 * params and buffers count elements; macs counts multiply-accumulates of the whole batch; activationBytes counts
 * every tensor an operator writes once, at 4 bytes an element (fp32).
 */
export interface Facts extends Counts<Expr> {
  /** Operators that run; those that pass their input through are not among them. */
  readonly operators: number;
  /** Operators among them that nobody here knows: the counts are those of all others. */
  readonly opaque: number;
}

/** The facts where they are of all that there is; null where a count leaves out what nobody here knows. */
export const wholeFacts = (facts: Facts | null): Facts | null =>
  facts === null || facts.opaque > 0 ? null : facts;

/** Works out every count alike; `work` is handed the way to read that count off some facts. */
export function eachCount<T>(work: (pick: (counts: Counts<Expr>) => Expr) => T): Counts<T> {
  return {
    params: work((c) => c.params),
    buffers: work((c) => c.buffers),
    macs: work((c) => c.macs),
    activationBytes: work((c) => c.activationBytes),
    parts: {
      conv: work((c) => c.parts.conv),
      norm: work((c) => c.parts.norm),
      bias: work((c) => c.parts.bias),
      linear: work((c) => c.parts.linear),
      tensor: work((c) => c.parts.tensor),
    },
  };
}

export const bytesPerElement = 4n;

export const noFacts: Facts = { ...eachCount(() => 0n), operators: 0, opaque: 0 };

export function sumFacts(all: readonly Facts[]): Facts {
  return {
    ...eachCount((pick) => add(...all.map(pick))),
    operators: all.reduce((count, f) => count + f.operators, 0),
    opaque: all.reduce((count, f) => count + f.opaque, 0),
  };
}

/** What a use costs whose weights are counted elsewhere. */
export const withoutWeights = (facts: Facts): Facts => ({
  ...facts,
  params: noFacts.params,
  buffers: noFacts.buffers,
  parts: noFacts.parts,
});

/** Elements of a tensor. */
export const elements = (shape: Shape): Expr => mul(...shape);

/** Counts the weights of one operator by trainability and heading. */
export function weightFacts(weights: Weights): Pick<Facts, 'params' | 'buffers' | 'parts'> {
  const parts: Record<WeightPart, Expr> = { conv: 0n, norm: 0n, bias: 0n, linear: 0n, tensor: 0n };
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
