import { X } from 'lucide-react';
import { integerText, unknown } from '../../src-core/format.ts';
import type { ResultChange } from '../../src-core/results/compare-results.ts';
import { changeText } from '../../src-core/results/compare-results.ts';
import { t } from '../locale/translate.ts';
import { changeHint, differsText, verdictText } from '../store/change-words.ts';
import { deviceTitle } from '../store/device-words.ts';
import { holdAgainst, removeResults } from '../store/results.ts';
import { classNames } from '../ui/class-names.ts';
import { dateText } from '../ui/date-text.ts';
import { bytesFigure, millisecondsText } from '../ui/figures.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import tables from '../ui/table/table.module.css';
import styles from './ResultsTable.module.css';
import type { ResultRow } from './result-rows.ts';

function memoryText(bytes: number | null): string {
  if (bytes === null) return unknown;
  const { value, unit } = bytesFigure(bytes, 1000);
  return `${value} ${unit}`;
}

/** The ratio to the baseline and what it says, in words beside the figures. */
function Change({ change }: { readonly change: ResultChange }) {
  const differs = differsText(change);
  return (
    <span className={styles.change}>
      <span className={styles.figures}>{changeText(change)}</span>
      <span data-verdict={change.verdict} className={styles.verdict}>
        {verdictText(change)}
      </span>
      {differs !== '' && <span className={styles.differs}>{differs}</span>}
    </span>
  );
}

function Row({ row }: { readonly row: ResultRow }) {
  const { result, isCurrent, isBaseline, isChosen, change } = row;
  const { settings, ms, peakBytes, busy } = result;
  const [low, high] = ms.interval;
  return (
    <tr data-result={result.id} data-other={isCurrent === false || undefined}>
      <th scope="row">
        <label className={styles.name}>
          <input
            type="radio"
            name="results-baseline"
            aria-label={t('Hold the others against {title} of {when}', {
              title: result.title,
              when: dateText(result.at),
            })}
            checked={isChosen}
            onChange={() => holdAgainst(result.id)}
            className={styles.radio}
          />
          <span className={styles.title} title={`${result.title}, ${result.graph.slice(0, 12)}`}>
            {result.title}
          </span>
          {isCurrent === true && <span className={styles.tag}>{t('this design')}</span>}
        </label>
      </th>
      <td data-fact="median" className={styles.strong}>
        {millisecondsText(ms.median)}
      </td>
      <td title={result.steady ? undefined : t('The runs did not become steady')}>
        {millisecondsText(low)}–{millisecondsText(high)}
        {!result.steady && ' *'}
      </td>
      <td data-fact="change" className={styles.text} title={change === null ? undefined : changeHint(change)}>
        {isBaseline ? t('baseline') : change === null ? unknown : <Change change={change} />}
      </td>
      <td className={styles.text}>{dateText(result.at)}</td>
      <td className={styles.text} title={result.adapter ?? undefined}>
        {deviceTitle(result.device)}, {settings.precision}
      </td>
      <td>{settings.batch === null ? unknown : integerText(settings.batch)}</td>
      <td className={styles.text} title={result.platform ?? undefined}>
        {result.machine}
      </td>
      <td>{integerText(settings.threads)}</td>
      <td data-fact="predicted-peak">{memoryText(peakBytes.predicted)}</td>
      <td data-fact="peak">{memoryText(peakBytes.measured)}</td>
      <td className={styles.text}>{busy.length > 0 && <span className={styles.busy}>{t('busy')}</span>}</td>
      <td className={styles.end}>
        <IconButton
          icon={<X size={14} aria-hidden />}
          label={t('Delete this result')}
          onPress={() => void removeResults([result.id])}
          className={styles.remove as string}
        />
      </td>
    </tr>
  );
}

/** Results, the newest first; those of another design than the open one are grey. */
export function ResultsTable({ rows }: { readonly rows: readonly ResultRow[] }) {
  return (
    <ScrollRegion label={t('Results')} className={styles.frame as string}>
      <table aria-label={t('Results')} className={classNames(tables.table, styles.table)}>
        <thead>
          <tr>
            <th scope="col">{t('Design')}</th>
            <th scope="col">{t('ms median')}</th>
            <th scope="col">{t('95% between')}</th>
            <th scope="col" className={styles.text}>
              {t('ratio to baseline')}
            </th>
            <th scope="col" className={styles.text}>
              {t('When')}
            </th>
            <th scope="col" className={styles.text}>
              {t('Device')}
            </th>
            <th scope="col">{t('Batch')}</th>
            <th scope="col" className={styles.text}>
              {t('Machine')}
            </th>
            <th scope="col">{t('Threads')}</th>
            <th scope="col">{t('Predicted peak')}</th>
            <th scope="col">{t('Peak memory')}</th>
            <th scope="col" className={styles.text}>
              {t('Machine was')}
            </th>
            <th scope="col" className={styles.end}>
              <span className="visually-hidden">{t('Delete')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.result.id} row={row} />
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
