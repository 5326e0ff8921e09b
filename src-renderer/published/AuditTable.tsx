import { CircleCheck, CircleHelp, CircleSlash, TriangleAlert } from 'lucide-react';
import type { AuditedFigure, Verdict } from '../../src-core/published/audit.ts';
import { sources } from '../../src-core/published/figure.ts';
import { countedText, figureText, subjectText, verdictText } from '../../src-core/published/words.ts';
import { tCore } from '../locale/core-text.ts';
import { t } from '../locale/translate.ts';
import { classNames } from '../ui/class-names.ts';
import tables from '../ui/table/table.module.css';
import styles from './AuditTable.module.css';
import { readText } from './audit-text.ts';

const icons: Readonly<Record<Verdict['kind'], typeof CircleCheck>> = {
  equal: CircleCheck,
  rounded: CircleCheck,
  truncated: CircleCheck,
  explained: TriangleAlert,
  unexplained: CircleHelp,
  absent: CircleSlash,
};

/** A verdict in words, with the sign of its kind. */
export function VerdictText({ verdict }: { readonly verdict: Verdict }) {
  const Icon = icons[verdict.kind];
  return (
    <span className={styles.verdict} data-verdict={verdict.kind}>
      <Icon size={13} aria-hidden className={styles.icon} />
      <span>{tCore(verdictText(verdict))}</span>
    </span>
  );
}

/** Every published figure with our count and how the two stand to one another. */
export function AuditTable({ figures }: { readonly figures: readonly AuditedFigure[] }) {
  return (
    <table
      aria-label={t('Published figures against our counts')}
      className={classNames(tables.table, styles.table)}
    >
      <thead>
        <tr>
          <th scope="col">{t('Network')}</th>
          <th scope="col">{t('Published as')}</th>
          <th scope="col">{t('Source')}</th>
          <th scope="col">{t('Figure')}</th>
          <th scope="col" className={styles.number}>
            {t('Printed')}
          </th>
          <th scope="col" className={styles.number}>
            {t('Ours')}
          </th>
          <th scope="col">{t('Verdict')}</th>
        </tr>
      </thead>
      <tbody>
        {figures.map((figure) => {
          const { row, kind, printed, verdict } = figure;
          return (
            <tr key={`${row.source} ${row.model} ${kind} ${printed} ${row.cost?.convention ?? ''}`}>
              <th scope="row">{subjectText(row.subject)}</th>
              <td>{row.model}</td>
              <td title={sources[row.source]} className={styles.source}>
                {row.source}
                {!row.confirmed && <span className={styles.tag}>{t(readText(row))}</span>}
              </td>
              <td className={styles.quiet}>{tCore(figureText(figure))}</td>
              <td className={classNames(styles.number, styles.strong)}>{printed}</td>
              <td className={classNames(styles.number, styles.strong)}>{countedText(figure)}</td>
              <td className={styles.words}>
                <VerdictText verdict={verdict} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
