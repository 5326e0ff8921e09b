import type { Result } from '../errors.ts';
import { fail, issue } from '../errors.ts';
import { exactDecimal } from './decimal.ts';
import type { CallSyntax, Operator, Syntax } from './expression-syntax.ts';
import { expressionFunctions, functionNames, isFunctionName, sizeName } from './expression-syntax.ts';
import { Fault, resultOf } from './fault.ts';
import { nearestText } from './nearest-names.ts';

const lengthLimit = 1000;
const depthLimit = 64;

/**
 * Reads an expression: whole numbers and decimals (exact), names, sizes of inputs (`like.height`, or `height of like`),
 * `+ - * /`, unary minus, parentheses and the functions of `expressionFunctions`. At most 1,000 characters, nested at most 64 deep. An issue
 * has the character it is about in `where.at`, counted from 0.
 */
export function parseExpression(text: string): Result<Syntax> {
  if (text.length > lengthLimit) {
    return fail(issue('expression/too-long', {}, { length: text.length, limit: lengthLimit }));
  }
  return resultOf(() => new Parser(text).expression());
}

class Parser {
  readonly text: string;
  private at = 0;
  private depth = 0;

  constructor(text: string) {
    this.text = text;
  }

  expression(): Syntax {
    this.space();
    const syntax = this.sum();
    if (this.at < this.text.length) this.unexpected('an operator or the end');
    return syntax;
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

  private nested<T>(at: number, read: () => T): T {
    if (this.depth === depthLimit)
      throw new Fault(issue('expression/too-deep', { at }, { limit: depthLimit }));
    this.depth++;
    const result = read();
    this.depth--;
    return result;
  }

  private operator<T extends Operator>(...signs: readonly T[]): T | null {
    return signs.find((sign) => this.take(sign)) ?? null;
  }

  private take(char: string): boolean {
    if (this.text[this.at] !== char) return false;
    this.at++;
    this.space();
    return true;
  }

  private match(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found === undefined) return null;
    this.at += found.length;
    this.space();
    return found;
  }

  private space(): void {
    while (' \t\r\n'.includes(this.text[this.at] ?? '.')) this.at++;
  }

  private unexpected(wanted: string): never {
    const point = this.text.codePointAt(this.at);
    const got = point === undefined ? 'it ends' : `there is ${String.fromCodePoint(point)}`;
    const product = wanted.startsWith('an operator') && /[A-Za-z0-9_.(]/.test(this.text[this.at] ?? '');
    const detail = `${got} where ${wanted} should be${product ? '; write * for a product' : ''}`;
    throw new Fault(issue('expression/syntax', { at: this.at }, { detail }));
  }
}

function argumentsText(least: number, most: number): string {
  if (least === most) return least === 1 ? '1 argument' : `${least} arguments`;
  return most === Number.POSITIVE_INFINITY ? `at least ${least} argument` : `${least} or ${most} arguments`;
}
