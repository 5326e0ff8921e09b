import type { Issue } from '../errors.ts';
import { issue } from '../errors.ts';
import { Fault, resultOf } from './fault.ts';
import { shortened } from './in-sentence.ts';

/** Whole numbers of up to 15 digits are doubles exactly. */
const alwaysExact = 15;

const literals = ['true', 'false', 'null'] as const;

/**
 * Finds the first fault of a JSON text without building anything: syntax, nesting deeper than `limit`
 * lists and objects, and what `JSON.parse` loses without a word: a key that stands twice in one object,
 * a whole number with more digits than a double keeps. Engines word and place the errors of `JSON.parse`
 * differently and some give no place; here each has its character.
 */
export function faultOfJson(text: string, limit: number): Issue | null {
  const scan = resultOf(() => new Scanner(text, limit).document());
  return scan.ok ? null : (scan.issues[0] ?? null);
}

/** Line and column of a character, both counted from 1. */
function lineAndColumn(text: string, at: number): string {
  let line = 1;
  let start = 0;
  for (let end = text.indexOf('\n'); end !== -1 && end < at; end = text.indexOf('\n', start)) {
    line++;
    start = end + 1;
  }
  return `line ${line}, column ${at - start + 1}`;
}

class Scanner {
  readonly text: string;
  readonly limit: number;
  at = 0;

  constructor(text: string, limit: number) {
    this.text = text;
    this.limit = limit;
  }

  document(): void {
    this.space();
    this.value(0);
    this.space();
    if (this.at < this.text.length) this.unexpected('the end');
  }

  /** Recursion is bounded by the nesting limit, so no text can exhaust the stack. */
  private value(depth: number): void {
    const char = this.text[this.at];
    if (char === '{' || char === '[') {
      if (depth === this.limit)
        throw new Fault(issue('document/too-deep', { at: this.at }, { limit: this.limit }));
      this.at++;
      if (char === '{') this.object(depth);
      else this.list(depth);
    } else if (char === '"') this.string();
    else if (char === '-' || isDigit(char)) this.number();
    else this.literal();
  }

  private object(depth: number): void {
    const keys = new Set<string>();
    this.space();
    if (this.take('}')) return;
    for (;;) {
      const start = this.at;
      if (this.text[start] !== '"') this.unexpected('a key in double quotes');
      this.string();
      const key = this.key(start);
      if (keys.has(key)) this.malformed(start, `the key ${shortened(key)} stands twice in one object`);
      keys.add(key);
      this.space();
      if (!this.take(':')) this.unexpected('a colon');
      this.space();
      this.value(depth + 1);
      this.space();
      if (this.take('}')) return;
      if (!this.take(',')) this.unexpected('a comma or }');
      this.space();
    }
  }

  private list(depth: number): void {
    this.space();
    if (this.take(']')) return;
    for (;;) {
      this.value(depth + 1);
      this.space();
      if (this.take(']')) return;
      if (!this.take(',')) this.unexpected('a comma or ]');
      this.space();
    }
  }

  private key(start: number): string {
    const quoted = this.text.slice(start, this.at);
    return quoted.includes('\\') ? String(JSON.parse(quoted)) : quoted.slice(1, -1);
  }

  private string(): void {
    this.at++;
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code === 0x22) break;
      if (!(code >= 0x20)) this.unexpected('a closing double quote');
      if (code === 0x5c) this.escape();
      else this.at++;
    }
    this.at++;
  }

  private escape(): void {
    const pattern = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
    pattern.lastIndex = this.at;
    if (!pattern.test(this.text)) this.unexpected('an escape such as \\n or \\u0041');
    this.at = pattern.lastIndex;
  }

  private number(): void {
    const start = this.at;
    this.take('-');
    if (!this.take('0')) this.digits();
    const end = this.at;
    if (this.take('.')) this.digits();
    if (this.take('e') || this.take('E')) {
      if (!this.take('+')) this.take('-');
      this.digits();
    }
    if (this.at === end && end - start > alwaysExact) this.exact(start, end);
  }

  private exact(start: number, end: number): void {
    const text = this.text.slice(start, end);
    if (String(Number(text)) === text) return;
    this.malformed(start, `the whole number ${shortened(text)} has more digits than can be kept`);
  }

  private digits(): void {
    if (!isDigit(this.text[this.at])) this.unexpected('a digit');
    while (isDigit(this.text[this.at])) this.at++;
  }

  private literal(): void {
    for (const word of literals) {
      if (!this.text.startsWith(word, this.at)) continue;
      this.at += word.length;
      return;
    }
    this.unexpected('a value');
  }

  private space(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      this.at++;
    }
  }

  private take(char: string): boolean {
    if (this.text[this.at] !== char) return false;
    this.at++;
    return true;
  }

  private unexpected(wanted: string): never {
    const place = lineAndColumn(this.text, this.at);
    const point = this.text.codePointAt(this.at);
    const got =
      point === undefined ? 'the text ends' : `there is ${JSON.stringify(String.fromCodePoint(point))}`;
    const detail = `${got} where ${wanted} should be, at ${place}`;
    throw new Fault(issue('document/not-json', { at: this.at }, { detail }));
  }

  private malformed(at: number, detail: string): never {
    const placed = `${detail}, at ${lineAndColumn(this.text, at)}`;
    throw new Fault(issue('document/malformed', { at }, { detail: placed }));
  }
}

function isDigit(char: string | undefined): boolean {
  return char !== undefined && char >= '0' && char <= '9';
}
