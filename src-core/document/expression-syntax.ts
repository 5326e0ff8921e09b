import type { Expr } from '../algebra/expression.ts';

/** The functions of the expression language, with the least and the most arguments each takes. */
export const expressionFunctions = {
  floor: [1, 1],
  ceil: [1, 1],
  round: [1, 1],
  min: [1, Number.POSITIVE_INFINITY],
  max: [1, Number.POSITIVE_INFINITY],
  mod: [2, 2],
  makeDivisible: [2, 3],
  sqrt: [1, 1],
} as const satisfies Record<string, readonly [least: number, most: number]>;

/** What the functions do that no formula has, as the sentences in which they are told where a formula stays a number. */
export const stepRules: Readonly<Partial<Record<string, string>>> = {
  makeDivisible:
    'makeDivisible(x, d) is the multiple of d nearest to x, at least d, and d more where it would be less than 0.9 x: such a step has no closed form.',
  round: 'round(x) goes to the nearest integer, and from the middle to the even one.',
};

export type FunctionName = keyof typeof expressionFunctions;

export const functionNames = Object.keys(expressionFunctions) as readonly FunctionName[];

export function isFunctionName(name: string): name is FunctionName {
  return Object.hasOwn(expressionFunctions, name);
}

/** Function names that no variable may have. A root is known by its bracket, so that files may have a variable named `sqrt`. */
export const isReservedName = (name: string): boolean => isFunctionName(name) && name !== 'sqrt';

/** A parsed expression. `at` is the first character of each part in the text it was read from, counted from 0. */
export type Syntax = NumberSyntax | NameSyntax | NegationSyntax | BinarySyntax | CallSyntax;

interface NumberSyntax {
  readonly kind: 'number';
  readonly at: number;
  readonly value: Expr;
}

/** A name as it is looked up. A size of an input is one too: `like.height`, however it was written. */
export interface NameSyntax {
  readonly kind: 'name';
  readonly at: number;
  readonly name: string;
}

/** The name of a size: that of an input, and of one of its axes. */
export const sizeName = (input: string, axis: string): string => `${input}.${axis}`;

/** The input and the axis that a name means; null where it is no name of a size. */
export function sizeNamed(name: string): { readonly input: string; readonly axis: string } | null {
  const dot = name.indexOf('.');
  return dot === -1 ? null : { input: name.slice(0, dot), axis: name.slice(dot + 1) };
}

interface NegationSyntax {
  readonly kind: 'negation';
  readonly at: number;
  readonly operand: Syntax;
}

type Operator = '+' | '-' | '*' | '/';

export interface BinarySyntax {
  readonly kind: 'binary';
  readonly at: number;
  readonly operator: Operator;
  readonly left: Syntax;
  readonly right: Syntax;
}

export interface CallSyntax {
  readonly kind: 'call';
  readonly at: number;
  readonly name: FunctionName;
  readonly operands: readonly Syntax[];
}

/** Every use of a name in an expression, from left to right; functions are not names. */
export function nameUses(syntax: Syntax): readonly NameSyntax[] {
  switch (syntax.kind) {
    case 'number':
      return [];
    case 'name':
      return [syntax];
    case 'negation':
      return nameUses(syntax.operand);
    case 'binary':
      return [...nameUses(syntax.left), ...nameUses(syntax.right)];
    case 'call':
      return syntax.operands.flatMap(nameUses);
  }
}

/** Whether an expression has a function anywhere. */
export function callsFunction(syntax: Syntax): boolean {
  switch (syntax.kind) {
    case 'number':
    case 'name':
      return false;
    case 'negation':
      return callsFunction(syntax.operand);
    case 'binary':
      return callsFunction(syntax.left) || callsFunction(syntax.right);
    case 'call':
      return true;
  }
}

/** The names an expression depends on, in the order of their first use. */
export function namesIn(syntax: Syntax): ReadonlySet<string> {
  return new Set(nameUses(syntax).map((use) => use.name));
}
