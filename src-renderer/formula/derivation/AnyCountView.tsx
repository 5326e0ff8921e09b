import { Check, TriangleAlert } from 'lucide-react';
import { substitute } from '../../../src-core/algebra/evaluate.ts';
import type { Expr } from '../../../src-core/algebra/expression.ts';
import { constantOf, symbol, symbolsOf } from '../../../src-core/algebra/expression.ts';
import { readableDivisor, toLatex, toText } from '../../../src-core/algebra/print.ts';
import {
  seriesConditionLatex,
  seriesConditionText,
} from '../../../src-core/analysis/formulas/series-formulas.ts';
import { fractionText } from '../../../src-core/format.ts';
import { tCore } from '../../locale/core-text.ts';
import { t } from '../../locale/translate.ts';
import { FormulaText } from '../../ui/FormulaText.tsx';
import { countText } from '../../ui/figures.ts';
import { Tex } from '../../ui/Tex.tsx';
import { BoundList } from '../trial/BoundList.tsx';
import styles from './AnyCountView.module.css';
import type { AnyCount } from './any-count.ts';
import { isExactNow } from './any-count.ts';
import { DerivationLines } from './DerivationLines.tsx';

const symbolsIn = (form: Expr): readonly string[] => [...symbolsOf(form)].sort();

/** What the symbolic form comes to at the present number of groups and sizes, beside the exact count. */
function Now({ shown, exact, unit }: { shown: AnyCount; exact: bigint | null; unit: string }) {
  const { series, count, there, divisor, numbers } = shown;
  if (count === null || there === null) {
    return (
      <p className={styles.quiet}>
        {t('The sum begins at {count} = {least}.', { count: series.count, least: series.least })}
      </p>
    );
  }
  const value = constantOf(substitute(there, numbers));
  const text = value === undefined ? null : fractionText(value);
  const isExact = isExactNow(shown);
  const Icon = isExact ? Check : TriangleAlert;
  const size = series.condition === null ? '' : toText(series.condition.size);
  const sizeNow = series.condition === null ? '' : toText(substitute(series.condition.size, numbers));
  return (
    <>
      <p className={styles.there} data-testid="any-count-now">
        <span className={styles.quiet}>
          {t('at {count} = {value}', { count: series.count, value: String(count) })}
        </span>
        <FormulaText value={there} />
        {text !== null && <span className={styles.value}>= {text}</span>}
      </p>
      {series.sizes.map(
        ({ name, at }) =>
          at !== undefined && (
            <p key={name} className={styles.there}>
              <span className={styles.quiet}>{t('where')}</span>
              <Tex tex={`${toLatex(symbol(name))} =`} />
              <FormulaText value={at(count)} />
            </p>
          ),
      )}
      <p className={styles.there}>
        <span className={styles.quiet}>{t('exact now')}</span>
        <span className={styles.strong}>{countText(exact)}</span>
        <span className={styles.quiet}>{unit}</span>
      </p>
      {series.condition !== null && divisor > 1n && (
        <p className={styles.verdict} data-holds={isExact}>
          <Icon size={14} aria-hidden />
          <span>{t('exact when {divisor} divides {size}', { divisor: readableDivisor(divisor), size })}</span>
          <span className={styles.quiet}>
            {t(isExact ? '{numbers} does' : '{numbers} does not', { numbers: `${size} = ${sizeNow}` })}
          </span>
        </p>
      )}
    </>
  );
}

interface AnyCountViewProps {
  readonly shown: AnyCount;
  readonly path: string;
  readonly letter: string;
  readonly unit: string;
  /** The exact count of the item as it is; null where it is unknown. */
  readonly exact: bigint | null;
  readonly definition: string;
}

/** A count with the number of groups as a symbol: its closed form, its condition, its derivation, and what bounds it. */
export function AnyCountView({ shown, path, letter, unit, exact, definition }: AnyCountViewProps) {
  const { derivation, series } = shown;
  const { condition } = series;
  const { form } = derivation;
  return (
    <>
      <section aria-label={t('For any {count}', { count: series.count })} className={styles.section}>
        <FormulaText letter={letter} symbols={symbolsIn(form)} value={form} />
        <p className={styles.condition} data-testid="any-count-condition">
          {condition === null ? (
            t('always exact')
          ) : (
            <>
              <span className="visually-hidden">
                {t('exact when {condition}', { condition: tCore(seriesConditionText(condition)) })}
              </span>
              <span aria-hidden>{t('exact when')}</span> <Tex tex={seriesConditionLatex(condition)} />
            </>
          )}
        </p>
        <Now shown={shown} exact={exact} unit={unit} />
      </section>
      {letter === 'P' && <BoundList definition={definition} numbers={shown.fields} count={shown.count} />}
      <section
        aria-label={t('Derivation for any {count}', { count: series.count })}
        className={styles.section}
      >
        <DerivationLines derivation={derivation} path={path} />
      </section>
    </>
  );
}
