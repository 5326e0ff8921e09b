/** A piece of mathematics: what the printer of formulas writes, and no more of LaTeX than that. */
export type MathNode =
  | { readonly kind: 'row'; readonly parts: readonly MathNode[] }
  | { readonly kind: 'text'; readonly text: string; readonly style: 'italic' | 'upright' }
  /** A sign between two others, with room around it. */
  | { readonly kind: 'operator'; readonly text: string }
  | { readonly kind: 'space'; readonly ems: number }
  | { readonly kind: 'fraction'; readonly above: MathNode; readonly below: MathNode }
  | { readonly kind: 'script'; readonly base: MathNode; readonly above?: MathNode; readonly below?: MathNode }
  | { readonly kind: 'fenced'; readonly open: Fence; readonly close: Fence; readonly inner: MathNode };

export type Fence = 'floor-left' | 'floor-right' | '(' | ')';

const fences: Readonly<Record<string, Fence>> = {
  '\\lfloor': 'floor-left',
  '\\rfloor': 'floor-right',
  '(': '(',
  ')': ')',
};

const spaces: Readonly<Record<string, number>> = { '\\,': 0.17, '\\;': 0.28, '\\quad': 1 };

/** Reads tokens from the left; anything it does not know is a SyntaxError, as the printer never writes it. */
class MathReader {
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(latex: string) {
    this.#tokens = latex.match(/\\[a-zA-Z]+|\\.|\s+|./gsu) ?? [];
  }

  row(...ends: readonly string[]): MathNode {
    const parts: MathNode[] = [];
    for (;;) {
      const token = this.#tokens[this.#at];
      if (token === undefined || ends.includes(token)) break;
      const part = this.#scripted(parts.length === 0);
      if (part !== null) parts.push(part);
    }
    const [only] = parts;
    return parts.length === 1 && only !== undefined ? only : { kind: 'row', parts };
  }

  #take(expected?: string): string {
    const token = this.#tokens[this.#at++];
    if (token === undefined || (expected !== undefined && token !== expected)) {
      throw new SyntaxError(`expected ${expected ?? 'more'}, got ${token ?? 'the end'}`);
    }
    return token;
  }

  #group(): MathNode {
    this.#take('{');
    const inner = this.row('}');
    this.#take('}');
    return inner;
  }

  #scripted(isFirst: boolean): MathNode | null {
    const base = this.#single(isFirst);
    if (base === null) return null;
    let above: MathNode | undefined;
    let below: MathNode | undefined;
    for (let token = this.#tokens[this.#at]; token === '^' || token === '_'; token = this.#tokens[this.#at]) {
      this.#at++;
      const script = this.#tokens[this.#at] === '{' ? this.#group() : (this.#single(true) ?? undefined);
      if (token === '^') above = script;
      else below = script;
    }
    return above === undefined && below === undefined ? base : { kind: 'script', base, above, below };
  }

  #single(isFirst: boolean): MathNode | null {
    const token = this.#take();
    if (/^\s/.test(token)) return null;
    if (/^[a-zA-Z]$/.test(token)) return { kind: 'text', text: token, style: 'italic' };
    if (/^[0-9]$/.test(token)) return { kind: 'text', text: token + this.#digits(), style: 'upright' };
    if (token === '{') {
      // A comma in braces stands between digits, without the room of a comma in a list.
      this.#at--;
      const inner = this.#group();
      return inner.kind === 'operator' && inner.text === ','
        ? { kind: 'text', text: ',', style: 'upright' }
        : inner;
    }
    if (token in spaces) return { kind: 'space', ems: spaces[token]! };
    switch (token) {
      case '+':
      case '=':
        return { kind: 'operator', text: token };
      case '-':
        return isFirst ? { kind: 'text', text: '−', style: 'upright' } : { kind: 'operator', text: '−' };
      case ',':
        return { kind: 'operator', text: ',' };
      case '\\cdot':
        return { kind: 'operator', text: '·' };
      case '(':
      case ')':
        return { kind: 'text', text: token, style: 'upright' };
      case '\\frac':
        return { kind: 'fraction', above: this.#group(), below: this.#group() };
      case '\\mathrm':
        return this.#word();
      case '\\left':
        return this.#fenced();
      default:
        throw new SyntaxError(`${token} is not among what formulas are made of`);
    }
  }

  #digits(): string {
    let digits = '';
    while (/^[0-9]$/.test(this.#tokens[this.#at] ?? '')) digits += this.#take();
    return digits;
  }

  #word(): MathNode {
    this.#take('{');
    let text = '';
    while (this.#tokens[this.#at] !== '}') text += this.#take().replace('\\_', '_');
    this.#take('}');
    return { kind: 'text', text, style: 'upright' };
  }

  #fenced(): MathNode {
    const open = this.#fence();
    const inner = this.row('\\right');
    this.#take('\\right');
    return { kind: 'fenced', open, close: this.#fence(), inner };
  }

  #fence(): Fence {
    let token = this.#take();
    while (/^\s/.test(token)) token = this.#take();
    const fence = fences[token];
    if (fence === undefined) throw new SyntaxError(`${token} is no bracket`);
    return fence;
  }
}

/** Reads the LaTeX that `toLatex` writes. */
export const parseMath = (latex: string): MathNode => new MathReader(latex).row();
