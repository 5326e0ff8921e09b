import type { Quotient, WholeFactor } from './integer-form.ts';
import { integerForm, quotientKey, signedSum, termParts } from './integer-form.ts';
import type { Expr } from './polynomial.ts';

/** Words that Python keeps to itself. */
const reserved = new Set(
  (
    'False None True and as assert async await break class continue def del elif else except finally for from global ' +
    'if import in is lambda nonlocal not or pass raise return try while with yield'
  ).split(' '),
);

/** A name Python takes. */
const pythonName = (name: string): string => {
  const plain = name.replaceAll(/[^A-Za-z0-9_]/g, '_').replace(/^(?=\d)/, '_');
  return reserved.has(plain) ? `${plain}_` : plain;
};

/** Writes floors as names, each worked out on a line of its own before what needs it. */
class Body {
  readonly lines: string[] = [];
  readonly #names = new Map<string, string>();
  readonly #taken: Set<string>;

  constructor(parameters: readonly string[]) {
    this.#taken = new Set(parameters);
  }

  quotient({ terms, denominator }: Quotient): string {
    const sum = signedSum(terms, (term) => termParts(term, (factor) => this.#factor(factor)).join('*'));
    if (denominator === 1n) return sum;
    return `${terms.length === 1 && !sum.startsWith('-') ? sum : `(${sum})`} // ${denominator}`;
  }

  #factor({ base, exponent }: WholeFactor): string {
    const name = typeof base === 'string' ? pythonName(base) : this.#floor(base);
    return exponent === 1 ? name : `${name}**${exponent}`;
  }

  #floor(quotient: Quotient): string {
    const key = quotientKey(quotient);
    const known = this.#names.get(key);
    if (known !== undefined) return known;
    const value = this.quotient(quotient);
    let name = '';
    for (let number = this.#names.size + 1; name === '' || this.#taken.has(name); number++)
      name = `f${number}`;
    this.#taken.add(name);
    this.#names.set(key, name);
    this.lines.push(`${name} = ${value}`);
    return name;
  }
}

/**
 * A Python function of the symbols that gives exactly the integer of an integer-valued expression, floors included: all its
 * arithmetic is on integers. `//` rounds down in Python, and where the whole is divided nothing is left over.
 * @param summary the docstring
 */
export function toPython(
  e: Expr,
  { name, parameters, summary }: { name: string; parameters: readonly string[]; summary: string },
): string {
  const names = parameters.map(pythonName);
  const body = new Body([...names, name]);
  const value = body.quotient(integerForm(e));
  const doc = summary.replaceAll('\\', '\\\\').replaceAll('"', "'");
  const lines = [`"""${doc}"""`, ...body.lines, `return ${value}`];
  return `def ${name}(${names.join(', ')}):\n${lines.map((line) => `    ${line}\n`).join('')}`;
}
