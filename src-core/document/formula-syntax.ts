import type { Expr } from '../algebra/expression.ts';
import type { Result } from '../errors.ts';
import { issue } from '../errors.ts';
import { exactDecimal } from './decimal.ts';
import { Fault } from './fault.ts';
import { nearestText } from './nearest-names.ts';
import { resultOfText, TextReader } from './text-reader.ts';

/** A published formula as it is written. `at` is the first character of each part, counted from 0. */
export type FormulaSyntax =
  | { readonly kind: 'number'; readonly at: number; readonly text: string; readonly value: Expr }
  | { readonly kind: 'name'; readonly at: number; readonly name: string }
  | { readonly kind: 'negation'; readonly at: number; readonly operand: FormulaSyntax }
  | { readonly kind: 'floor'; readonly at: number; readonly operand: FormulaSyntax }
  | BinaryFormula
  | SumFormula;

export interface BinaryFormula {
  readonly kind: 'binary';
  readonly at: number;
  readonly operator: '+' | '-' | '*' | '/' | '^';
  readonly left: FormulaSyntax;
  readonly right: FormulaSyntax;
}

/** `sum(i = 1..s - 1, k^2*w^2)`: both ends are among the terms. */
export interface SumFormula {
  readonly kind: 'sum';
  readonly at: number;
  readonly index: string;
  readonly from: FormulaSyntax;
  readonly to: FormulaSyntax;
  readonly each: FormulaSyntax;
}

/**
 * Reads a formula in the notation that formulas are printed in here: whole numbers and decimals, names, `+ - * / ^`, unary
 * minus, parentheses, `floor(…)` and sums. At most 1,000 characters, nested at most 64 deep. An issue has the character it
 * is about in `where.at`.
 */
export const parseFormula = (text: string): Result<FormulaSyntax> =>
  resultOfText(text, () => new Reader(text).whole());

/** The formula with a name in it put as another; as it is where it cannot be read. */
export function renamedFormula(text: string, name: string, to: string): string {
  const syntax = parseFormula(text);
  if (!syntax.ok) return text;
  let renamed = text;
  for (const at of placesOf(syntax.value, name).sort((a, b) => b - a))
    renamed = renamed.slice(0, at) + to + renamed.slice(at + name.length);
  return renamed;
}

function placesOf(syntax: FormulaSyntax, name: string): number[] {
  switch (syntax.kind) {
    case 'number':
      return [];
    case 'name':
      return syntax.name === name ? [syntax.at] : [];
    case 'negation':
    case 'floor':
      return placesOf(syntax.operand, name);
    case 'binary':
      return [syntax.left, syntax.right].flatMap((part) => placesOf(part, name));
    case 'sum':
      return [syntax.from, syntax.to, syntax.each].flatMap((part) => placesOf(part, name));
  }
}

class Reader extends TextReader {
  constructor(text: string) {
    super(text, /[A-Za-z0-9_(]/);
  }

  whole(): FormulaSyntax {
    return this.wholeOf(() => this.#sum());
  }

  #sum(): FormulaSyntax {
    let left = this.#signed();
    for (let sign = this.operator('+', '-'); sign !== null; sign = this.operator('+', '-'))
      left = { kind: 'binary', at: left.at, operator: sign, left, right: this.#product() };
    return left;
  }

  /** A leading minus is of the whole product, and so binds weaker than a power. */
  #signed(): FormulaSyntax {
    const at = this.at;
    if (!this.take('-')) return this.#product();
    return { kind: 'negation', at, operand: this.#product() };
  }

  #product(): FormulaSyntax {
    let left = this.#power();
    for (let sign = this.operator('*', '/'); sign !== null; sign = this.operator('*', '/'))
      left = { kind: 'binary', at: left.at, operator: sign, left, right: this.#power() };
    return left;
  }

  /** Powers of powers are read from the right; an exponent may have a minus without parentheses. */
  #power(): FormulaSyntax {
    const left = this.#atom();
    if (!this.take('^')) return left;
    const right = this.nested(this.at, () => {
      const at = this.at;
      return this.take('-') ? ({ kind: 'negation', at, operand: this.#power() } as const) : this.#power();
    });
    return { kind: 'binary', at: left.at, operator: '^', left, right };
  }

  #atom(): FormulaSyntax {
    const at = this.at;
    if (this.take('(')) {
      return this.nested(this.at, () => {
        const inner = this.#sum();
        if (!this.take(')')) this.unexpected('an operator or )');
        return inner;
      });
    }
    const digits = this.match(/\d+(?:\.\d+)?/y);
    if (digits !== null) return { kind: 'number', at, text: digits, value: exactDecimal(digits) };
    const name = this.match(/[A-Za-z_][A-Za-z0-9_]*/y);
    if (name === null) return this.unexpected('a number, a name or (');
    if (!this.take('(')) return { kind: 'name', at, name };
    return this.nested(this.at, () => this.#call(name, at));
  }

  #call(name: string, at: number): FormulaSyntax {
    if (name === 'floor') {
      const operand = this.#sum();
      if (!this.take(')')) this.unexpected('an operator or )');
      return { kind: 'floor', at, operand };
    }
    if (name === 'sum') return this.#sumOver(at);
    const nearest = nearestText(name, ['floor', 'sum']);
    throw new Fault(issue('expression/unknown-function', { at }, { name, nearest }));
  }

  #sumOver(at: number): SumFormula {
    const index = this.match(/[A-Za-z_][A-Za-z0-9_]*/y);
    if (index === null) return this.unexpected('the name of an index, as in sum(i = 1..s, i*w)');
    if (!this.take('=')) this.unexpected('= and the range of the index');
    const from = this.#sum();
    if (!(this.take('.') && this.take('.'))) this.unexpected('.. and the end of the range');
    const to = this.#sum();
    if (!this.take(',')) this.unexpected('a comma and what is summed');
    const each = this.#sum();
    if (!this.take(')')) this.unexpected('an operator or )');
    return { kind: 'sum', at, index, from, to, each };
  }
}
