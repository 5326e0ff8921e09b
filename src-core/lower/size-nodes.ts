import type { Expr } from '../algebra/expression.ts';
import type { Atom, Term } from '../algebra/polynomial.ts';
import { leastCommonMultiple, wholeRoot } from '../algebra/rational.ts';
import type { OnnxContext, OnnxNode, OnnxSizes, OnnxTensor } from '../language/onnx.ts';
import type { Shape } from '../language/shape.ts';
import type { KeptCall } from './kept-calls.ts';
import { KeptCalls } from './kept-calls.ts';

const symbolName = (input: number, axis: number): string => `size_${input}_${axis}`;

/** What is fixed of a tensor's sizes as numbers, what is free as symbols of `symbolOf`. */
export const sizesWith = (
  { shape, free }: OnnxTensor,
  input: number,
  symbolOf: (name: string) => Expr,
): Shape =>
  shape.map((size, axis) => (free[axis] == null ? BigInt(size) : symbolOf(symbolName(input, axis))));

/** The tensor and the axis that a symbol of `sizesWith` stands for. */
export function sizeBehind(symbol: string, inputs: readonly OnnxTensor[]) {
  const [input, axis] = symbol.split('_').slice(1).map(Number) as [number, number];
  return { tensor: inputs[input] as OnnxTensor, axis };
}

/** Whole numbers over a common denominator: a number above 0, times tensors of numbers above 0. */
interface Quotient {
  readonly numerator: string;
  readonly denominator: bigint;
  readonly over: readonly string[];
}

const whole = (numerator: string): Quotient => ({ numerator, denominator: 1n, over: [] });

/** Where nodes that work out sizes stand. */
type Place = Pick<OnnxContext, 'constant' | 'inner' | 'inputs'>;

/** Writes expressions over free sizes as nodes on lists of one int64. */
class SizeNodes {
  readonly nodes: OnnxNode[] = [];
  readonly #numbers = new Map<bigint, string>();
  readonly #symbols = new Map<string, Quotient>();
  readonly #label: string;
  readonly #io: Place;
  readonly #kept: KeptCalls;

  constructor(label: string, io: Place, kept: KeptCalls) {
    this.#label = label;
    this.#io = io;
    this.#kept = kept;
  }

  /** The value of an expression that comes to a whole number wherever the design stands. */
  whole(value: Expr): string {
    const quotient = this.#quotient(value);
    const divisor = this.#divisor(quotient);
    return divisor === null ? quotient.numerator : this.#step('Div', quotient.numerator, divisor);
  }

  #step(op: string, ...inputs: readonly string[]): string {
    return this.#node(op, inputs);
  }

  #node(op: string, inputs: readonly string[], attributes?: OnnxNode['attributes']): string {
    const suffix = `${this.#label}-${this.nodes.length}`;
    const output = this.#io.inner(suffix);
    this.nodes.push({ op, suffix, inputs, outputs: [output], ...(attributes && { attributes }) });
    return output;
  }

  #number(value: bigint): string {
    const known = this.#numbers.get(value) ?? this.#io.constant(`${this.#label}-is-${value}`, [value], [1]);
    this.#numbers.set(value, known);
    return known;
  }

  #product(count: bigint, factors: readonly string[]): string {
    const numbers = count === 1n && factors.length > 0 ? factors : [this.#number(count), ...factors];
    const [first, ...rest] = numbers as [string, ...string[]];
    return rest.reduce((product, factor) => this.#step('Mul', product, factor), first);
  }

  /** The denominator as a tensor; null where it is 1. */
  #divisor({ denominator, over }: Quotient): string | null {
    return denominator === 1n && over.length === 0 ? null : this.#product(denominator, over);
  }

  #quotient(value: Expr): Quotient {
    if (typeof value === 'bigint') return whole(this.#number(value));
    const terms = value.terms.map((term) => this.#term(term));
    const { denominator, over } = commonOf(terms.map(({ quotient }) => quotient));
    const [first = this.#number(0n), ...rest] = terms.map(({ count, factors, quotient }) =>
      this.#product((count * denominator) / quotient.denominator, [
        ...factors,
        ...without(over, quotient.over),
      ]),
    );
    const numerator = rest.reduce((sum, term) => this.#step('Add', sum, term), first);
    return { numerator, denominator, over };
  }

  /** A term as a number times tensors, and what these are over. */
  #term({ coefficient, factors }: Term) {
    const atoms = factors.flatMap(({ atom, exponent }) =>
      Array.from({ length: exponent }, () => this.#atom(atom)),
    );
    const denominator = atoms.reduce((product, atom) => product * atom.denominator, coefficient.denominator);
    return {
      count: coefficient.numerator,
      factors: atoms.map(({ numerator }) => numerator),
      quotient: { denominator, over: atoms.flatMap(({ over }) => over) },
    };
  }

  #atom(atom: Atom): Quotient {
    switch (atom.kind) {
      case 'symbol':
        return this.#symbol(atom.name);
      case 'floor': {
        // ONNX divides towards zero; what Mod leaves has the divisor's sign, so without it the quotient is the floor.
        const quotient = this.#quotient(atom.argument);
        const divisor = this.#divisor(quotient);
        if (divisor === null) return quotient;
        const rest = this.#step('Mod', quotient.numerator, divisor);
        return whole(this.#step('Div', this.#step('Sub', quotient.numerator, rest), divisor));
      }
      case 'power':
        throw new Error('no expression of a field has a symbol as its exponent');
    }
  }

  #symbol(name: string): Quotient {
    const known = this.#symbols.get(name);
    if (known !== undefined) return known;
    const call = this.#kept.of(name);
    const made = call === undefined ? whole(this.#size(name)) : this.#called(call);
    this.#symbols.set(name, made);
    return made;
  }

  #size(name: string): string {
    const { tensor, axis } = sizeBehind(name, this.#io.inputs);
    const all = this.#step('Shape', tensor.name);
    return this.#node('Gather', [all, this.#number(BigInt(axis))], { axis: 0 });
  }

  #called({ operation, operands }: KeptCall): Quotient {
    const values = operands.map((operand) => this.#quotient(operand));
    switch (operation) {
      case 'min':
      case 'max': {
        const { denominator, over } = commonOf(values);
        const numerators = values.map((value) =>
          this.#product(denominator / value.denominator, [value.numerator, ...without(over, value.over)]),
        );
        return {
          numerator: this.#step(operation === 'min' ? 'Min' : 'Max', ...numerators),
          denominator,
          over,
        };
      }
      case 'quotient':
        return this.#divided(values[0] as Quotient, values[1] as Quotient);
      case 'sqrt':
        return this.#root(values[0] as Quotient);
    }
  }

  /** What is divided by is taken without its sign, which goes to what is divided; a zero ends the run. */
  #divided(value: Quotient, by: Quotient): Quotient {
    const size = this.#step('Abs', by.numerator);
    const checked = this.#unless(this.#step('Equal', size, this.#number(0n)), size);
    const sign = this.#step('Sign', by.numerator);
    const numerator = this.#product(by.denominator, [value.numerator, sign, ...by.over]);
    return { numerator, denominator: value.denominator, over: [...value.over, checked] };
  }

  /**
   * The root of n / (p · p · d) is that of n · d over p · d: what stands twice below is never multiplied in, as a square
   * of it passes 64 bits soon. Doubles find the root where it is a whole number; any other ends the run.
   */
  #root(value: Quotient): Quotient {
    const { pairs, single } = pairsOf(value.over);
    const below = wholeRoot(value.denominator);
    const left = below === null ? value.denominator : 1n;
    const square = this.#product(left, [value.numerator, ...single]);
    const [double, wholeNumber] = [11, 7];
    const near = this.#step('Round', this.#step('Sqrt', this.#node('Cast', [square], { to: double })));
    const root = this.#node('Cast', [near], { to: wholeNumber });
    const isRoot = this.#step('Equal', this.#step('Mul', root, root), square);
    return {
      numerator: this.#unless(this.#step('Not', isRoot), root),
      denominator: below ?? value.denominator,
      over: [...pairs, ...single],
    };
  }

  /** The value; where there is a fault, a run ends, as it reads the second of one. */
  #unless(fault: string, value: string): string {
    const index = this.#node('Cast', [fault], { to: 7 });
    return this.#step('Add', value, this.#node('Gather', [this.#number(0n), index], { axis: 0 }));
  }
}

/** Those of `all` that are left when each of `taken` takes one. */
function without(all: readonly string[], taken: readonly string[]): readonly string[] {
  const left = [...all];
  for (const one of taken) left.splice(left.indexOf(one), 1);
  return left;
}

/** Each tensor once for every two times it stands in the list, and those left over. */
function pairsOf(all: readonly string[]) {
  const counts = [...new Set(all)].map((one) => ({ one, count: countOf(all, one) }));
  return {
    pairs: counts.flatMap(({ one, count }) => Array<string>(Math.floor(count / 2)).fill(one)),
    single: counts.flatMap(({ one, count }) => (count % 2 === 1 ? [one] : [])),
  };
}

/** What all can be brought over: the least multiple of the numbers, and each tensor as often as one of them has it. */
function commonOf(quotients: readonly Pick<Quotient, 'denominator' | 'over'>[]) {
  return quotients.reduce(
    (common, { denominator, over }) => ({
      denominator: leastCommonMultiple(common.denominator, denominator),
      over: [
        ...common.over,
        ...over.filter((one, at) => countOf(over.slice(0, at + 1), one) > countOf(common.over, one)),
      ],
    }),
    { denominator: 1n, over: [] as readonly string[] },
  );
}

const countOf = (all: readonly string[], one: string): number => all.filter((other) => other === one).length;

/** The nodes that work out an expression over symbols of `sizesWith` and of kept calls when the file runs, named after `label`. */
export function sizeNodes(value: Expr, label: string, io: Place, kept = new KeptCalls()): OnnxSizes {
  const made = new SizeNodes(label, io, kept);
  const name = made.whole(value);
  return { name, nodes: made.nodes };
}
