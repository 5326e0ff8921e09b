import type { BlockDefinition } from '../language/definition.ts';
import type { Given } from '../language/field.ts';
import { Refusal } from '../language/refusal.ts';
import { resolveValues } from '../language/resolve.ts';
import type { Shape } from '../language/shape.ts';

/** The most inputs of blocks that are looked for, and the most ways in which these are sought among open tensors. */
const mostInputs = 6;
const mostWays = 12;

const inputCounts = new WeakMap<BlockDefinition, ReadonlyMap<number, Given>>();

function inputsWith(definition: BlockDefinition, given: Given): number | null {
  try {
    return definition.inputs(resolveValues(definition, given)).length;
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

/** How many inputs a block of several can have, each with what is to be said for that: nothing, or one number. */
export function inputCountsOf(definition: BlockDefinition): ReadonlyMap<number, Given> {
  const known = inputCounts.get(definition);
  if (known !== undefined) return known;
  const found = new Map<number, Given>();
  const add = (given: Given): void => {
    const count = inputsWith(definition, given);
    if (count !== null && count > 1 && count <= mostInputs && !found.has(count)) found.set(count, given);
  };
  if (definition.examples.some(({ inputs }) => inputs.length > 1)) {
    add({});
    for (const [name, { kind }] of Object.entries(definition.fields))
      if (kind === 'structural') for (let count = 1; count <= mostInputs; count++) add({ [name]: count });
  }
  inputCounts.set(definition, found);
  return found;
}

/** Whether a block takes tensors of so many axes, as its examples of several inputs have them; more inputs are as the last. */
export const takesRanks = ({ examples }: BlockDefinition, ranks: readonly number[]): boolean =>
  examples.some(
    ({ inputs }) =>
      inputs.length > 1 && ranks.every((rank, at) => (inputs[at] ?? inputs.at(-1)!).length === rank),
  );

/** A tensor that is there and still has readers. */
export interface OpenTensor {
  readonly value: number;
  readonly shape: Shape;
}

/**
 * The orders in which so many open tensors, the last of them among these, may enter a block: two of any sizes, one and some of one
 * size, or one of each of neighbouring sizes.
 */
export function waysToEnter(open: readonly OpenTensor[], count: number): readonly (readonly number[])[] {
  const last = open.at(-1);
  if (last === undefined) return [];
  const others = open.slice(0, -1).toReversed();
  if (count === 2) {
    const pairs = others.flatMap(({ value }) => [
      [last.value, value],
      [value, last.value],
    ]);
    return pairs.slice(0, mostWays);
  }
  const ways: number[][] = [];
  const bySize = new Map<string, number[]>();
  // maps of several sizes, not tables of what was found on them
  for (const { value, shape } of open.filter((one) => one.shape.length === last.shape.length)) {
    const size = shape.slice(2).join();
    bySize.set(size, [...(bySize.get(size) ?? []), value]);
  }
  const ownSize = last.shape.slice(2).join();
  for (const [size, values] of bySize) {
    const alike = size === ownSize ? values.filter((value) => value !== last.value) : values;
    if (alike.length >= count - 1) {
      ways.push([last.value, ...alike.slice(0, count - 1)], [last.value, ...alike.slice(1 - count)]);
    }
  }
  const areaOf = (size: string): number => size.split(',').reduce((area, one) => area * Number(one), 1);
  const levels = [...bySize]
    .toSorted(([a], [b]) => areaOf(b) - areaOf(a))
    .map(([, values]) => values.at(-1)!);
  for (let from = 0; from + count <= levels.length; from++) {
    const some = levels.slice(from, from + count);
    if (some.includes(last.value)) ways.push(some, some.toReversed());
  }
  return ways.slice(0, mostWays);
}
