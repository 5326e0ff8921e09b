import type { Result } from '../errors.ts';
import { issue } from '../errors.ts';
import { exactDecimal } from './decimal.ts';
import type { CallSyntax, Syntax } from './expression-syntax.ts';
import { expressionFunctions, functionNames, isFunctionName, sizeName } from './expression-syntax.ts';
import { Fault } from './fault.ts';
import { nearestText } from './nearest-names.ts';
import { resultOfText, TextReader } from './text-reader.ts';

/**
 * Reads an expression: whole numbers and decimals (exact), names, sizes of inputs (`like.height`, or `height of like`),
 * `+ - * /`, unary minus, parentheses and the functions of `expressionFunctions`. At most 1,000 characters, nested at most 64 deep. An issue
 * has the character it is about in `where.at`, counted from 0.
 */
export const parseExpression = (text: string): Result<Syntax> =>
  resultOfText(text, () => new Parser(text).expression());

class Parser extends TextReader {
  constructor(text: string) {
    super(text, /[A-Za-z0-9_.(]/);
  }

  expression(): Syntax {
    return this.wholeOf(() => this.sum());
  }

  private sum(): Syntax {
    let left = this.product();
    for (let sign = this.operator('+', '-'); sign !== null; sign = this.operator('+', '-')) {
      left = { kind: 'binary', at: left.at, operator: sign, left, right: this.product() };
    }
    return left;
  }

  private product(): Syntax {
    let left = this.factor();
    for (let sign = this.operator('*', '/'); sign !== null; sign = this.operator('*', '/')) {
      left = { kind: 'binary', at: left.at, operator: sign, left, right: this.factor() };
    }
    return left;
  }

  private factor(): Syntax {
    const at = this.at;
    if (this.take('-')) return this.nested(at, () => ({ kind: 'negation', at, operand: this.factor() }));
    if (this.take('(')) {
      return this.nested(at, () => {
        const inner = this.sum();
        if (!this.take(')')) this.unexpected('an operator or )');
        return inner;
      });
    }
    const digits = this.match(/\d+(?:\.\d+)?|\.\d+/y);
    if (digits !== null) return { kind: 'number', at, value: exactDecimal(digits) };
    const name = this.match(/[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)?/y);
    if (name === null) return this.unexpected('a number, a name or (');
    if (this.take('(')) return this.nested(at, () => this.call(name, at));
    // Two names in a row mean nothing else, so a variable may be named `of`.
    const input = this.match(/of[ \t\r\n]+[A-Za-z_][A-Za-z0-9_]*/y)?.replace(/^of\s+/, '');
    return { kind: 'name', at, name: input === undefined ? name : sizeName(input, name) };
  }

  private call(name: string, at: number): CallSyntax {
    if (!isFunctionName(name)) {
      const nearest = nearestText(name, functionNames);
      throw new Fault(issue('expression/unknown-function', { at }, { name, nearest }));
    }
    const operands: Syntax[] = [];
    if (!this.take(')')) {
      do operands.push(this.sum());
      while (this.take(','));
      if (!this.take(')')) this.unexpected('an operator, a comma or )');
    }
    const [least, most] = expressionFunctions[name];
    if (operands.length < least || operands.length > most) {
      const expected = argumentsText(least, most);
      throw new Fault(issue('expression/arguments', { at }, { name, expected, count: operands.length }));
    }
    return { kind: 'call', at, name, operands };
  }
}

function argumentsText(least: number, most: number): string {
  if (least === most) return least === 1 ? '1 argument' : `${least} arguments`;
  return most === Number.POSITIVE_INFINITY ? `at least ${least} argument` : `${least} or ${most} arguments`;
}
