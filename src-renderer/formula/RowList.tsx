import { useState } from 'react';
import type { Expr } from '../../src-core/algebra/expression.ts';
import { isInteger } from '../../src-core/algebra/expression.ts';
import { splitFormula } from '../../src-core/algebra/print-terms.ts';
import type { Analysis } from '../../src-core/analysis/analyzer.ts';
import { integerText } from '../../src-core/format.ts';
import { t } from '../locale/translate.ts';
import { reveal } from '../store/navigation.ts';
import { hover, useSelection } from '../store/selection.ts';
import type { Counted } from '../symbolic/count-notation.ts';
import { countedOf } from '../symbolic/count-notation.ts';
import type { FormulaRow } from '../symbolic/formula-rows.ts';
import { rowTotal } from '../symbolic/row-total.ts';
import type { Bindings, FormulaMode } from '../symbolic/shown-count.ts';
import { shownCount } from '../symbolic/shown-count.ts';
import { classNames } from '../ui/class-names.ts';
import { drawnTerms, FormulaText } from '../ui/FormulaText.tsx';
import { countText } from '../ui/figures.ts';
import itemRow from '../ui/item-row.module.css';
import styles from './RowList.module.css';

interface RowListProps {
  readonly rows: readonly FormulaRow[];
  readonly of: (counted: Counted) => Expr;
  readonly analysis: Analysis;
  readonly bindings: Bindings;
  readonly mode: FormulaMode;
  readonly shared: ReadonlySet<string>;
}

/** How wide a formula is about, in characters of its size: fractions are drawn small, their commands not at all. */
function widthOf(value: Expr, shared: ReadonlySet<string>): number {
  const { common, terms } = splitFormula(value, shared);
  const brackets = common === null ? 0 : 2;
  return terms.reduce(
    (sum, { latex }) => sum + drawnLength(latex) + 3.5,
    drawnLength(common ?? '') + brackets,
  );
}

function drawnLength(latex: string): number {
  const flat = latex.replaceAll(/\\frac\{([^}]*)\}\{([^}]*)\}/g, (_, above: string, below: string) =>
    'x'.repeat(Math.ceil(0.7 * Math.max(above.length, below.length))),
  );
  return flat.replaceAll(/\\[a-z]+|[{}^ ]/g, '').length;
}

/** Whether name, formula and number need more than one line of the panel. Pixels of the panel and of its characters. */
function isLong(row: FormulaRow, value: Expr, number: string, shared: ReadonlySet<string>): boolean {
  const name = Math.max(52, row.label.length * 6.6);
  return name + widthOf(value, shared) * 5.4 + number.length * 6.4 + 20 > 296;
}

/**
 * So many rows at first, and so many more at each press, fewer where their formulas are long: every hover and every step of a
 * drag passes all there are, and setting a term of a formula costs the browser as much as a row of plain text.
 */
const rowsAtOnce = 60;
const termsAtOnce = 120;

/** What each item inside adds: name, formula, exact number. Items that add nothing are left out. */
export function RowList({ rows, of, analysis, bindings, mode, shared }: RowListProps) {
  const hovered = useSelection((state) => state.hovered);
  const [portions, setPortions] = useState(1);
  const shown = rows.filter((row) => of(countedOf(row.expansion)) !== 0n);
  if (shown.length === 0 || rows.length === 1) return null;
  const drawn: { readonly row: FormulaRow; readonly value: Expr; readonly number: string }[] = [];
  let terms = 0;
  for (const row of shown) {
    if (drawn.length >= portions * rowsAtOnce || terms >= portions * termsAtOnce) break;
    const { formula } = shownCount(of(countedOf(row.expansion)), bindings);
    const value = mode === 'exact' ? formula.exact : formula.form;
    terms += drawnTerms(value);
    drawn.push({ row, value, number: countText(rowTotal(analysis, row, of)) });
  }
  const left = shown.length - drawn.length;
  // One long formula gives every row two lines, so that the formulas of a list stand below one another.
  const areLong = drawn.some(({ row, value, number }) => isLong(row, value, number, shared));
  return (
    <ul aria-label={t('What each item adds')} className={styles.list}>
      {drawn.map(({ row, value, number }) => (
        <li key={row.label} className={styles.item} data-long={areLong || undefined}>
          <button
            type="button"
            className={classNames(itemRow.row, styles.row)}
            data-long={areLong || undefined}
            data-hovered={(hovered !== null && row.paths.includes(hovered)) || undefined}
            onClick={() => reveal(row.paths[0]!)}
            onPointerEnter={() => hover(row.paths[0]!)}
            onPointerLeave={() => hover(null)}
          >
            <span className={classNames(itemRow.name, styles.name)}>{row.label}</span>
            {(!isInteger(value) || row.paths.length > 1) && (
              <FormulaText
                value={value}
                times={row.paths.length}
                shared={shared}
                className={styles.formula}
              />
            )}
            <span className={styles.number}>{number}</span>
          </button>
        </li>
      ))}
      {left > 0 && (
        <li>
          <button type="button" className={styles.more} onClick={() => setPortions(portions + 1)}>
            {t('{count} more of {left}', {
              count: Math.min(left, Math.ceil(drawn.length / portions)),
              left: integerText(BigInt(left)),
            })}
          </button>
        </li>
      )}
    </ul>
  );
}
