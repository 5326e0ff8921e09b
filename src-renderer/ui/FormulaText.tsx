import { memo, useState } from 'react';
import type { Expr } from '../../src-core/algebra/expression.ts';
import { toReadable } from '../../src-core/algebra/print.ts';
import { firstTerms, splitFormula, symbolLatex } from '../../src-core/algebra/print-terms.ts';
import { t } from '../locale/translate.ts';
import { Button } from './Button.tsx';
import { classNames } from './class-names.ts';
import styles from './FormulaText.module.css';
import { Tex } from './Tex.tsx';

interface FormulaTextProps {
  /** The letter before the brackets; none where the formula stands in a row. */
  readonly letter?: string;
  readonly symbols?: readonly string[];
  readonly value: Expr;
  /** How often it counts, as in 5 (…). */
  readonly times?: number;
  /** Symbols that are drawn once before the sum where all its terms have them. */
  readonly shared?: ReadonlySet<string>;
  readonly className?: string | undefined;
}

/** Longer sums, and longer lists of symbols, begin folded. */
const foldedTerms = 12;
const none: ReadonlySet<string> = new Set();

/** How many terms of a formula are set while it is folded. */
export const drawnTerms = (value: Expr): number => {
  const { length } = splitFormula(value, none).terms;
  return length > foldedTerms + 2 ? foldedTerms : length;
};

const head = (letter: string, names: readonly string[]): string =>
  `${letter}${names.length === 0 ? '' : `(${names.join(', ')})`} =`;

/** A formula as set mathematics that breaks at its signs. Its accessible name is what is drawn of it as plain text. */
export const FormulaText = memo(function FormulaText({
  letter,
  symbols = [],
  value,
  times = 1,
  shared = none,
  className,
}: FormulaTextProps) {
  const [isWhole, setWhole] = useState(false);
  const { common, terms } = splitFormula(value, shared);
  const isFolded = !isWhole && terms.length > foldedTerms + 2;
  const shown = isFolded ? terms.slice(0, foldedTerms) : terms;
  const opens = times > 1 && terms.length > 1;
  const front = [times > 1 ? String(times) : '', common ?? ''].filter(Boolean).join('\\,');
  const bracketed = terms.length > 1 && (common !== null || opens);
  const last = shown.length - 1;
  const left = terms.length - shown.length;
  const sum = `${toReadable(isFolded ? firstTerms(value, foldedTerms) : value)}${isFolded ? ` ${t('and {left} more terms', { left })}` : ''}`;
  const isListed = isWhole || symbols.length <= foldedTerms + 2;
  const listed = isListed ? symbols : symbols.slice(0, foldedTerms);
  const rest = (word: string) => (isListed ? [] : [word]);
  const words = `${letter === undefined ? '' : `${head(letter, [...listed, ...rest('…')])} `}${
    times > 1 ? `${times}*(${sum})` : sum
  }`;
  return (
    <span role="math" aria-label={words} className={classNames(styles.formula, className)}>
      {letter !== undefined && <Tex tex={head(letter, [...listed.map(symbolLatex), ...rest('\\dots')])} />}
      {front !== '' && !bracketed && <Tex tex={front} />}
      {shown.map(({ isNegative, latex }, index) => {
        const sign = isNegative ? '-' : index > 0 ? '+' : '';
        const open = bracketed && index === 0 ? `${front} \\bigl(` : '';
        const close = bracketed && index === last && !isFolded ? '\\bigr)' : '';
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a term is its place in the canonical order
          <Tex key={index} tex={`${open}${sign}${sign === '' ? '' : '{}\\,'} ${latex}${close}`} />
        );
      })}
      {isFolded && (
        <Button look="link" className={styles.more} onPress={() => setWhole(true)}>
          {t('and {left} more terms', { left })}
        </Button>
      )}
    </span>
  );
});
