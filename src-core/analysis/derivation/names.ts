import { substitute } from '../../algebra/evaluate.ts';
import type { Expr } from '../../algebra/expression.ts';
import { add, isInteger, sub, symbol, symbolsOf } from '../../algebra/expression.ts';
import { termsOf } from '../../algebra/polynomial.ts';
import { toText } from '../../algebra/print.ts';
import { ceilDiv, floorDiv } from '../../algebra/rounding.ts';
import type { NamedSize } from './derivation.ts';
import type { Leaf, Size, SizeLetter } from './leaves.ts';

/** Whether a size is written as a symbol or number anyway, so that a name would say nothing. */
function isPlain(value: Expr): boolean {
  const terms = termsOf(value);
  return (
    terms.length === 1 &&
    (terms[0] as (typeof terms)[number]).factors.every(({ atom }) => atom.kind === 'symbol')
  );
}

/** How a size may follow from the one before it. */
const rules: readonly ((before: Expr) => Expr)[] = [
  (before) => floorDiv(before, 2n),
  (before) => sub(before, floorDiv(before, 2n)),
  (before) => ceilDiv(before, 2n),
];

const keyOf = ({ value, letter }: Size): string => `${letter} ${toText(value)}`;

/** Names for the sizes of a derivation that are sums or have floors: c_1, c_2, … for channels, H_1, W_1, … for maps. */
export class SizeNames {
  readonly names: NamedSize[] = [];
  readonly #known = new Map<string, NamedSize>();
  readonly #last = new Map<
    SizeLetter,
    { readonly name: string; readonly value: Expr; readonly count: number }
  >();
  readonly #taken = new Set<string>();

  constructor(leaves: readonly Leaf[]) {
    const compound = new Set<SizeLetter>();
    for (const { value, letter } of leaves.flat()) {
      if (isInteger(value)) continue;
      for (const name of symbolsOf(value)) this.#taken.add(name);
      if (!isPlain(value)) compound.add(letter);
    }
    for (const leaf of leaves) {
      for (const size of leaf) {
        if (isInteger(size.value) || !compound.has(size.letter)) continue;
        // The first channels of a cascade are plain; they are named too, so that the next follow from them.
        if (!isPlain(size.value) || (size.letter === 'c' && isTwice(leaf, size))) this.#add(size);
      }
    }
  }

  #add(size: Size): void {
    const { value, letter } = size;
    const key = keyOf(size);
    if (this.#known.has(key)) return;
    const before = this.#last.get(letter);
    const count = (before?.count ?? 0) + 1;
    let name = `${letter}_${count}`;
    while (this.#taken.has(name)) name = `${name}_`;
    const named = { name, value: before === undefined ? value : byRule(value, before) };
    this.names.push(named);
    this.#known.set(key, named);
    this.#last.set(letter, { name, value, count });
  }

  /** The size under its name, or as it is where it has none. */
  named(size: Size): Expr {
    const found = isInteger(size.value) ? undefined : this.#known.get(keyOf(size));
    return found === undefined ? size.value : symbol(found.name);
  }
}

/** The size by the one named before it, where it is that one's half, or its half and something plain. */
function byRule(value: Expr, before: NamedSize): Expr {
  if (isPlain(value)) return value;
  for (const rule of rules) {
    const rest = sub(value, rule(before.value));
    if (rest !== 0n && !isPlain(rest)) continue;
    const written = add(rest, rule(symbol(before.name)));
    // Floors can be written in more than one way; the rule is kept where the name put in gives the size as it is written.
    if (sub(substitute(written, new Map([[before.name, before.value]])), value) === 0n) return written;
  }
  return value;
}

const isTwice = (leaf: Leaf, { value }: Size): boolean =>
  leaf.filter((other) => other.value === value || sub(other.value, value) === 0n).length > 1;
