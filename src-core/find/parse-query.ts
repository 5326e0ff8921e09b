import { Fault, resultOf } from '../document/fault.ts';
import type { Result } from '../errors.ts';
import { fail, issue } from '../errors.ts';
import type { Query, Relation, Typed, Word } from './query.ts';
import { numberIn, sizesIn } from './typed-value.ts';

const lengthLimit = 1000;
const depthLimit = 64;

interface Token {
  readonly kind: 'bare' | 'quoted' | 'relation' | '(' | ')' | 'end';
  readonly text: string;
  readonly at: number;
}

const spellings: Readonly<Record<string, Relation>> = {
  '==': '=',
  '≠': '!=',
  '<>': '!=',
  '≤': '<=',
  '≥': '>=',
};

const tokenPattern = /\s*(?:([()])|(<=|>=|==|!=|<>|[=<>≤≥≠])|"([^"]*)("?)|([^\s()<>=!≤≥≠"]+))/y;

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (text.slice(at).trim() !== '') {
    tokenPattern.lastIndex = at;
    const match = tokenPattern.exec(text);
    const start = at + /^\s*/.exec(text.slice(at))![0].length;
    if (match === null)
      throw syntaxFault(start, `there is ${String.fromCodePoint(text.codePointAt(start)!)}`);
    const [, bracket, relation, quoted, closing, bare] = match;
    if (quoted !== undefined && closing === '') throw syntaxFault(start, 'the quotes are not closed');
    if (bracket === '(' || bracket === ')') tokens.push({ kind: bracket, text: bracket, at: start });
    else if (relation !== undefined)
      tokens.push({ kind: 'relation', text: spellings[relation] ?? relation, at: start });
    else if (quoted !== undefined) tokens.push({ kind: 'quoted', text: quoted, at: start });
    else tokens.push({ kind: 'bare', text: bare!, at: start });
    at = tokenPattern.lastIndex;
  }
  return [...tokens, { kind: 'end', text: '', at: text.length }];
}

const syntaxFault = (at: number, detail: string): Fault =>
  new Fault(issue('find/syntax', { at }, { detail }));

/**
 * Reads a search: words, which all must fit (`conv stage3/block2 64x56x56`); comparisons (`groups = 32`, `macs > 5%`,
 * `kind = "HS-Block"`); `and`, `or`, `not` and parentheses, of which `not` binds strongest and `or` least. An empty text
 * finds every item. At most 1,000 characters, nested at most 64 deep. An issue has the character it is about in `where.at`,
 * counted from 0.
 */
export function parseQuery(text: string): Result<Query> {
  if (text.length > lengthLimit)
    return fail(issue('find/too-long', {}, { length: text.length, limit: lengthLimit }));
  return resultOf(() => new Parser(tokensOf(text)).query());
}

class Parser {
  readonly #tokens: readonly Token[];
  #next = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  query(): Query {
    if (this.#token().kind === 'end') return { kind: 'all' };
    const query = this.#any();
    if (this.#token().kind !== 'end') this.#unexpected('a word or the end');
    return query;
  }

  #any(): Query {
    const parts = [this.#every()];
    while (this.#isWord('or')) {
      this.#next++;
      parts.push(this.#every());
    }
    return parts.length === 1 ? parts[0]! : { kind: 'or', parts };
  }

  #every(): Query {
    const parts = [this.#single()];
    for (;;) {
      if (this.#isWord('and')) this.#next++;
      else if (['end', ')', 'relation'].includes(this.#token().kind) || this.#isWord('or')) break;
      parts.push(this.#single());
    }
    return parts.length === 1 ? parts[0]! : { kind: 'and', parts };
  }

  #single(): Query {
    if (this.#isWord('not')) {
      this.#next++;
      return this.#nested(() => ({ kind: 'not', part: this.#single() }));
    }
    const token = this.#token();
    if (token.kind === '(') {
      this.#next++;
      return this.#nested(() => {
        const inner = this.#any();
        if (this.#token().kind !== ')') this.#unexpected('a word or )');
        this.#next++;
        return inner;
      });
    }
    if ((token.kind !== 'bare' && token.kind !== 'quoted') || this.#isWord('and') || this.#isWord('or'))
      return this.#unexpected('a word, a comparison or (');
    this.#next++;
    const relation = this.#token();
    if (relation.kind !== 'relation') return wordOf(token);
    this.#next++;
    const value = this.#token();
    if (value.kind !== 'bare' && value.kind !== 'quoted') this.#unexpected('a number or a word');
    this.#next++;
    return {
      kind: 'comparison',
      at: token.at,
      name: token.text,
      relation: relation.text as Relation,
      value: typedOf(value),
    };
  }

  #nested(read: () => Query): Query {
    if (this.#depth === depthLimit)
      throw new Fault(issue('find/too-deep', { at: this.#token().at }, { limit: depthLimit }));
    this.#depth++;
    const query = read();
    this.#depth--;
    return query;
  }

  #token(): Token {
    return this.#tokens[this.#next]!;
  }

  /** A joining word stands for itself where it is quoted, or held against something. */
  #isWord(text: string): boolean {
    const { kind, text: own } = this.#token();
    return kind === 'bare' && own.toLowerCase() === text && this.#tokens[this.#next + 1]?.kind !== 'relation';
  }

  #unexpected(wanted: string): never {
    const { kind, text, at } = this.#token();
    throw syntaxFault(at, `${kind === 'end' ? 'it ends' : `there is ${text}`} where ${wanted} should be`);
  }
}

function wordOf({ kind, text }: Token): Word {
  const lower = text.toLowerCase();
  const names = lower.split('/').filter((name) => name !== '');
  const isPath = text.includes('/') && names.length > 0;
  return {
    kind: 'word',
    text: lower,
    path: isPath ? names : null,
    sizes: kind === 'bare' ? sizesIn(text) : null,
  };
}

function typedOf({ kind, text, at }: Token): Typed {
  const number = kind === 'bare' ? numberIn(text) : null;
  return {
    at,
    text: text.toLowerCase(),
    number: number?.value ?? null,
    isPercentage: number?.isPercentage ?? false,
    sizes: sizesIn(text),
  };
}
