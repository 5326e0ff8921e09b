import type { BlockDefinition } from '../language/definition.ts';
import type { Field, Given, Value } from '../language/field.ts';
import { Refusal } from '../language/refusal.ts';
import { checkValue, resolveValues } from '../language/resolve.ts';
import type { FormNode } from './form.ts';
import type { Mismatch } from './matching.ts';

/** One field with another value. */
export interface Move {
  readonly field: string;
  readonly value: Value;
  /** Why it is tried: numbers of the graph ask for it, it is another way, or a count of parts: one that is next, smaller or larger. */
  readonly why: 'asked' | 'other' | 'next' | 'fewer' | 'more';
}

const smallNumbers = [1, 2, 3, 4, 5, 6, 8];
/** Parts of a size that are tried where nothing says which one it is. */
const shares = [1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16];

const isNumeric = ({ kind }: Field): boolean =>
  kind === 'dimension' || kind === 'structural' || kind === 'real';

/** A number that was computed, without what floating point left in its last digits. */
const rounded = (value: number, digits = 9): number => Number(value.toPrecision(digits));
/** Digits of a number that single precision has after a root or a square, as people write numbers. */
const written = 6;
/** A node of more numbers than this multiplies by none of them. */
const mostFactors = 2;

/** What a number of a field could be, given where numbers of the expansion differ from those that are there. */
function fromNumbers(
  { kind }: Field,
  now: number,
  expected: readonly number[],
  there: readonly number[],
): Set<number> {
  const values = new Set<number>();
  const add = (value: number) => {
    if (Number.isFinite(value) && value !== now) values.add(value);
  };
  if (expected.length !== there.length) {
    add(there.length);
    add(now + there.length - expected.length);
  }
  for (let index = 0; index < Math.min(expected.length, there.length); index++) {
    const [e, t] = [expected[index]!, there[index]!];
    if (e === t) continue;
    add(t);
    if (e !== 0) add((now * t) / e);
    add(now + t - e);
    if (kind !== 'real') continue;
    // some are written as what is left of one, as the momentum of norms, others by their root, as a variance
    add(rounded(now + e - t));
    for (const ratio of [t / e, e / t]) add(rounded(now * ratio ** 2, written));
  }
  return values;
}

/** What a real number could be where a node stands that is there for other numbers alone, as one that multiplies by its root. */
const fromFactor = (factor: number): readonly number[] =>
  [factor, 1 / factor, factor ** 2, 1 / factor ** 2]
    .filter(Number.isFinite)
    .map((value) => rounded(value, written));

/** The nodes that stand where another was expected, of its kind. */
export const alike = (mismatch: Mismatch | null): readonly FormNode[] =>
  mismatch?.kind === 'node' ? mismatch.there.filter(({ op }) => op === mismatch.node.op) : [];

/** A number as a value of a field; null where the field does not take it. */
function asValue(field: Field, number: number): Value | null {
  if (field.kind !== 'real' && !Number.isSafeInteger(number)) return null;
  return taken(field, field.kind === 'dimension' ? BigInt(number) : number);
}

/** A value that a field takes; null of any other. */
export function taken<T extends Value>(field: Field, value: T): T | null {
  try {
    checkValue('', field, value);
    return value;
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

/** Values of one field that could take an expansion further along the graph: those that numbers which differ ask for. */
export function* numberMoves(
  definition: BlockDefinition,
  given: Given,
  mismatch: Mismatch | null,
  sizes: readonly number[],
): Generator<Move> {
  const values = resolveValues(definition, given) as Readonly<Record<string, Value>>;
  const there = alike(mismatch);
  for (const [name, field] of Object.entries(definition.fields)) {
    if (field.kind === 'dimensions') {
      yield* listMoves(name, field, values[name] as readonly bigint[], mismatch, there);
      continue;
    }
    if (!isNumeric(field)) continue;
    const now = Number(values[name]);
    const wanted = new Set<number>();
    if (mismatch?.kind === 'node') {
      for (const node of there)
        for (const value of fromNumbers(field, now, mismatch.node.numbers, node.numbers)) wanted.add(value);
      if (there.length === 0 && field.kind === 'real')
        for (const { numbers } of mismatch.there)
          if (numbers.length <= mostFactors)
            for (const value of numbers.flatMap(fromFactor)) if (value !== now) wanted.add(value);
    }
    if (mismatch?.kind === 'refused' && field.kind !== 'real')
      for (const size of sizes) for (const share of shares) wanted.add(size / share);
    for (const value of wanted) {
      const made = asValue(field, value);
      if (made !== null) yield { field: name, value: made, why: 'asked' };
    }
  }
}

/** A list with its entries in the place of those that differ. */
function* listMoves(
  name: string,
  field: Field,
  now: readonly bigint[],
  mismatch: Mismatch | null,
  there: readonly FormNode[],
): Generator<Move> {
  if (mismatch?.kind !== 'node') return;
  for (const { numbers } of there) {
    const expected = mismatch.node.numbers;
    if (expected.length !== numbers.length) continue;
    const others = now.map((entry) => {
      const at = expected.findIndex((one, index) => one === Number(entry) && numbers[index] !== one);
      return at === -1 ? entry : BigInt(Math.trunc(numbers[at]!));
    });
    const changed = now.flatMap((entry, at) => (others[at] === entry ? [] : [at]));
    // equal entries may all be others, or any one of them
    const alone = changed.length > 1 ? changed.map((at) => now.with(at, others[at]!)) : [];
    for (const value of changed.length > 0 ? [others, ...alone] : [])
      if (taken(field, value) !== null) yield { field: name, value, why: 'asked' };
  }
}

/** Values of one field that make another graph of the block: every choice, small numbers where these are counts, and lists
 * that are longer or shorter by one. */
export function* structureMoves(definition: BlockDefinition, given: Given): Generator<Move> {
  const values = resolveValues(definition, given) as Readonly<Record<string, Value>>;
  for (const [name, field] of Object.entries(definition.fields)) {
    const now = values[name];
    if (field.kind === 'choice')
      for (const option of field.options)
        if (option !== now) yield { field: name, value: option, why: 'other' };
    if (field.kind === 'toggle') yield { field: name, value: now !== true, why: 'other' };
    if (field.kind === 'dimensions') {
      const list = now as readonly bigint[];
      for (const value of [list.slice(0, -1), [...list, list.at(-1) ?? BigInt(field.min)]])
        if (value.length !== list.length && taken(field, value) !== null)
          yield { field: name, value, why: 'other' };
    }
    if (field.kind === 'structural') {
      const count = now as number;
      const near = new Set([count - 1, count + 1, ...smallNumbers, ...(field.min === 0 ? [0] : [])]);
      for (const value of near) {
        const made = value === count ? null : asValue(field, value);
        // fewer copies may end where the graph does; many more say nothing that one more does not
        const why = Math.abs(value - count) === 1 ? 'next' : value < count ? 'fewer' : 'more';
        if (made !== null) yield { field: name, value: made, why };
      }
    }
  }
}
