import { substitute } from '../algebra/evaluate.ts';
import type { Expr } from '../algebra/expression.ts';
import { add, isInteger, mul, symbol, symbolsOf } from '../algebra/expression.ts';
import type { Expansion } from '../language/expansion.ts';
import type { Field, Value } from '../language/field.ts';
import type { Py, PyValue } from '../language/torch.ts';
import { Identifiers, snakeCase } from './names.ts';
import { floorsIn, isExpression, isList, sameValue, valueText } from './print-value.ts';
import { headOf, isClosed, partsOf, pyKey, withParts } from './py-shape.ts';
import type { SizeSymbol } from './symbols.ts';
import { inChannels } from './symbols.ts';

/** An argument of a class. */
export interface Argument {
  readonly name: string;
  /** Its type, where its values do not tell. */
  readonly type?: string;
  /** What it is where a call leaves it out; absent where it is always given. */
  readonly usual?: Py;
  /** What a use gives it. */
  of(expansion: Expansion): Py;
  /** What an expansion with symbols gives it; undefined where only numbers tell. */
  symbolic(expansion: Expansion): PyValue | undefined;
}

const literal = (value: PyValue): Py => ({ kind: 'value', value });

/** A field's value as Python has it. */
const pyValueOf = (value: Value): PyValue => value;

/** What is the value of a thing in each use; undefined where a use does not have the thing. */
type PerUse<T> = readonly (T | undefined)[];

const known = <T>(values: PerUse<T>): readonly T[] => values.filter((value) => value !== undefined);

/** Finds out what the values of a class's uses are of its arguments, and makes arguments of what is nothing else. */
export class Arguments {
  readonly #uses: readonly Expansion[];
  readonly #symbols: ReadonlyMap<string, SizeSymbol>;
  readonly #bindings: readonly ReadonlyMap<string, Expr>[];
  readonly #names: Identifiers;
  readonly #used = new Map<string, Argument>();
  readonly #fresh = new Map<string, string>();

  constructor(uses: readonly Expansion[], symbols: readonly SizeSymbol[]) {
    this.#uses = uses;
    const own = symbols.some(({ name }) => name === inChannels) ? [] : [channelsEntering];
    this.#symbols = new Map([...symbols, ...own].map((each) => [each.name, each]));
    this.#bindings = uses.map((use) => {
      const bound = [...this.#symbols].map(([name, { of }]) => [name, of(use)] as const);
      return new Map(bound.filter((entry): entry is [string, Expr] => entry[1] !== undefined));
    });
    const fields = Object.keys(uses[0]?.definition.fields ?? {}).map(snakeCase);
    this.#names = new Identifiers([...this.#symbols.keys(), ...fields]);
  }

  /** The arguments that are needed, those without a usual value first. */
  get all(): readonly Argument[] {
    const all = [...this.#used.values()];
    const order = [inChannels, ...Object.keys(this.#uses[0]?.definition.fields ?? {}).map(snakeCase)];
    const place = ({ name, usual }: Argument) =>
      (usual === undefined ? 0 : 1000) + (order.includes(name) ? order.indexOf(name) : 500);
    return all.sort((a, b) => place(a) - place(b));
  }

  /**
   * The expression that gives each use its own: values that differ become arguments.
   * @param symbolic the same of an expansion with symbols, where there is one
   * @param hint what an argument is called that nothing else has a name for
   */
  unify(trees: PerUse<Py>, symbolic: Py | undefined, hint: string): Py {
    const first = known(trees)[0]!;
    if (first.kind === 'value' && known(trees).every(({ kind }) => kind === 'value')) {
      const values = trees.map((tree) => (tree?.kind === 'value' ? tree.value : undefined));
      return this.#leaf(values, symbolic?.kind === 'value' ? symbolic.value : undefined, hint);
    }
    if (known(trees).some((tree) => headOf(tree) !== headOf(first))) {
      if (!known(trees).every(isClosed)) throw new Error(`${hint} is no argument`);
      return this.#own(trees, hint);
    }
    const partner = symbolic !== undefined && symbolic.kind === first.kind ? partsOf(symbolic) : [];
    const left = this.#leftOver(trees, partner);
    return withParts(first, (_, index) =>
      index === left
        ? literal(-1n)
        : this.unify(partAt(trees, index), partner[index], hintOf(first, index, hint)),
    );
  }

  /** The only part of a call that may be left open and is no expression of anything else; -1 where there is none. */
  #leftOver(trees: PerUse<Py>, partner: readonly Py[]): number {
    const first = known(trees)[0]!;
    if (first.kind !== 'call') return -1;
    const differing = first.args.flatMap(({ isOpen }, at) => {
      if (isOpen !== true) return [];
      const twin = partner[at + 1];
      const values = partAt(trees, at + 1).map((part) => (part?.kind === 'value' ? part.value : undefined));
      const isKnown = this.#simple(values, twin?.kind === 'value' ? twin.value : undefined, '') !== null;
      return isKnown ? [] : [at + 1];
    });
    return differing.length === 1 ? differing[0]! : -1;
  }

  #leaf(values: PerUse<PyValue>, symbolic: PyValue | undefined, hint: string): Py {
    return (
      this.#simple(values, symbolic, hint) ??
      this.#listed(values, symbolic, hint) ??
      this.#own(
        values.map((value) => (value === undefined ? undefined : literal(value))),
        hint,
      )
    );
  }

  #simple(values: PerUse<PyValue>, symbolic: PyValue | undefined, hint: string): Py | null {
    if (symbolic !== undefined && this.#fits(symbolic, values)) return literal(symbolic);
    const [first, ...others] = known(values);
    if (others.every((value) => sameValue(value, first!))) return literal(first!);
    return this.#field(values, hint) ?? this.#multiple(values) ?? this.#byToggle(values, hint);
  }

  /** Whether an expression with symbols is what every use has; its symbols are arguments then. */
  #fits(symbolic: PyValue, values: PerUse<PyValue>): boolean {
    const names = symbolsIn(symbolic);
    if (names.length === 0 || names.some((name) => !this.#symbols.has(name))) return false;
    // What nobody would write is an argument rather.
    if (floorsIn(symbolic) > 2 || isLong(symbolic)) return false;
    const fits = values.every(
      (value, use) => value === undefined || sameValue(valueAt(symbolic, this.#bindings[use]!), value),
    );
    if (fits) for (const name of names) this.#takeSymbol(name);
    return fits;
  }

  #takeSymbol(name: string): void {
    const size = this.#symbols.get(name)!;
    if (this.#used.has(name)) return;
    const { usual } = size;
    const isUsual = usual !== undefined && this.#uses.some((use) => sameValue(size.of(use) ?? null, usual));
    this.#used.set(name, {
      name,
      ...(isUsual && { usual: literal(usual) }),
      of: (expansion) => literal(size.of(expansion)!),
      symbolic: (expansion) => size.of(expansion),
    });
  }

  /** A field that has these values, or a number that is always as far from them. */
  #field(values: PerUse<PyValue>, hint: string): Py | null {
    const fields = Object.entries(this.#uses[0]?.definition.fields ?? {});
    const likely = fields.toSorted(([a], [b]) => likeness(b, hint) - likeness(a, hint));
    for (const [field, description] of likely) {
      const own = this.#uses.map((use) => pyValueOf(use.values[field]!));
      if (values.every((value, use) => value === undefined || sameValue(value, own[use]!))) {
        return this.#takeField(field, description);
      }
    }
    for (const [field, description] of fields) {
      if (description.kind !== 'structural') continue;
      const gaps = values.map((value, use) => {
        const own = this.#uses[use]!.values[field];
        return typeof value === 'number' || typeof value === 'bigint'
          ? Number(value) - Number(own)
          : undefined;
      });
      const gap = known(gaps)[0];
      if (gap === undefined || Math.abs(gap) > 2 || known(gaps).length < known(values).length) continue;
      if (known(gaps).some((other) => other !== gap)) continue;
      this.#takeField(field, description);
      return literal(add(symbol(snakeCase(field)), BigInt(gap)));
    }
    return null;
  }

  #takeField(field: string, description: Field): Py {
    const name = snakeCase(field);
    if (this.#symbols.has(name)) {
      this.#takeSymbol(name);
      return literal(symbol(name));
    }
    const own = (expansion: Expansion) => pyValueOf(expansion.values[field]!);
    const usual = defaultOf(description);
    const isUsual = usual !== undefined && this.#uses.some((use) => sameValue(own(use), usual));
    this.#used.set(name, {
      name,
      ...(isUsual && { usual: literal(usual) }),
      of: (expansion) => literal(own(expansion)),
      symbolic: (expansion) => own(expansion),
    });
    return { kind: 'name', name };
  }

  /** One value where a toggle is on, and another where it is off. */
  #byToggle(values: PerUse<PyValue>, hint: string): Py | null {
    for (const [field, description] of Object.entries(this.#uses[0]?.definition.fields ?? {})) {
      if (description.kind !== 'toggle') continue;
      const where = (on: boolean) =>
        values.map((value, use) => (this.#uses[use]!.values[field] === on ? value : undefined));
      const sides = [where(true), where(false)];
      if (sides.some((side) => known(side).length === 0)) continue;
      const constants = sides.map((side) => known(side)[0]!);
      const isConstant = sides.map((side, at) =>
        known(side).every((value) => sameValue(value, constants[at]!)),
      );
      if (!isConstant.includes(true)) continue;
      const written = sides.map((side, at) =>
        isConstant[at] ? literal(constants[at]!) : this.#field(side, hint),
      );
      const [met, otherwise] = written;
      if (met == null || otherwise == null) continue;
      return { kind: 'conditional', test: this.#takeField(field, description), met, otherwise };
    }
    return null;
  }

  /** A whole multiple, or a part, of a size that every use has. */
  #multiple(values: PerUse<PyValue>): Py | null {
    for (const name of this.#symbols.keys()) {
      const sizes = this.#bindings.map((bound) => bound.get(name));
      const candidates = known(values.map((value, use) => ratio(value, sizes[use])));
      const [first] = candidates;
      if (first === undefined || candidates.length < known(values).length) continue;
      const form = mul(symbol(name), first);
      if (this.#fits(form, values)) return literal(form);
    }
    return null;
  }

  /** A list whose entries are each something of their own. */
  #listed(values: PerUse<PyValue>, symbolic: PyValue | undefined, hint: string): Py | null {
    const lists = known(values);
    if (!lists.every(isList) || lists.some((list) => list.length !== (lists[0] as []).length)) return null;
    const items: Py[] = [];
    for (let at = 0; at < (lists[0] as []).length; at++) {
      const entries = values.map((list) => (list as readonly PyValue[] | undefined)?.[at]);
      const partner = symbolic !== undefined && isList(symbolic) ? symbolic[at] : undefined;
      const item = this.#simple(entries, partner, hint);
      if (item === null) return null;
      items.push(item);
    }
    return { kind: 'tuple', items };
  }

  /** An argument that a class has for these values alone; what differs in the same way is the same argument. */
  #own(trees: PerUse<Py>, hint: string): Py {
    const usual = mostOften(known(trees));
    const given = trees.map((tree) => tree ?? usual);
    const key = given.map(pyKey).join(';');
    const before = this.#fresh.get(key);
    const name = before ?? this.#names.take(snakeCase(hint));
    if (before === undefined) {
      this.#fresh.set(key, name);
      const byUse = new Map(this.#uses.map((use, index) => [use, given[index]!]));
      this.#used.set(name, {
        name,
        ...(isPlain(usual) && { usual }),
        of: (expansion) => byUse.get(expansion)!,
        symbolic: () => undefined,
      });
    }
    return { kind: 'name', name };
  }
}

const partAt = (trees: PerUse<Py>, index: number): PerUse<Py> =>
  trees.map((tree) => (tree === undefined ? undefined : partsOf(tree)[index]));

const channelsEntering: SizeSymbol = {
  name: inChannels,
  of: ({ inputs }) => inputs[0]?.[1],
};

/** Whether an expression is longer than a reader takes in. */
const isLong = (value: PyValue): boolean =>
  isList(value) ? value.some(isLong) : valueText(value).length > 56;

/** Only what stands for itself may be shared by all calls that leave an argument out. */
const isPlain = (of: Py): boolean =>
  (of.kind === 'value' && typeof of.value === 'boolean') || of.kind === 'name';

function mostOften(trees: readonly Py[]): Py {
  const counts = new Map<string, number>();
  for (const tree of trees) counts.set(pyKey(tree), (counts.get(pyKey(tree)) ?? 0) + 1);
  return trees.reduce((best, tree) => (counts.get(pyKey(tree))! > counts.get(pyKey(best))! ? tree : best));
}

function defaultOf(field: Field): PyValue | undefined {
  if (field.kind === 'dimension' || field.kind === 'dimensions' || field.kind === 'reals') return undefined;
  return field.default;
}

/** What is told of a field by what its value is used for. */
function likeness(field: string, hint: string): number {
  const [own, wanted] = [snakeCase(field), snakeCase(hint)];
  if (own === wanted) return 2;
  return wanted.endsWith(own) || wanted.startsWith(own) ? 1 : 0;
}

function hintOf(of: Py, index: number, hint: string): string {
  if (of.kind !== 'call') return hint;
  const name = index === 0 ? null : of.args[index - 1]!.name;
  return name === null ? hint : `${hint}_${name}`;
}

const symbolsIn = (value: PyValue): readonly string[] => {
  if (isList(value)) return value.flatMap(symbolsIn);
  return isExpression(value) ? [...symbolsOf(value)] : [];
};

function valueAt(value: PyValue, bindings: ReadonlyMap<string, Expr>): PyValue {
  if (isList(value)) return value.map((each) => valueAt(each, bindings));
  return isExpression(value) ? substitute(value, bindings) : value;
}

/** A whole number that a value is of a size, or the size of it. */
function ratio(value: PyValue | undefined, size: Expr | undefined): bigint | undefined {
  if ((typeof value !== 'bigint' && typeof value !== 'number') || size === undefined || !isInteger(size))
    return undefined;
  if (!Number.isSafeInteger(Number(value)) || size === 0n) return undefined;
  const [whole, by] = [BigInt(value), size];
  return whole > 0n && whole % by === 0n ? whole / by : undefined;
}
