import type { Expr } from '../../src-core/algebra/expression.ts';
import { mul } from '../../src-core/algebra/expression.ts';
import { toLatex, toText } from '../../src-core/algebra/print.ts';
import type { Analysis } from '../../src-core/analysis/analyzer.ts';
import type { TableFormat, TextTable } from '../../src-core/figure/table-text.ts';
import type { Counted, CountNotation } from './count-notation.ts';
import { countedOf } from './count-notation.ts';
import type { FormulaRow } from './formula-rows.ts';
import { rowTotal } from './row-total.ts';
import type { Bindings, FormulaMode } from './shown-count.ts';
import { shownCount } from './shown-count.ts';
import { wordsFor } from './table-words.ts';

interface RowTableOptions {
  readonly rows: readonly FormulaRow[];
  readonly notation: Pick<CountNotation, 'of' | 'unit' | 'convention'>;
  readonly analysis: Analysis;
  readonly bindings: Bindings;
  readonly mode: FormulaMode;
}

/** What each item or group adds, as a table to take away: its formula as the format writes one, and the exact number. */
export function rowTable(options: RowTableOptions, format: TableFormat): TextTable {
  const { rows, notation, analysis, bindings, mode } = options;
  const write = (value: Expr): string => {
    if (format === 'latex') return `$${toLatex(value)}$`;
    return format === 'markdown' ? `\`${toText(value)}\`` : toText(value);
  };
  const say = wordsFor(format);
  return {
    columns: [say('item'), say('formula'), `${say(notation.unit)}, ${say(notation.convention)}`],
    rows: rows.map((row) => {
      const of = (counted: Counted): Expr => notation.of(counted);
      const { formula } = shownCount(of(countedOf(row.expansion)), bindings);
      const one = mode === 'exact' ? formula.exact : formula.form;
      const all = mul(BigInt(row.paths.length), one);
      return [row.label, write(all), rowTotal(analysis, row, of)];
    }),
  };
}
