import type { Py, PyArgument, PyValue } from '../language/torch.ts';
import type { Doc } from './layout.ts';
import { group } from './layout.ts';
import { isList, sameValue, valueText } from './print-value.ts';
import { pyKey } from './py-shape.ts';

/** What stands for the inputs of an operator and for its module, where its expression is written. */
export interface Names {
  readonly inputs: readonly Written[];
  readonly self: Doc;
}

/** How tightly a piece of code holds together: the higher, the tighter. */
const strengths = { '+': 1, '-': 1, '*': 2, '/': 2, '@': 2 } as const;
const negation = 3;
const atom = 4;

/** Code, and how tightly it holds together. */
export interface Written {
  readonly doc: Doc;
  readonly strength: number;
}

export const whole = (doc: Doc): Written => ({ doc, strength: atom });

function bracketed({ doc, strength }: Written, least: number): Doc {
  return strength >= least ? doc : ['(', ...doc, ')'];
}

/** A value; a list is laid out as a call's arguments are. */
function valueDoc(value: PyValue): Written {
  if (isList(value)) {
    const items = value.map((each) => valueDoc(each).doc);
    return whole([group('(', items, items.length === 1 ? ',)' : ')')]);
  }
  const text = valueText(value);
  if (typeof value === 'number' || typeof value === 'bigint')
    return { doc: [text], strength: text.startsWith('-') ? negation : atom };
  const isSum = typeof value === 'object' && value !== null && /[ /]/.test(text);
  return { doc: [text], strength: isSum ? 0 : atom };
}

/** Whether an argument is what its call has without it. */
export function isUsual({ value, usual }: PyArgument): boolean {
  if (usual === undefined) return false;
  if (typeof usual === 'object' && usual !== null && 'kind' in usual) return pyKey(value) === pyKey(usual);
  return value.kind === 'value' && sameValue(value.value, usual);
}

export function write(of: Py, names: Names): Written {
  switch (of.kind) {
    case 'value':
      return valueDoc(of.value);
    case 'name':
      return whole([of.name]);
    case 'input':
      return names.inputs[of.index]!;
    case 'self':
      return whole(names.self);
    case 'attribute':
      return whole([...bracketed(write(of.of, names), atom), `.${of.name}`]);
    case 'item':
      return whole([...bracketed(write(of.of, names), atom), `[${of.at}]`]);
    case 'negative':
      return { doc: ['-', ...bracketed(write(of.of, names), negation)], strength: negation };
    case 'tuple': {
      const items = of.items.map((each) => write(each, names).doc);
      return whole([group('(', items, items.length === 1 ? ',)' : ')')]);
    }
    case 'conditional': {
      const [then, test, otherwise] = [of.met, of.test, of.otherwise].map((each) => write(each, names).doc);
      return { doc: [...then!, ' if ', ...test!, ' else ', ...otherwise!], strength: 0 };
    }
    case 'infix': {
      const strength = strengths[of.op];
      const left = bracketed(write(of.left, names), strength);
      return { doc: [...left, ` ${of.op} `, ...bracketed(write(of.right, names), strength + 1)], strength };
    }
    case 'call': {
      const args = of.args
        .filter((argument) => !isUsual(argument))
        .map(({ name, value }): Doc => {
          const { doc } = write(value, names);
          return name === null ? doc : [`${name}=`, ...doc];
        });
      return whole([...bracketed(write(of.of, names), atom), group('(', args, ')')]);
    }
  }
}

const nothing: Names = { inputs: [], self: ['self'] };

/** The code of an expression. */
export const codeOf = (of: Py, names: Names = nothing): Doc => write(of, names).doc;
