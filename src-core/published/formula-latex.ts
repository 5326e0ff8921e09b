import { symbol } from '../algebra/expression.ts';
import { toLatex } from '../algebra/print.ts';
import type { FormulaSyntax } from '../document/formula-syntax.ts';

/** How tightly the parts of a formula hold together: a part that is looser than its place takes brackets. */
const ranks = { '+': 1, '-': 1, '*': 2, '/': 4, '^': 3 } as const;
const loosest = 1;
const product = 2;
const power = 3;
const atom = 4;

function rankOf(syntax: FormulaSyntax): number {
  if (syntax.kind === 'binary') return ranks[syntax.operator];
  if (syntax.kind === 'negation') return loosest;
  return syntax.kind === 'sum' ? product : atom;
}

const within = (syntax: FormulaSyntax, rank: number): string =>
  rankOf(syntax) < rank ? `\\left(${formulaLatex(syntax)}\\right)` : formulaLatex(syntax);

const nameLatex = (name: string): string => toLatex(symbol(name));

/** A formula for a LaTeX renderer, factor by factor as its source writes it. */
export function formulaLatex(syntax: FormulaSyntax): string {
  switch (syntax.kind) {
    case 'number':
      return syntax.text;
    case 'name':
      return nameLatex(syntax.name);
    case 'negation':
      return `-${within(syntax.operand, product)}`;
    case 'floor':
      return `\\left\\lfloor ${formulaLatex(syntax.operand)} \\right\\rfloor`;
    case 'sum': {
      const bounds = `_{${nameLatex(syntax.index)}=${formulaLatex(syntax.from)}}^{${formulaLatex(syntax.to)}}`;
      return `\\sum${bounds} ${within(syntax.each, product)}`;
    }
    case 'binary':
      break;
  }
  const { operator, left, right } = syntax;
  switch (operator) {
    case '+':
      return `${formulaLatex(left)} + ${formulaLatex(right)}`;
    case '-':
      return `${formulaLatex(left)} - ${within(right, product)}`;
    case '*': {
      // Two numbers beside each other would be one.
      const isNumber = right.kind === 'number' || (right.kind === 'binary' && right.left.kind === 'number');
      return `${within(left, product)} ${isNumber ? '\\cdot ' : ''}${within(right, right.kind === 'sum' ? power : product)}`;
    }
    case '/':
      return `\\frac{${formulaLatex(left)}}{${formulaLatex(right)}}`;
    case '^': {
      // A fraction or a power under an exponent takes brackets, too.
      const isBare = left.kind === 'number' || left.kind === 'name';
      return `${isBare ? formulaLatex(left) : `\\left(${formulaLatex(left)}\\right)`}^{${formulaLatex(right)}}`;
    }
  }
}
