import type { Expr } from '../algebra/expression.ts';
import { add, isInteger, mul } from '../algebra/expression.ts';
import type { Rational } from '../algebra/rational.ts';
import { reduce } from '../algebra/rational.ts';
import { ratioText, unknown } from '../format.ts';
import type { Expansion } from '../language/expansion.ts';
import { bytesPerElement, elements, wholeFacts } from '../language/facts.ts';
import type { Analysis } from './analyzer.ts';

/** What is taken to be moved, for the line beside an intensity. */
export const trafficRule =
  'Each operator reads its inputs and weights once and writes its outputs once, fp32; nothing is fused or kept in a cache.';

const known = new WeakMap<Expansion, Expr>();

/**
 * Bytes that the operators of an expansion move: each reads its inputs and its weights once and writes its outputs once,
 * fp32; nothing is fused and nothing stays in a cache. An operator that passes its input through moves nothing.
 */
export function bytesMoved(expansion: Expansion): Expr {
  const before = known.get(expansion);
  if (before !== undefined) return before;
  const bytes = moved(expansion);
  known.set(expansion, bytes);
  return bytes;
}

function moved({ definition, children, inputs, outputs, weights, passesThrough }: Expansion): Expr {
  if (definition.kind === 'block') return add(...children.map(({ expansion }) => bytesMoved(expansion)));
  if (passesThrough || definition.boundary !== undefined || definition.stored === true) return 0n;
  const shapes = [...inputs, ...outputs, ...Object.values(weights).map(({ shape }) => shape)];
  return mul(bytesPerElement, add(...shapes.map(elements)));
}

/** MACs for each byte moved: below what a device computes while it fetches one byte, memory sets the pace. */
export interface Intensity {
  readonly macs: Expr;
  readonly bytes: Expr;
  /** Null where nothing is moved, or where sizes are symbols. */
  readonly macsPerByte: Rational | null;
}

/** `12.35`: MACs per byte to two decimals; unknown where nothing is moved. */
export const intensityText = ({ macs, bytes }: Intensity): string =>
  isInteger(macs) && isInteger(bytes) ? ratioText(macs, bytes) : unknown;

const intensity = (macs: Expr, bytes: Expr): Intensity => ({
  macs,
  bytes,
  macsPerByte: isInteger(macs) && isInteger(bytes) && bytes !== 0n ? reduce(macs, bytes) : null,
});

/** The arithmetic intensity of an item; null where it has no counts. */
export const intensityOf = (expansion: Expansion): Intensity | null => {
  const facts = wholeFacts(expansion.facts);
  return facts && intensity(facts.macs, bytesMoved(expansion));
};

/** The arithmetic intensity of a design; null where any of its items is unknown. */
export function designIntensity(analysis: Analysis): Intensity | null {
  if (analysis.totals === null) return null;
  const bytes = add(...analysis.order.map((id) => bytesMoved(analysis.items.get(id)!.expansion!)));
  return intensity(analysis.totals.macs, bytes);
}
