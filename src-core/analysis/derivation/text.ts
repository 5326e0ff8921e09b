import { conditionSentence } from '../../algebra/condition.ts';
import type { Expr } from '../../algebra/expression.ts';
import { symbol } from '../../algebra/expression.ts';
import { termsOf } from '../../algebra/polynomial.ts';
import { toLatex, toText } from '../../algebra/print.ts';
import { productLatex, productText } from '../../algebra/product.ts';
import { seriesConditionText } from '../formulas/series-formulas.ts';
import type {
  Derivation,
  DerivationStep,
  DerivationTerm,
  DerivedQuantity,
  Grouping,
  StepKind,
} from './derivation.ts';

const listed: Record<DerivedQuantity, string> = {
  params: 'every weight is the product of its sizes',
  macs: 'every weight is used once at each position',
  memory: 'every tensor is the product of its sizes, 4 bytes a value',
};

const added: Record<Grouping, string> = {
  group: 'add up each group',
  item: 'add up each item',
  stage: 'add up the items of each stage',
};

/** One reason for each kind of line. */
const sentences: Record<
  StepKind,
  (step: DerivationStep, derivation: Pick<Derivation, 'of' | 'by' | 'series'>) => string
> = {
  list: (_, { of }) => listed[of],
  substitute: () => 'put in the sizes',
  series: (_, { series }) =>
    series === null
      ? 'write the groups as one sum'
      : `write the groups as one sum, exact when ${seriesConditionText(series)}`,
  sum: ({ terms }, { by }) => (terms.every(({ label }) => label === null) ? 'close each sum' : added[by]),
  collect: () => 'collect equal powers',
  close: ({ condition }) => `drop the floors, exact when ${conditionSentence(condition)}`,
  value: ({ numbers, keepsFloors }) => {
    const put = [...numbers].map(([name, value]) => `${name} = ${toText(value)}`).join(', ');
    return keepsFloors
      ? `put ${put} in where the floors are, as the condition does not hold`
      : `put in ${put}`;
  },
  total: () => 'add up',
};

/** Why a line follows from the one before. */
export const stepSentence = (
  step: DerivationStep,
  derivation: Pick<Derivation, 'of' | 'by' | 'series'>,
): string => sentences[step.kind](step, derivation);

const isSum = (e: Expr): boolean => termsOf(e).length > 1;

/** The sign before a sum instead of within. */
const signed = (text: string): { readonly sign: string; readonly magnitude: string } =>
  text.startsWith('-') ? { sign: '-', magnitude: text.slice(1) } : { sign: '', magnitude: text };

/** A term as text: as its product where it has one, a sum in brackets. */
export function termText({ value, product, over }: DerivationTerm): string {
  const text = product !== null ? productText(product) : toText(value);
  if (over !== null) {
    const { sign, magnitude } = signed(text);
    return `${sign}sum(${over.index} = ${toText(over.from)}..${toText(over.to)}, ${magnitude})`;
  }
  return product === null && isSum(value) ? `(${text})` : text;
}

export function termLatex({ value, product, over }: DerivationTerm): string {
  const inner = product !== null ? productLatex(product) : toLatex(value);
  const latex = product === null && isSum(value) ? `\\left(${inner}\\right)` : inner;
  if (over === null) return latex;
  const { sign, magnitude } = signed(latex);
  return `${sign}\\sum_{${toLatex(symbol(over.index))}=${toLatex(over.from)}}^{${toLatex(over.to)}} ${magnitude}`;
}

/** Terms with signs between them; none are 0. */
function joined(terms: readonly string[]): string {
  return (
    terms.reduce((text, term) => {
      if (text === '') return term;
      return term.startsWith('-') ? `${text} - ${term.slice(1)}` : `${text} + ${term}`;
    }, '') || '0'
  );
}

/** A single polynomial stands without brackets. */
const isAlone = ({ terms }: DerivationStep): boolean =>
  terms.length === 1 && terms[0]?.product === null && terms[0].over === null;

/** The line as text, without its names. */
export const stepText = (step: DerivationStep): string =>
  isAlone(step) ? toText(step.terms[0]!.value) : joined(step.terms.map(termText));

export const stepLatex = (step: DerivationStep): string =>
  isAlone(step) ? toLatex(step.terms[0]!.value) : joined(step.terms.map(termLatex));

/** What the names of a line stand for, each as an equation; of a size with an index first how it goes on. */
export const namesText = ({ names }: DerivationStep): readonly string[] =>
  names.flatMap(({ name, value, rule }) => {
    const stem = name.replace(/_[a-z]$/, '');
    const equation = `${name} = ${toText(value)}`;
    if (rule === undefined) return [equation];
    return [`${stem}_1 = ${toText(rule.first)}`, `${stem}_(j+1) = ${toText(rule.next)}`, equation];
  });

export const namesLatex = ({ names }: DerivationStep): readonly string[] =>
  names.flatMap(({ name, value, rule }) => {
    const stem = toLatex(symbol(name.replace(/_[a-z]$/, '')));
    const equation = `${toLatex(symbol(name))} = ${toLatex(value)}`;
    if (rule === undefined) return [equation];
    return [`${stem}_{1} = ${toLatex(rule.first)}`, `${stem}_{j+1} = ${toLatex(rule.next)}`, equation];
  });

/** A term as other programs read it. */
interface TermText {
  readonly text: string;
  readonly latex: string;
  /** The channel group, item or stage it belongs to; null where it is collected from several. */
  readonly label: string | null;
  readonly origins: readonly string[];
}

export interface StepText {
  readonly kind: StepKind;
  readonly sentence: string;
  readonly names: readonly string[];
  readonly text: string;
  readonly latex: string;
  readonly terms: readonly TermText[];
}

/** A derivation as other programs read it: the same design gives the same text. */
export interface DerivationText {
  readonly of: DerivedQuantity;
  readonly by: Grouping;
  readonly steps: readonly StepText[];
}

export function printDerivation(derivation: Derivation): DerivationText {
  const { of, by, steps } = derivation;
  return {
    of,
    by,
    steps: steps.map((step) => ({
      kind: step.kind,
      sentence: stepSentence(step, derivation),
      names: namesText(step),
      text: stepText(step),
      latex: stepLatex(step),
      terms: step.terms.map((term) => ({
        text: termText(term),
        latex: termLatex(term),
        label: term.label,
        origins: term.origins,
      })),
    })),
  };
}
