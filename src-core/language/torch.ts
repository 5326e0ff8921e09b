import type { Expr } from '../algebra/expression.ts';
import type { Shape } from './shape.ts';

/** What Python holds as itself: a list is written as a tuple, an expression as arithmetic on whole numbers. */
export type PyValue = null | boolean | number | string | Expr | readonly PyValue[];

/** An argument of a call. One that equals its `usual` value is left out. */
export interface PyArgument {
  /** Null where it goes by its place. */
  readonly name: string | null;
  readonly value: Py;
  readonly usual?: PyValue | Py;
  /** Set where it may be -1, for what is left over, in one of the arguments of a call that say so. */
  readonly isOpen?: true;
}

/**
 * An expression of Python. Names and operators in it are those that operators of this program are written with; what comes
 * from a file is a value, which is printed as a literal.
 */
export type Py =
  | { readonly kind: 'value'; readonly value: PyValue }
  | { readonly kind: 'name'; readonly name: string }
  /** The tensor that enters through the input of that place. */
  | { readonly kind: 'input'; readonly index: number }
  /** The module or parameter of the operator itself. */
  | { readonly kind: 'self' }
  | { readonly kind: 'call'; readonly of: Py; readonly args: readonly PyArgument[] }
  | { readonly kind: 'attribute'; readonly of: Py; readonly name: string }
  | { readonly kind: 'item'; readonly of: Py; readonly at: number }
  | {
      readonly kind: 'infix';
      readonly op: '+' | '-' | '*' | '/' | '@';
      readonly left: Py;
      readonly right: Py;
    }
  | { readonly kind: 'negative'; readonly of: Py }
  | { readonly kind: 'tuple'; readonly items: readonly Py[] }
  | { readonly kind: 'conditional'; readonly test: Py; readonly met: Py; readonly otherwise: Py };

/** A function or class that a file brings along where something in it needs one. */
export interface PyCode {
  readonly name: string;
  /** As black leaves it, without a blank line at either end. */
  readonly source: string;
}

/** A tensor of a state dict that is no weight of ours under its own name. */
export interface TorchState {
  /** Behind the path of the module and a dot; the path itself where it is empty. */
  readonly key: string;
  readonly shape: readonly number[];
  /** Its values, made of those of the operator's weights by their short names; a counter of int64 where absent. */
  readonly values?: (weights: Readonly<Record<string, Float32Array>>) => Float32Array;
}

interface TorchFormBase {
  /** What the file has to bring along for it. */
  readonly code?: readonly PyCode[];
  /** The names of weights in a state dict; all weights under their short names where it is absent. */
  readonly state?: (shapes: Readonly<Record<string, readonly number[]>>) => readonly TorchState[];
}

/** How PyTorch writes an operator. */
export type TorchForm =
  /** A module that is made once and called; `run` says how, where it is not on the inputs alone. */
  | (TorchFormBase & { readonly kind: 'module'; readonly make: Py; readonly run?: Py })
  /** A learned tensor of the module around it; `run` says what is computed with it. */
  | (TorchFormBase & { readonly kind: 'parameter'; readonly make: Py; readonly run: Py })
  /** An expression without anything learned or stored. */
  | (TorchFormBase & { readonly kind: 'expression'; readonly run: Py });

/** Shapes that an operator's form may read; sizes may be symbols, for what a class is written with. */
export interface TorchContext {
  readonly inputs: readonly Shape[];
  readonly outputs: readonly Shape[];
}

const kinds: ReadonlySet<unknown> = new Set([
  'value',
  'name',
  'input',
  'self',
  'call',
  'attribute',
  'item',
  'infix',
  'negative',
  'tuple',
  'conditional',
]);

/** What a call takes: an expression, an argument by name, or a value as it is. */
type Given = Py | PyValue | PyArgument;

const isObject = (of: Given): of is Exclude<Given, null | boolean | number | string | bigint> =>
  typeof of === 'object' && of !== null;
const isPy = (of: Given): of is Py => isObject(of) && 'kind' in of && kinds.has(of.kind);
const isArgument = (of: Given): of is PyArgument =>
  isObject(of) && 'value' in of && 'name' in of && !('kind' in of);
const expression = (of: Py | PyValue): Py => (isPy(of) ? of : { kind: 'value', value: of });
const argument = (of: Given): PyArgument => (isArgument(of) ? of : { name: null, value: expression(of) });

const call = (of: string | Py, ...args: readonly Given[]): Py => ({
  kind: 'call',
  of: typeof of === 'string' ? { kind: 'name', name: of } : of,
  args: args.map(argument),
});

/** What expressions of Python are made with. */
export const py = {
  /** The tensor that enters through the input of that place. */
  input: (index = 0): Py => ({ kind: 'input', index }),
  self: { kind: 'self' } as Py,
  /** A function or class by its name, or whatever can be called. */
  call,
  method: (of: Py, called: string, ...args: readonly Given[]): Py =>
    call({ kind: 'attribute', of, name: called }, ...args),
  /** An argument by name; one that equals its usual value is left out. */
  named: (key: string | null, of: Py | PyValue, usual?: PyValue | Py): PyArgument => ({
    name: key,
    value: expression(of),
    ...(usual !== undefined && { usual }),
  }),
  /** A size that may be left open where it differs from use to use, as one size of a reshape may. */
  open: (of: PyValue): PyArgument => ({ name: null, value: expression(of), isOpen: true }),
  attribute: (of: Py, called: string): Py => ({ kind: 'attribute', of, name: called }),
  item: (of: Py, at: number): Py => ({ kind: 'item', of, at }),
  infix: (op: '+' | '-' | '*' | '/' | '@', left: Py, right: Py): Py => ({ kind: 'infix', op, left, right }),
  negative: (of: Py): Py => ({ kind: 'negative', of }),
  tuple: (items: readonly Py[]): Py => ({ kind: 'tuple', items }),
} as const;

/** A form that is a module made by a class. */
export const torchModule = (of: string, ...args: readonly Given[]): TorchForm => ({
  kind: 'module',
  make: call(of, ...args),
});

/** A form that is an expression of the inputs. */
export const torchExpression = (run: Py, ...code: readonly PyCode[]): TorchForm => ({
  kind: 'expression',
  run,
  ...(code.length > 0 && { code }),
});
