import type { Expr } from '../algebra/expression.ts';
import type { Atom, Polynomial, Term } from '../algebra/polynomial.ts';
import type { OnnxContext, OnnxNode, OnnxSizes, OnnxTensor } from '../language/onnx.ts';
import type { Shape } from '../language/shape.ts';

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

/** Whole numbers over a common denominator: the value is their quotient. */
interface Quotient {
  readonly numerator: string;
  readonly denominator: bigint;
}

/** Writes expressions over free sizes as nodes on lists of one int64. */
class SizeNodes {
  readonly nodes: OnnxNode[] = [];
  readonly #numbers = new Map<bigint, string>();
  readonly #symbols = new Map<string, string>();
  readonly #label: string;
  readonly #io: Pick<OnnxContext, 'constant' | 'inner' | 'inputs'>;

  constructor(label: string, io: Pick<OnnxContext, 'constant' | 'inner' | 'inputs'>) {
    this.#label = label;
    this.#io = io;
  }

  /** The value of an expression that comes to a whole number wherever the design stands. */
  whole(value: Expr): string {
    if (typeof value === 'bigint') return this.#number(value);
    const { numerator, denominator } = this.#quotient(value);
    return denominator === 1n ? numerator : this.#step('Div', numerator, this.#number(denominator));
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

  #quotient({ terms }: Polynomial): Quotient {
    const denominator = terms.map(({ coefficient }) => coefficient.denominator).reduce(leastMultiple, 1n);
    const [first = this.#number(0n), ...rest] = terms.map((term) => this.#term(term, denominator));
    const numerator = rest.reduce((sum, term) => this.#step('Add', sum, term), first);
    return { numerator, denominator };
  }

  #term({ coefficient, factors }: Term, denominator: bigint): string {
    const count = (coefficient.numerator * denominator) / coefficient.denominator;
    const atoms = factors.flatMap(({ atom, exponent }) => Array<string>(exponent).fill(this.#atom(atom)));
    const numbers = count === 1n && atoms.length > 0 ? atoms : [this.#number(count), ...atoms];
    const [first, ...rest] = numbers as [string, ...string[]];
    return rest.reduce((product, factor) => this.#step('Mul', product, factor), first);
  }

  #atom(atom: Atom): string {
    switch (atom.kind) {
      case 'symbol':
        return this.#symbol(atom.name);
      case 'floor': {
        // ONNX divides towards zero; what Mod leaves has the divisor's sign, so without it the quotient is the floor.
        const { numerator, denominator } = this.#quotient(atom.argument);
        if (denominator === 1n) return numerator;
        const divisor = this.#number(denominator);
        const rest = this.#step('Mod', numerator, divisor);
        return this.#step('Div', this.#step('Sub', numerator, rest), divisor);
      }
      case 'power':
        throw new Error('no expression of a field has a symbol as its exponent');
    }
  }

  #symbol(name: string): string {
    const known = this.#symbols.get(name);
    if (known !== undefined) return known;
    const { tensor, axis } = sizeBehind(name, this.#io.inputs);
    const all = this.#step('Shape', tensor.name);
    const size = this.#node('Gather', [all, this.#number(BigInt(axis))], { axis: 0 });
    this.#symbols.set(name, size);
    return size;
  }
}

function leastMultiple(a: bigint, b: bigint): bigint {
  let [divisor, rest] = [a, b];
  while (rest !== 0n) [divisor, rest] = [rest, divisor % rest];
  return (a / divisor) * b;
}

/** The nodes that work out an expression over symbols of `sizesWith` when the file runs, named after `label`. */
export function sizeNodes(
  value: Expr,
  label: string,
  io: Pick<OnnxContext, 'constant' | 'inner' | 'inputs'>,
): OnnxSizes {
  const made = new SizeNodes(label, io);
  const name = made.whole(value);
  return { name, nodes: made.nodes };
}
