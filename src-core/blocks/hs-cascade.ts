import type { Expr } from '../algebra/expression.ts';
import { sub } from '../algebra/expression.ts';
import { ceilDiv, floorDiv } from '../algebra/rounding.ts';
import { channelsOf } from '../language/checks.ts';
import type { GraphBuilder } from '../language/definition.ts';
import { choice } from '../language/field.ts';
import type { Wire } from '../language/wire.ts';
import { concat, split } from '../operators/tensor.ts';
import type { Activation } from './activate.ts';
import type { norms } from './conv-unit.ts';
import { convUnit } from './conv-unit.ts';
import { passThrough } from './pass-through.ts';

const carries = ['floor', 'ceil'] as const;
export type Carry = (typeof carries)[number];

/** Which half of an odd number of channels is carried to the next group. */
export const carryField = choice({
  label: 'Carry',
  help: 'Which half of an odd number of channels goes on to the next group; the other half goes to the output.',
  options: carries,
  default: 'floor',
});

/** Channels carried on from a convolution of `channels`. */
export const carried = (channels: Expr, rule: Carry): Expr =>
  rule === 'floor' ? floorDiv(channels, 2n) : ceilDiv(channels, 2n);

export interface CascadeUnit {
  readonly kernel: Expr;
  readonly dilation: number;
  readonly bias: boolean;
  readonly norm: (typeof norms)[number];
  readonly activation: Activation;
}

/**
 * Draws the cascade of an HS-Block over groups of the given sizes: group 1 passes; each later group convolves its own
 * channels joined with those carried over, and its result is cut into a half for the output and a half to carry; the
 * last is not cut. Outputs are joined in group order and have as many channels as came in, whatever the rounding.
 */
export function cascade(
  graph: GraphBuilder,
  x: Wire,
  sizes: readonly Expr[],
  carry: Carry,
  unit: CascadeUnit,
): Wire {
  const count = sizes.length;
  if (count === 1) return graph.add('group1', passThrough, {}, x);
  const groups = graph.addAll('split', split, { sizes }, x);
  const parts: Wire[] = [graph.add('group1', passThrough, {}, groups[0]!)];
  let carriedOver: Wire | undefined;
  for (let i = 2; i <= count; i++) {
    const own = groups[i - 1]!;
    const joined = carriedOver === undefined ? own : graph.add(`join${i}`, concat, {}, own, carriedOver);
    const channels = channelsOf(joined.shape);
    const result = graph.add(`group${i}`, convUnit, { outChannels: channels, ...unit }, joined);
    const half = i === count ? 0n : carried(channels, carry);
    const rest = sub(channels, half);
    // One channel cannot be cut: it goes whole to whichever side the carry rule names.
    if (half === 0n) {
      parts.push(result);
      carriedOver = undefined;
    } else if (rest === 0n) {
      carriedOver = result;
    } else {
      const [passed, over] = graph.addAll(`cut${i}`, split, { sizes: [rest, half] }, result);
      parts.push(passed!);
      carriedOver = over;
    }
  }
  return graph.add('concat', concat, { inputs: parts.length }, ...parts);
}
