import { Copy } from 'lucide-react';
import { memo } from 'react';
import { symbolLatex } from '../../src-core/algebra/print-terms.ts';
import { tableText } from '../../src-core/figure/table-text.ts';
import { integerText, unknown } from '../../src-core/format.ts';
import { t } from '../locale/translate.ts';
import { Button } from '../ui/Button.tsx';
import { copyText } from '../ui/copy-text.ts';
import { Menu } from '../ui/Menu.tsx';
import { Tex } from '../ui/Tex.tsx';
import styles from './SolvedTable.module.css';
import { countWords, signedText } from './sensitivity-text.ts';
import type { SolveState } from './solve-work.ts';
import type { SolvedLine } from './solved-table.ts';
import { linesOf, percentOf, solvedTable } from './solved-table.ts';

type Solved = Extract<SolveState, { kind: 'solved' }>;

interface SolvedTableProps {
  readonly solved: Solved;
  /** Whether a line is the design as it is. */
  readonly isNow: (line: SolvedLine) => boolean;
  /** Null where the numbers cannot be set here. */
  readonly onApply: ((line: SolvedLine) => void) | null;
}

const formats = [
  { id: 'markdown', label: 'Markdown' },
  { id: 'csv', label: 'CSV' },
  { id: 'latex', label: 'LaTeX' },
] as const;

function lineText({ each, solution }: SolvedLine, { question }: Solved, isNow: boolean): string {
  const other = question.each === null ? '' : `, ${question.each.name} = ${integerText(each)}`;
  const numbers = `${question.name} = ${integerText(solution?.value ?? null)}${other}`;
  return t(isNow ? '{numbers}: the design as it is now' : 'Apply {numbers}', { numbers });
}

/** The nearest designs, one line a solution, each of them one click away. */
export const SolvedTable = memo(function SolvedTable({ solved, isNow, onApply }: SolvedTableProps) {
  const { hold, name, each } = solved.question;
  const { unit, convention } = countWords(hold.of);
  return (
    <>
      <table className={styles.table} data-testid="solved">
        <caption className="visually-hidden">
          {t('{unit}, {convention}, nearest {target}', {
            unit,
            convention,
            target: integerText(hold.target),
          })}
        </caption>
        <thead>
          <tr>
            {each !== null && (
              <th scope="col">
                <span className="visually-hidden">{each.name}</span>
                <Tex tex={symbolLatex(each.name)} />
              </th>
            )}
            <th scope="col">
              <span className="visually-hidden">{name}</span>
              <Tex tex={symbolLatex(name)} />
            </th>
            <th scope="col">{unit}</th>
            <th scope="col">{t('error')}</th>
            <th scope="col">%</th>
            <th scope="col">
              <span className="visually-hidden">{t('Apply')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {linesOf(solved).map((line) => {
            const { solution } = line;
            const isPresent = isNow(line);
            return (
              <tr
                key={`${line.each}-${solution?.value}`}
                data-row={line.each === null ? String(solution?.value) : String(line.each)}
                data-now={isPresent || undefined}
              >
                {each !== null && <th scope="row">{integerText(line.each)}</th>}
                <td className={styles.value}>{integerText(solution?.value ?? null)}</td>
                <td>{integerText(solution?.count ?? null)}</td>
                <td>{signedText(solution?.error ?? null)}</td>
                <td>{solution === null ? unknown : percentOf(solution).replace('%', '')}</td>
                <td className={styles.apply}>
                  {solution !== null && (isPresent || onApply !== null) && (
                    // The same button before and after, so that whoever pressed it with the keyboard stays on it.
                    <Button
                      look="link"
                      aria-label={lineText(line, solved, isPresent)}
                      onPress={() => !isPresent && onApply?.(line)}
                    >
                      {t(isPresent ? 'now' : 'Apply')}
                    </Button>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <footer className={styles.footer}>
        <p className={styles.note}>
          {t('{unit}, {convention}. Every whole {name} was looked at; these are the nearest.', {
            unit,
            convention,
            name,
          })}
        </p>
        <Menu
          label={t('Copy the table as')}
          placement="top start"
          entries={formats.map(({ id, label }) => ({
            id,
            label,
            run: () =>
              void copyText(
                tableText(solvedTable(solved, id), id),
                t('the table as {format}', { format: label }),
              ),
          }))}
        >
          <Button look="plain" icon={<Copy size={14} aria-hidden />} aria-label={t('Copy the table')}>
            {t('Copy')}
          </Button>
        </Menu>
      </footer>
    </>
  );
});
