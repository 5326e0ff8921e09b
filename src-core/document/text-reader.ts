import type { Result } from '../errors.ts';
import { fail, issue } from '../errors.ts';
import { Fault, resultOf } from './fault.ts';

const lengthLimit = 1000;
const depthLimit = 64;

/**
 * What readers of expressions and of formulas share: a place in a text that goes on over what is taken, blanks after it included.
 * Raises faults with the place in `where.at`, counted from 0.
 */
export class TextReader {
  readonly text: string;
  /** What begins a factor: where an operator is missing before it, the fault says how a product is written. */
  readonly #factor: RegExp;
  #at = 0;
  #depth = 0;

  constructor(text: string, factor: RegExp) {
    this.text = text;
    this.#factor = factor;
  }

  get at(): number {
    return this.#at;
  }

  /** What `read` makes of the whole text; a fault where something is left. */
  protected wholeOf<T>(read: () => T): T {
    this.#space();
    const result = read();
    if (this.#at < this.text.length) this.unexpected('an operator or the end');
    return result;
  }

  /** Reads what stands in brackets, or behind a sign, from `at` on: at most 64 deep. */
  protected nested<T>(at: number, read: () => T): T {
    if (this.#depth === depthLimit)
      throw new Fault(issue('expression/too-deep', { at }, { limit: depthLimit }));
    this.#depth++;
    const result = read();
    this.#depth--;
    return result;
  }

  protected operator<T extends string>(...signs: readonly T[]): T | null {
    return signs.find((sign) => this.take(sign)) ?? null;
  }

  protected take(char: string): boolean {
    if (this.text[this.#at] !== char) return false;
    this.#at++;
    this.#space();
    return true;
  }

  /** @param pattern sticky */
  protected match(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.text)?.[0];
    if (found === undefined) return null;
    this.#at += found.length;
    this.#space();
    return found;
  }

  protected unexpected(wanted: string): never {
    const point = this.text.codePointAt(this.#at);
    const got = point === undefined ? 'it ends' : `there is ${String.fromCodePoint(point)}`;
    const product = wanted.startsWith('an operator') && this.#factor.test(this.text[this.#at] ?? '');
    const detail = `${got} where ${wanted} should be${product ? '; write * for a product' : ''}`;
    throw new Fault(issue('expression/syntax', { at: this.#at }, { detail }));
  }

  #space(): void {
    while (' \t\r\n'.includes(this.text[this.#at] ?? '.')) this.#at++;
  }
}

/** What is read of a text of at most 1,000 characters; its faults as issues. */
export function resultOfText<T>(text: string, read: (text: string) => T): Result<T> {
  if (text.length > lengthLimit)
    return fail(issue('expression/too-long', {}, { length: text.length, limit: lengthLimit }));
  return resultOf(() => read(text));
}
