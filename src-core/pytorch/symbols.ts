import { substitute } from '../algebra/evaluate.ts';
import type { Expr } from '../algebra/expression.ts';
import { div, isInteger, mul, NotSymbolic, symbol, symbolsOf } from '../algebra/expression.ts';
import { same } from '../language/checks.ts';
import type { Definition } from '../language/definition.ts';
import { expand, RefusalInside } from '../language/expand.ts';
import type { Expansion } from '../language/expansion.ts';
import type { DimensionField, Value, Values } from '../language/field.ts';
import { Refusal } from '../language/refusal.ts';
import type { Shape } from '../language/shape.ts';
import { snakeCase } from './names.ts';

/** A size that a class takes as an argument, under the name of its symbol. */
export interface SizeSymbol {
  readonly name: string;
  /** Its value in a use; in an expansion with symbols, what it is of them. Undefined where the use does not tell. */
  of(expansion: Expansion): Expr | undefined;
  /** What it is unless said otherwise. */
  readonly usual?: bigint;
}

/** A block expanded with symbols, and the symbols. */
export interface Symbolic {
  readonly expansion: Expansion;
  readonly symbols: readonly SizeSymbol[];
}

/** The name of what channels enter a block. */
export const inChannels = 'in_channels';

const sizeIn = ({ values }: Expansion, field: string): Expr => values[field] as Expr;

/** A symbol for a field, and for those that follow it. */
interface FieldSymbol extends SizeSymbol {
  readonly fields: readonly string[];
  readonly isChannels: boolean;
}

/** Whether a field is how long the vectors are that leave a block, as the number of classes is. */
const isWidth = (field: string, uses: readonly Expansion[]): boolean =>
  uses.every((use) => use.outputs[0]?.length === 2 && same(use.outputs[0][1]!, sizeIn(use, field)));

/** The fields that become symbols: channels, and what differs between uses; one that follows another is the other's. */
function fieldSymbols(definition: Definition, uses: readonly Expansion[]): readonly FieldSymbol[] {
  const symbols = new Map<string, FieldSymbol>();
  const all = Object.entries(definition.fields).filter(
    (entry): entry is [string, DimensionField] => entry[1].kind === 'dimension',
  );
  for (const [field, { unit, follows, default: usual }] of all) {
    const isFollowed =
      follows !== undefined && uses.every((use) => same(sizeIn(use, field), sizeIn(use, follows)));
    if (isFollowed) {
      const followed = symbols.get(follows);
      if (followed !== undefined) symbols.set(follows, { ...followed, fields: [...followed.fields, field] });
      continue;
    }
    const differs = uses.some((use) => !same(sizeIn(use, field), sizeIn(uses[0]!, field)));
    if (unit !== 'ch' && !differs && !isWidth(field, uses)) continue;
    symbols.set(field, {
      name: snakeCase(field),
      fields: [field],
      isChannels: unit === 'ch',
      ...(unit !== 'ch' && { usual: BigInt(usual) }),
      of: (expansion) => sizeIn(expansion, field),
    });
  }
  return [...symbols.values()];
}

/** The factor by which a size is a symbol; null where it is something else. */
function factorOf(size: Expr, name: string): bigint | null {
  const factor = substitute(size, new Map([[name, 1n]]));
  return isInteger(factor) && factor > 0n && same(size, mul(factor, symbol(name))) ? factor : null;
}

/** Where a free size of the inputs can be read off. */
function placeOf(shapes: readonly Shape[], name: string) {
  for (const [input, shape] of shapes.entries()) {
    for (const [axis, size] of shape.entries()) {
      const factor = symbolsOf(size).has(name) ? factorOf(size, name) : null;
      if (factor !== null) return { input, axis, factor };
    }
  }
  return null;
}

/** Free sizes that stay symbols are channels, by the names that definitions give these. */
const isChannels = (name: string): boolean => /^[CFcf]([_\d]|$)/.test(name);

/** What a free size is called as an argument: `channels_2` for C_2. */
const freeName = (name: string): string =>
  isChannels(name) ? snakeCase(name).replace(/^[cf](_|$)/, 'channels$1') : `free_${snakeCase(name)}`;

/** The inputs of a block with its channels as symbols, and its rows, columns and batch as they are in a use. */
function freeInputs(definition: Definition, values: Values, use: Expansion) {
  const names = new Map<string, string>();
  const free = (name: string): Expr => {
    const isFirst = isChannels(name) && ![...names.values()].includes(inChannels);
    const known = names.get(name) ?? (isFirst ? inChannels : freeName(name));
    names.set(name, known);
    return symbol(known);
  };
  const shapes = definition.symbolicInputs?.(values, free) ?? [];
  if (shapes.length !== use.inputs.length) return null;
  const symbols: SizeSymbol[] = [];
  const fixed = new Map<string, Expr>();
  for (const [own, name] of names) {
    const place = placeOf(shapes, name);
    if (place === null) continue;
    const { input, axis, factor } = place;
    const of = ({ inputs }: Expansion) => {
      const size = inputs[input]?.[axis];
      return size === undefined ? undefined : div(size, factor);
    };
    if (isChannels(own)) symbols.push({ name, of });
    else fixed.set(name, of(use)!);
  }
  const inputs = shapes.map((shape, input) =>
    shape.map((size, axis) => (axis === 0 ? use.inputs[input]![0]! : substitute(size, fixed))),
  );
  return { inputs, symbols };
}

/** What an expansion refuses with symbols, or cannot decide without numbers. */
const isRefused = (error: unknown): boolean =>
  error instanceof NotSymbolic ||
  error instanceof Refusal ||
  error instanceof RefusalInside ||
  error instanceof RangeError;

/** What a rule comes to; null where it needs numbers. */
export function unlessRefused<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (isRefused(error)) return null;
    throw error;
  }
}

/**
 * The uses of one class expanded once with symbols for its sizes; null where that needs numbers. What is no channel stays a
 * number where the others are symbols only so.
 */
export function symbolicOf(uses: readonly Expansion[]): Symbolic | null {
  const all = fieldSymbols(uses[0]!.definition, uses);
  const others = all.filter(({ isChannels: is }) => !is);
  const fewer = others.length > 1 ? others.map((left) => all.filter((each) => each !== left)) : [];
  const attempts = [all, ...fewer, ...(others.length > 0 ? [all.filter(({ isChannels: is }) => is)] : [])];
  for (const attempt of attempts) {
    const found = expandedWith(attempt, uses);
    if (found !== null) return found;
  }
  return null;
}

function expandedWith(fields: readonly FieldSymbol[], uses: readonly Expansion[]): Symbolic | null {
  const use = uses[0]!;
  const { definition } = use;
  const given: Record<string, Value> = { ...use.values };
  for (const { name, fields: own } of fields) for (const field of own) given[field] = symbol(name);
  return unlessRefused(() => {
    const inputs = freeInputs(definition, given, use);
    if (inputs === null) return null;
    const expansion = expand(definition, given, inputs.inputs);
    return { expansion, symbols: [...inputs.symbols, ...fields] };
  });
}
