import { Check, TriangleAlert } from 'lucide-react';
import { conditionSentence } from '../../src-core/algebra/condition.ts';
import type { Expr } from '../../src-core/algebra/expression.ts';
import { constantOf, sub } from '../../src-core/algebra/expression.ts';
import { fractionText } from '../../src-core/format.ts';
import { tCore } from '../locale/core-text.ts';
import { t } from '../locale/translate.ts';
import type { ShownCount } from '../symbolic/shown-count.ts';
import { conditionVerdict } from './condition-words.ts';
import styles from './Verdict.module.css';

interface VerdictProps {
  readonly count: ShownCount;
  readonly numbers: ReadonlyMap<string, Expr>;
}

/** When the closed form is exact, and whether it is now. Nothing where there is no formula but a number. */
export function Verdict({ count: { formula, symbols }, numbers }: VerdictProps) {
  const condition = conditionSentence(formula.condition);
  if (condition === null) {
    if (symbols.length === 0) return null;
    return (
      <p className={styles.verdict} data-holds data-testid="formula-condition">
        <Check size={14} aria-hidden className={styles.icon} />
        <span className={styles.condition}>{t('always exact')}</span>
      </p>
    );
  }
  const { holds, text } = conditionVerdict(formula.condition, numbers);
  const Icon = holds ? Check : TriangleAlert;
  return (
    <p className={styles.verdict} data-holds={holds} data-testid="formula-condition">
      <Icon size={14} aria-hidden className={styles.icon} />
      <span className={styles.words}>
        <span className={styles.condition}>
          {t('exact when {condition}', { condition: tCore(condition) })}
        </span>
        <span className={styles.now}>{text}</span>
      </span>
    </p>
  );
}

/** What the closed form gives at the present numbers, as `35,381.25`; null where that is the exact count itself. */
export function closedFormText({ value, closedValue }: ShownCount): string | null {
  const closed = closedValue === null ? undefined : constantOf(closedValue);
  if (closed === undefined || value === null) return null;
  if (closed.denominator === 1n && closed.numerator === value) return null;
  return fractionText(closed);
}

/** How far the closed form is from the exact count at the present numbers, as `407.25 too many`; null where it is exact. */
export function closedErrorText({ value, closedValue }: ShownCount): string | null {
  if (value === null || closedValue === null) return null;
  const error = constantOf(sub(closedValue, value));
  if (error === undefined || error.numerator === 0n) return null;
  const size = { ...error, numerator: error.numerator < 0n ? -error.numerator : error.numerator };
  return t(error.numerator < 0n ? '{count} too few' : '{count} too many', { count: fractionText(size) });
}
