import { closedForm } from '../../algebra/closed-form.ts';
import type { Condition } from '../../algebra/condition.ts';
import type { Expr } from '../../algebra/expression.ts';
import { mul, NotSymbolic, sameExpr, symbol } from '../../algebra/expression.ts';
import { expand } from '../../language/expand.ts';
import type { Child, Expansion } from '../../language/expansion.ts';
import type { WeightCounts } from '../../language/series.ts';
import type { Shape } from '../../language/shape.ts';
import { C, H, W } from '../../language/shape.ts';
import { weightParts } from '../../language/weight-part.ts';
import { isCopy } from '../drawn-parts.ts';

/** What one lane counts, its floors dropped, and what it hands on. */
export interface LaneRead {
  readonly weights: WeightCounts;
  /** Channels that go to the next lane; null where nothing does. */
  readonly carry: Expr | null;
  /** How these follow with their floors. */
  readonly exactCarry: Expr | null;
  readonly condition: Condition;
}

/** Lanes of a block as they follow from one another, whatever their number. */
export interface LanesRead {
  /** Those before the first of the steady ones. */
  readonly before: readonly LaneRead[];
  /** Any lane from then on that is not the last, over what is carried into it as a symbol. */
  readonly steady: LaneRead;
  readonly last: LaneRead;
}

/** A lane that says more than a series can: other maps, several carries, counts that are not of its weights alone. */
export class NotSteady extends Error {}

/** Which input of a lane another lane feeds, and from which of its outputs. */
interface Carried {
  readonly input: number;
  readonly output: number;
}

function carriedInto({ sources }: Child, before: number): Carried | null {
  const found = sources.flatMap(({ child, output }, input) => (child === before ? [{ input, output }] : []));
  if (found.length > 1) throw new NotSteady('several carries');
  return found[0] ?? null;
}

const withChannels = (shape: Shape, channels: Expr): Shape =>
  shape.map((size, axis) => (axis === C ? channels : size));

/** Reads a lane. MACs are to be those of its weights at every position of the maps. */
function read(expansion: Expansion, output: number | null, positions: Expr): LaneRead {
  const { parts, macs } = expansion.facts;
  if (!sameExpr(macs, mul(parts.conv, positions))) throw new NotSteady('other costs than convolutions');
  const closed = weightParts.map((part) => [part, closedForm(parts[part])] as const);
  const shape = output === null ? undefined : expansion.outputs[output];
  const carry = shape === undefined ? null : closedForm(shape[C]!);
  return {
    weights: Object.fromEntries(closed.map(([part, { form }]) => [part, form])),
    carry: carry?.form ?? null,
    exactCarry: shape?.[C] ?? null,
    condition: [...closed.flatMap(([, { condition }]) => condition), ...(carry?.condition ?? [])],
  };
}

/**
 * Reads the lanes of an expansion that has four of them at least: those before what is carried is so in every further lane, one
 * of these with what is carried as a symbol, and the last. Raises NotSteady where lanes are of another kind.
 * @param carried the name of the symbol
 * @param positions of the maps, rows times columns
 */
export function readLanes(lanes: Expansion, carried: string, positions: Expr): LanesRead {
  const copies = lanes.children.flatMap((child, index) => (isCopy(child.name) ? [{ child, index }] : []));
  if (copies.length < 4) throw new NotSteady('too few lanes');
  const into = copies.map(({ child }, at) => (at === 0 ? null : carriedInto(child, copies[at - 1]!.index)));
  const isCarried = into.map((each) => each !== null);
  // Lanes are counted from 1 and places from 0: the steady ones begin at place 1 or 2.
  const start = isCarried[1] === isCarried[2] ? 1 : 2;
  if (isCarried[start] !== isCarried[start + 1]) throw new NotSteady('carries come and go');
  requireSameShares(
    copies.map(({ child: { expansion } }, at) =>
      expansion.inputs.filter((_, input) => input !== into[at]?.input),
    ),
  );
  const weightsOutside = lanes.children.some(
    ({ name, expansion }) => !isCopy(name) && expansion.facts.params !== 0n,
  );
  if (weightsOutside) throw new NotSteady('weights beside the lanes');
  const handsOn = (at: number): number | null => into[at + 1]?.output ?? null;
  const over = (at: number): Expansion => {
    const { expansion } = copies[at]!.child;
    const place = into[at];
    if (place == null) return expansion;
    const inputs = expansion.inputs.map((shape, input) =>
      input === place.input ? withChannels(shape, symbol(carried)) : shape,
    );
    try {
      return expand(expansion.definition, expansion.values, inputs);
    } catch (error) {
      if (!(error instanceof NotSymbolic)) throw error;
      // It takes one width alone, as a sum does. That width is then what every lane is to hand on.
      return expansion;
    }
  };
  const steady = over(start);
  requireSameMaps(steady, into[start]?.input ?? null, handsOn(start));
  return {
    before: copies.slice(0, start).map(({ child }, at) => read(child.expansion, handsOn(at), positions)),
    steady: read(steady, handsOn(start), positions),
    last: read(over(copies.length - 1), null, positions),
  };
}

/** What is handed on has as many rows and columns as what came. */
function requireSameMaps({ inputs, outputs }: Expansion, input: number | null, output: number | null): void {
  if (input === null || output === null) return;
  const [came, goes] = [inputs[input]!, outputs[output]!];
  if (![H, W].every((axis) => came[axis] !== undefined && sameExpr(came[axis]!, goes[axis] ?? 0n)))
    throw new NotSteady('maps change');
}

/** Every lane gets the same of what is cut. */
function requireSameShares(shares: readonly (readonly Shape[])[]): void {
  const [first, ...others] = shares;
  const isSame = (one: readonly Shape[]): boolean =>
    one.length === first!.length &&
    one.every((shape, input) => shape.every((size, axis) => sameExpr(size, first![input]![axis] ?? -1n)));
  if (!others.every(isSame)) throw new NotSteady('lanes of several widths');
}
