import { exponential } from '../algebra/exponential.ts';
import type { Expr } from '../algebra/expression.ts';
import { add, mul, pow, sub, symbol } from '../algebra/expression.ts';
import type { printedClaims, printedCounts } from '../document/design.ts';
import type { Definition } from '../language/definition.ts';
import type { Given } from '../language/field.ts';
import type { SourceName } from './figure.ts';
import { sources } from './figure.ts';

/** A quotient of two counts; a plain count stands over 1. */
export interface Quotient {
  readonly numerator: Expr;
  readonly denominator: Expr;
}

/** Factors, kept apart as a source prints them. */
type Factors = readonly Expr[];

/** A sum of products as a source prints it: over an index, before it is closed. */
interface PrintedSum {
  readonly index: string;
  readonly from: Expr;
  readonly to: Expr;
  readonly each: Factors;
  /** The summand in the source's own signs, where collecting its factors would rewrite it. */
  readonly printed?: { readonly text: string; readonly latex: string };
}

/** A formula of a source as it is written, with what it comes to. */
interface Written {
  readonly text: string;
  readonly latex: string;
  readonly value: Expr;
}

/** What a source says of our count: that it equals its formula, comes near it, or never exceeds or falls below it. */
export type Claim = (typeof printedClaims)[number];

/** Which of our counts a source speaks of; the weights of the convolutions where it says nothing. */
export type PrintedCount = (typeof printedCounts)[number];

/** Our side: a count of a definition, or a formula that is itself on trial. */
type TrialSubject =
  | {
      /** That of an own block itself, as the catalogue alone does not have it. */
      readonly definition: string | Definition;
      readonly part?: PrintedCount;
      /** Fields that are no symbols. */
      readonly bound: Given;
      /** The source's expression for every dimension field, and for sizes of inputs such as the channels C_in. */
      readonly symbols: Readonly<Record<string, Expr>>;
    }
  | {
      readonly formula: Expr;
      /** The definition that the formula bounds. */
      readonly about: string;
    };

interface GroupCount {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** A published formula as data. */
export interface TrialCase {
  readonly name: string;
  readonly title: string;
  readonly source: SourceName | { readonly text: string };
  readonly subject: TrialSubject;
  /** For a ratio: what is divided by our count. */
  readonly dividend?: Expr;
  readonly theirs: Factors | PrintedSum | Quotient | Written;
  readonly claim: Claim;
  /** The symbol that counts the groups, and the values it is tried at; null where our count has no form in any. */
  readonly count: GroupCount | null;
  /** Fields that are numbers here although the source may name them: `s = 4`. */
  readonly settled?: readonly string[];
  /** Symbols that are odd numbers; all others are any integers from 1. */
  readonly odd: readonly string[];
  /** Factors of an expression whose square the difference is claimed to be, negated: then the reason is one line. */
  readonly square?: Factors;
}

/** The definition whose counts a case speaks of. */
export function definitionOnTrial({ subject }: TrialCase): string {
  if (!('definition' in subject)) return subject.about;
  return typeof subject.definition === 'string' ? subject.definition : subject.definition.id;
}

/** Where the formula is printed. */
export const sourceOf = ({ source }: TrialCase): string =>
  typeof source === 'string' ? sources[source] : source.text;

const [s, w, k, c, m, d, i] = ['s', 'w', 'k', 'c', 'm', 'd', 'i'].map((name) => symbol(name)) as [
  Expr,
  Expr,
  Expr,
  Expr,
  Expr,
  Expr,
  Expr,
];
const square: Factors = [k, k, w, w];
const groups = { name: 's', from: 1, to: 64 };

const plain = { norm: 'none', activation: 'none' } as const;
const hs: TrialSubject = { definition: 'hs-block', bound: plain, symbols: { w, k } };
const res2net: TrialSubject = { definition: 'res2net-block', bound: plain, symbols: { w, k } };
const ghost = (cheapKernel: Expr): TrialSubject => ({
  definition: 'ghost-module',
  bound: plain,
  symbols: { outChannels: mul(m, s), kernel: k, cheapKernel, C_in: c },
});

/** The growth factor of convolution i as it is printed: (2^(i-1) - 1)/2^(i-1) + 1. */
const growth = sub(2n, exponential(2n, sub(1n, i)));
const overConvolutions = (each: Factors, power: '' | '^2'): PrintedSum => ({
  index: 'i',
  from: 1n,
  to: sub(s, 1n),
  each,
  printed: {
    text: `k^2*w^2*((2^(i - 1) - 1)/2^(i - 1) + 1)${power}`,
    latex: `k^{2} w^{2} \\left(\\frac{2^{i-1}-1}{2^{i-1}}+1\\right)${power}`,
  },
});

/** One convolution with as many channels as all groups together. */
const oneConvolution: Factors = [...square, s, s];
/** The convolution that a Ghost module of m·s maps stands for. */
const replaced = mul(pow(k, 2), c, m, s);

export const trialCases: readonly TrialCase[] = [
  {
    name: 'hs-linear',
    title: 'HS-Block, as printed: growth once',
    source: 'hs-complexity',
    subject: hs,
    theirs: overConvolutions([...square, growth], ''),
    claim: 'equal',
    count: groups,
    odd: ['k'],
  },
  {
    name: 'hs-squared',
    title: 'HS-Block, corrected: growth squared',
    source: 'hs-correction',
    subject: hs,
    theirs: overConvolutions([...square, growth, growth], '^2'),
    claim: 'equal',
    count: groups,
    odd: ['k'],
  },
  {
    name: 'hs-convolution',
    title: 'HS-Block beside one convolution',
    source: 'hs-complexity',
    subject: hs,
    theirs: oneConvolution,
    claim: 'at-most',
    count: groups,
    odd: ['k'],
  },
  {
    name: 'hs-limit',
    title: 'HS-Block below four convolutions a group',
    source: 'derived',
    subject: hs,
    theirs: [4n, sub(s, 1n), ...square],
    claim: 'at-most',
    count: groups,
    odd: ['k'],
  },
  {
    name: 'hs-bound',
    title: 'Four convolutions a group beside one convolution',
    source: 'derived',
    subject: { formula: mul(4n, sub(s, 1n), ...square), about: 'hs-block' },
    theirs: oneConvolution,
    claim: 'at-most',
    count: groups,
    odd: ['k'],
    square: [sub(s, 2n), k, w],
  },
  {
    name: 'hs-res2net',
    title: 'HS-Block beside the Res2Net module of the same groups',
    source: 'derived',
    subject: hs,
    theirs: [sub(s, 1n), ...square],
    claim: 'at-least',
    count: groups,
    odd: ['k'],
  },
  {
    name: 'res2net-module',
    title: 'Res2Net module: a convolution for each group but one',
    source: 'res2net-code',
    subject: res2net,
    theirs: [sub(s, 1n), ...square],
    claim: 'equal',
    count: { ...groups, from: 2 },
    odd: ['k'],
  },
  {
    name: 'res2net-ratio',
    title: 'One convolution over the Res2Net module',
    source: 'res2net-code',
    subject: res2net,
    dividend: mul(...oneConvolution),
    theirs: { numerator: pow(s, 2), denominator: sub(s, 1n) },
    claim: 'equal',
    count: { ...groups, from: 2 },
    odd: ['k'],
  },
  {
    name: 'ghost-ratio',
    title: 'Ghost module: compression, in full',
    source: 'ghost-formula',
    subject: ghost(d),
    dividend: replaced,
    theirs: {
      numerator: mul(pow(k, 2), c, s),
      denominator: add(mul(pow(k, 2), c), mul(sub(s, 1n), pow(d, 2))),
    },
    claim: 'equal',
    count: groups,
    odd: ['k', 'd'],
  },
  {
    name: 'ghost-ratio-channels',
    title: 'Ghost module: compression where both kernels are equal',
    source: 'ghost-formula',
    subject: ghost(k),
    dividend: replaced,
    theirs: { numerator: mul(s, c), denominator: sub(add(s, c), 1n) },
    claim: 'about',
    count: groups,
    odd: ['k'],
  },
  {
    name: 'ghost-ratio-s',
    title: 'Ghost module: compression, in short',
    source: 'ghost-formula',
    subject: ghost(d),
    dividend: replaced,
    theirs: [s],
    claim: 'about',
    count: groups,
    odd: ['k', 'd'],
  },
  {
    name: 'convolution',
    title: 'One convolution of all channels',
    source: 'hs-complexity',
    subject: {
      definition: 'conv2d',
      bound: {},
      symbols: { outChannels: mul(s, w), kernel: k, C_in: mul(s, w) },
    },
    theirs: oneConvolution,
    claim: 'equal',
    count: groups,
    odd: ['k'],
  },
];
