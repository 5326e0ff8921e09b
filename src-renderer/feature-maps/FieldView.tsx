import { useMemo } from 'react';
import { receptiveFields } from '../../src-core/analysis/receptive-field/receptive-field.ts';
import { receptiveSizeText } from '../../src-core/analysis/receptive-field/words.ts';
import type { FeatureReport } from '../../src-core/contract.ts';
import type { InputWindow } from '../../src-core/features/effective-field.ts';
import { unknown } from '../../src-core/format.ts';
import { t } from '../locale/translate.ts';
import { useDocument } from '../store/document.ts';
import { showFeatures } from '../store/features.ts';
import { Button } from '../ui/Button.tsx';
import { ChannelMap } from './ChannelMap.tsx';
import styles from './FeaturePanel.module.css';

/** The first and last rows and columns of a window, counted from 1. */
const extentOf = ({ top, left, rows, columns }: InputWindow) => ({
  top: top + 1,
  bottom: top + rows,
  left: left + 1,
  right: left + columns,
});

/** What an item reads of the input by its windows, beside what of it the item really answers to. */
export function FieldView({
  report,
  isDisabled,
}: {
  readonly report: FeatureReport;
  readonly isDisabled: boolean;
}) {
  const analysis = useDocument((state) => state.analysis);
  const theoretical = useMemo(() => receptiveFields(analysis)?.of(report.item)?.[0], [analysis, report.item]);
  const { effective } = report;
  const grey = useMemo(
    () => Uint8Array.from(effective?.answers ?? [], (share) => Math.round(255 * Math.sqrt(share))),
    [effective],
  );
  return (
    <aside aria-label={t('Receptive field')} className={styles.field}>
      <h3>{t('Receptive field')}</h3>
      <dl>
        <dt>{t('theoretical')}</dt>
        <dd>{theoretical === undefined ? unknown : receptiveSizeText(theoretical)}</dd>
        <dt>{t('effective')}</dt>
        <dd data-fact="effective">
          {effective === null ? unknown : `${effective.rows} × ${effective.columns}`}
        </dd>
      </dl>
      {effective === null ? (
        <Button isDisabled={isDisabled} onPress={() => void showFeatures(true)}>
          {t('Measure the effective one')}
        </Button>
      ) : (
        <>
          <ChannelMap
            grey={grey}
            rows={effective.grid.rows}
            columns={effective.grid.columns}
            className={styles.answers as string}
          />
          <p>
            {t(
              'How far the middle of the item moves with each {rows} × {columns} pixels of the input, from row {top} to {bottom} and column {left} to {right}',
              { rows: effective.cell[0], columns: effective.cell[1], ...extentOf(effective.window) },
            )}
          </p>
        </>
      )}
    </aside>
  );
}
