import { substitute } from '../../src-core/algebra/evaluate.ts';
import type { Expr } from '../../src-core/algebra/expression.ts';
import { symbol } from '../../src-core/algebra/expression.ts';
import type { ItemFormulas } from '../../src-core/analysis/formulas/item-formulas.ts';
import { formulasOf } from '../../src-core/analysis/formulas/item-formulas.ts';
import type { SourceCall } from '../../src-core/document/design.ts';
import type { Result } from '../../src-core/errors.ts';
import { fail, issue } from '../../src-core/errors.ts';
import type { Definition } from '../../src-core/language/definition.ts';
import type { Expansion } from '../../src-core/language/expansion.ts';
import type { Values } from '../../src-core/language/field.ts';
import type { Shape } from '../../src-core/language/shape.ts';
import type { SymbolSource } from './symbols.ts';
import { mapSizes } from './symbols.ts';

/** A use of a definition by itself: its own fields, some of them symbols, and free sizes of its own input. */
export interface OwnUse {
  readonly definition: Definition;
  readonly values: Values;
  /** The values at other shapes of its input, where sizes follow these. */
  readonly valuesAt?: Expansion['valuesAt'] | undefined;
  /** Present numbers of the symbols in `values`. */
  readonly numbers: ReadonlyMap<string, Expr>;
  /** Shapes that reach it at present; null where unknown. */
  readonly inputs: readonly (Shape | null)[];
  /** How the source code calls it; absent for a module. */
  readonly call?: SourceCall | undefined;
  /** True where it runs with weights that are counted elsewhere. */
  readonly borrows?: boolean | undefined;
}

export interface OwnFormulas {
  readonly formulas: ItemFormulas;
  readonly sizes: ReadonlyMap<string, SymbolSource>;
}

interface Candidate {
  readonly shapes: readonly Shape[];
  readonly sizes: ReadonlyMap<string, SymbolSource>;
  readonly numbers: ReadonlyMap<string, Expr>;
}

/** The symbol that an expression is, when it is nothing else. */
function bareSymbol(e: Expr | undefined): string | null {
  if (e === undefined || typeof e === 'bigint' || e.terms.length !== 1) return null;
  const [term] = e.terms;
  const [factor] = term?.factors ?? [];
  const isBare =
    term?.factors.length === 1 &&
    factor?.exponent === 1 &&
    term.coefficient.numerator === 1n &&
    term.coefficient.denominator === 1n;
  return isBare && factor?.atom.kind === 'symbol' ? factor.atom.name : null;
}

/**
 * Input shapes as the definition writes them, at the present batch. Null where they cannot stand for the shapes that reach
 * it now: another rank, one symbol for two different sizes, or two symbols for one size.
 */
function declared({ definition, values, numbers, inputs }: OwnUse): Candidate | null {
  const free = definition.symbolicInputs?.(values, (name) => symbol(name));
  if (free === undefined || free.length !== definition.inputs(values).length) return null;
  const sizes = new Map<string, SymbolSource>();
  const known = new Map(numbers);
  for (const [input, shape] of free.entries()) {
    const present = inputs[input];
    if (present != null && present.length !== shape.length) return null;
    for (let axis = 1; axis < shape.length; axis++) {
      const name = bareSymbol(shape[axis]);
      if (name === null || numbers.has(name)) continue;
      if (!sizes.has(name)) sizes.set(name, { kind: 'size', input, axis });
      const size = present?.[axis];
      if (size === undefined) continue;
      if (known.has(name) && known.get(name) !== size) return null;
      known.set(name, size);
    }
  }
  if (hidesEqualSizes(sizes, known)) return null;
  const shapes = free.map((shape, input) => [inputs[input]?.[0] ?? shape[0] ?? 1n, ...shape.slice(1)]);
  return { shapes, sizes, numbers: known };
}

/**
 * Whether two symbols for rows (or columns) of different inputs stand for one size now: maps that are of one size may take
 * another way through the definition than maps that only happen to have symbols of their own.
 */
function hidesEqualSizes(
  sizes: ReadonlyMap<string, SymbolSource>,
  numbers: ReadonlyMap<string, Expr>,
): boolean {
  const seen = new Set<string>();
  for (const [name, source] of sizes) {
    if (source.kind !== 'size' || source.axis < 2 || !numbers.has(name)) continue;
    const key = `${source.axis}:${numbers.get(name)}`;
    if (seen.has(key)) return true;
    seen.add(key);
  }
  return false;
}

/** The shapes that reach it now, with only rows and columns free. */
function placed({ numbers, inputs }: OwnUse): Candidate | null {
  if (inputs.includes(null)) return null;
  const shapes = inputs as readonly Shape[];
  const places = mapSizes(shapes, { rows: 'H', columns: 'W' });
  const taken = [...places.keys()].some((name) => numbers.has(name));
  if (taken) return { shapes, sizes: new Map(), numbers };
  const sizes = new Map<string, SymbolSource>();
  const known = new Map(numbers);
  const names = new Map<string, [rows: string, columns: string]>();
  const ordered = [...places];
  for (let at = 0; at < ordered.length; at += 2) {
    const [rows, place] = ordered[at]!;
    const [columns] = ordered[at + 1]!;
    const shape = shapes[place.input]!;
    names.set(`${shape[2]}x${shape[3]}`, [rows, columns]);
  }
  for (const [name, { input, axis }] of places) {
    sizes.set(name, { kind: 'size', input, axis });
    known.set(name, shapes[input]![axis]!);
  }
  const freed = shapes.map((shape): Shape => {
    const pair = names.get(`${shape[2]}x${shape[3]}`);
    return shape.length === 4 && pair !== undefined
      ? [shape[0]!, shape[1]!, symbol(pair[0]), symbol(pair[1])]
      : shape;
  });
  return { shapes: freed, sizes, numbers: known };
}

/**
 * The formulas of a definition in its own fields and the sizes of its own input. Where the input it declares does not
 * fit what reaches it, the channels that do reach it are taken as numbers.
 */
export function ownFormulas(use: OwnUse): Result<OwnFormulas> {
  let failure: Result<OwnFormulas> = fail(issue('formula/none'));
  for (const candidate of [declared(use), placed(use)]) {
    if (candidate === null) continue;
    const { shapes, sizes, numbers } = candidate;
    const { definition, values, valuesAt, call, borrows } = use;
    const formulas = formulasOf({ definition, values, valuesAt, inputs: shapes, numbers, call, borrows });
    if (formulas.ok && fits(formulas.value, use, numbers)) {
      return { ok: true, value: { formulas: formulas.value, sizes } };
    }
    if (!formulas.ok) failure = formulas;
  }
  return failure;
}

/** Whether the shapes that the formulas rest on are, at the present numbers, those that reach the item. */
function fits({ expansion }: ItemFormulas, { inputs }: OwnUse, numbers: ReadonlyMap<string, Expr>): boolean {
  return expansion.inputs.every((shape, index) => {
    const present = inputs[index];
    return present == null || shape.every((size, axis) => substitute(size, numbers) === present[axis]);
  });
}
