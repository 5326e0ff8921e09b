import type { Expr } from '../algebra/expression.ts';
import { termsOf } from '../algebra/polynomial.ts';
import { toLatex, toText } from '../algebra/print.ts';
import { productLatex, productOf, productText } from '../algebra/product.ts';
import type { SignRun } from '../algebra/sign-runs.ts';
import { seriesConditionText } from '../analysis/formulas/series-formulas.ts';
import type { Trial, TrialPoint } from './trial.ts';
import type { Claim, Quotient, TrialCase } from './trial-cases.ts';
import { sourceOf } from './trial-cases.ts';

/**
 * What a trial comes to. `agrees`: equal at every number of groups; `low`, `high`: the source prints too little, too much;
 * `differs`: both; `holds`, `fails`: of a claim that one never exceeds the other.
 */
const trialVerdicts = ['agrees', 'low', 'high', 'differs', 'holds', 'fails'] as const;
export type TrialVerdict = (typeof trialVerdicts)[number];

export function verdictOf({ case: { claim }, signs }: Trial): TrialVerdict {
  const has = (sign: number) => signs === null || signs.some((run) => run.sign === sign);
  if (claim === 'at-most') return has(1) ? 'fails' : 'holds';
  if (claim === 'at-least') return has(-1) ? 'fails' : 'holds';
  if (has(1)) return has(-1) ? 'differs' : 'low';
  return has(-1) ? 'high' : 'agrees';
}

/** Where the difference has a sign: `from s = 3 on`, `at s = 2`. */
function spans(runs: readonly SignRun[], { count }: TrialCase): string {
  if (count === null) return runs.length === 0 ? '' : 'for all sizes';
  const { name, to: last } = count;
  return runs
    .map(({ from, to }) => {
      if (from === to) return `at ${name} = ${from}`;
      return to === BigInt(last) ? `from ${name} = ${from} on` : `for ${name} from ${from} to ${to}`;
    })
    .join(' and ');
}

/** Fields that the verdict takes as numbers: `, with s = 4`. */
const settledText = ({ settled = [] }: TrialCase): string =>
  settled.length === 0 ? '' : `, with ${settled.join(', ')}`;

const numbersText = ({ numbers }: TrialPoint): string =>
  [...numbers].map(([name, value]) => `${name} = ${value}`).join(', ');

const example = ({ firstDisagreement: first, case: { dividend } }: Trial): string => {
  if (first === null) return '';
  const what = dividend === undefined ? 'count' : 'ratio';
  return `; at ${numbersText(first)} the ${what} is ${toText(first.ours)}, not ${toText(first.theirs)}`;
};

const opening: Record<Claim, string> = {
  equal: 'wrong',
  about: 'only near it',
  'at-most': 'wrong',
  'at-least': 'wrong',
};

/** The verdict in one sentence, written from the difference alone. */
export const verdictSentence = (trial: Trial): string => `${verdictText(trial)}${settledText(trial.case)}`;

/** As `verdictSentence`, without the fields that the case takes as numbers. */
export function verdictText(trial: Trial): string {
  const { case: one, signs, condition, isSquare } = trial;
  const { claim, count } = one;
  const runs = signs ?? [];
  const parted = spans(
    runs.filter(({ sign }) => sign !== 0),
    one,
  );
  const everywhere = count === null ? 'for all sizes' : `for ${count.name} from ${count.from} to ${count.to}`;
  const legal = condition === null ? '' : ` where ${seriesConditionText(condition)}`;
  const verdict = verdictOf(trial);
  switch (verdict) {
    case 'agrees':
      return `right: both are equal ${everywhere}${legal}`;
    case 'low':
      return `${opening[claim]}: too low ${parted}${example(trial)}`;
    case 'high':
      return `${opening[claim]}: too high ${parted}${example(trial)}`;
    case 'differs':
      return `${opening[claim]}: ${parted === '' ? 'the two differ' : `the two differ ${parted}`}${example(trial)}`;
    case 'fails':
      return `does not hold ${spans(
        runs.filter(({ sign }) => sign === (claim === 'at-most' ? 1 : -1)),
        one,
      )}${example(trial)}`;
    case 'holds': {
      const equal = spans(
        runs.filter(({ sign }) => sign === 0),
        one,
      );
      const isStrict = runs.every(({ sign }) => sign !== 0);
      const [never, always] =
        claim === 'at-most' ? ['never more', 'always less'] : ['never less', 'always more'];
      const how = `${isStrict ? always : never} ${everywhere}`;
      const root = one.square ?? [];
      const square = productText(productOf([...root, ...root]));
      const reason = isSquare ? `, as it is less by a square, ${square}` : '';
      return `holds: ${how}${equal === '' ? '' : `, equal ${equal}`}${reason}`;
    }
  }
}

const isSum = (e: Expr): boolean => termsOf(e).length > 1;
const bracketed = (e: Expr): string => (isSum(e) || toText(e).includes('*') ? `(${toText(e)})` : toText(e));

/** A quotient as text, a count over 1 as the count. */
export const quotientText = ({ numerator, denominator }: Quotient): string =>
  denominator === 1n ? toText(numerator) : `${bracketed(numerator)}/${bracketed(denominator)}`;

export const quotientLatex = ({ numerator, denominator }: Quotient): string =>
  denominator === 1n ? toLatex(numerator) : `\\frac{${toLatex(numerator)}}{${toLatex(denominator)}}`;

/** The formula as the source writes it: its factors apart, its sum not closed. */
export function printedText({ case: { theirs } }: Trial): string {
  if ('numerator' in theirs) return quotientText(theirs);
  if ('value' in theirs) return theirs.text;
  if (!('each' in theirs)) return productText(productOf(theirs));
  const each = theirs.printed?.text ?? productText(productOf(theirs.each));
  return `sum(${theirs.index} = ${toText(theirs.from)}..${toText(theirs.to)}, ${each})`;
}

export function printedLatex({ case: { theirs } }: Trial): string {
  if ('numerator' in theirs) return quotientLatex(theirs);
  if ('value' in theirs) return theirs.latex;
  if (!('each' in theirs)) return productLatex(productOf(theirs));
  const bounds = `_{${theirs.index}=${toLatex(theirs.from)}}^{${toLatex(theirs.to)}}`;
  return `\\sum${bounds} ${theirs.printed?.latex ?? productLatex(productOf(theirs.each))}`;
}

/** A trial as other programs read it. */
export interface TrialText {
  readonly name: string;
  readonly title: string;
  readonly source: string;
  readonly claim: Claim;
  readonly ours: string;
  readonly theirs: string;
  readonly printed: string;
  readonly difference: string;
  readonly latex: {
    readonly ours: string;
    readonly theirs: string;
    readonly printed: string;
    readonly difference: string;
  };
  readonly condition: string | null;
  /** The least sizes at which the two part, with both numbers as text; null where they never do. */
  readonly firstDisagreement: {
    readonly at: Readonly<Record<string, string>>;
    readonly ours: string;
    readonly theirs: string;
  } | null;
  readonly verdict: TrialVerdict;
  readonly sentence: string;
}

export function printTrial(trial: Trial): TrialText {
  const { case: one, ours, theirs, difference, condition, firstDisagreement: first } = trial;
  return {
    name: one.name,
    title: one.title,
    source: sourceOf(one),
    claim: one.claim,
    ours: quotientText(ours),
    theirs: quotientText(theirs),
    printed: printedText(trial),
    difference: toText(difference),
    latex: {
      ours: quotientLatex(ours),
      theirs: quotientLatex(theirs),
      printed: printedLatex(trial),
      difference: toLatex(difference),
    },
    condition: condition === null ? null : seriesConditionText(condition),
    firstDisagreement: first && {
      at: Object.fromEntries([...first.numbers].map(([name, value]) => [name, String(value)])),
      ours: toText(first.ours),
      theirs: toText(first.theirs),
    },
    verdict: verdictOf(trial),
    sentence: verdictSentence(trial),
  };
}
