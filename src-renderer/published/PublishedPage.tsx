import { Copy, Search } from 'lucide-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { conventionOf, unitOf } from '../../src-core/analysis/conventions/conventions.ts';
import { verdictKinds } from '../../src-core/published/audit.ts';
import { publishedRows } from '../../src-core/published/rows.ts';
import { verdictTitles } from '../../src-core/published/words.ts';
import { tCore } from '../locale/core-text.ts';
import { t } from '../locale/translate.ts';
import { conventionLabel } from '../store/convention-words.ts';
import { useDocument } from '../store/document.ts';
import { useAudit } from '../store/published.ts';
import { setView, useView } from '../store/view.ts';
import { Button } from '../ui/Button.tsx';
import card from '../ui/card.module.css';
import { classNames } from '../ui/class-names.ts';
import { copyText } from '../ui/copy-text.ts';
import { Menu } from '../ui/Menu.tsx';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { ChartCard } from '../ui/plot/ChartCard.tsx';
import chart from '../ui/plot/chart-body.module.css';
import { SegmentedControl } from '../ui/SegmentedControl.tsx';
import { Select } from '../ui/Select.tsx';
import { TextField } from '../ui/TextField.tsx';
import { useSize } from '../ui/use-size.ts';
import { AuditTable } from './AuditTable.tsx';
import type { VerdictChoice } from './audit-text.ts';
import { auditCsv, auditMarkdown, chosenFigures, soughtRows } from './audit-text.ts';
import marks from './marks.module.css';
import { areEqual, designOf, useMeasuredRuns } from './measured-times.ts';
import styles from './PublishedPage.module.css';
import type { PublishedAxis, PublishedPoint } from './points.ts';
import { publishedLevels, publishedPoints } from './points.ts';
import { ScorePlot } from './ScorePlot.tsx';

const key = () => (
  <span className={styles.key}>
    <svg width={10} height={10} aria-hidden>
      <circle cx={5} cy={5} r={4} className={marks.printed} />
    </svg>
    {t('as printed')}
    <svg width={12} height={12} aria-hidden>
      <path d="M6 0.8L11.2 6L6 11.2L0.8 6Z" className={marks.secondHand} />
    </svg>
    {t('printed, second hand')}
    <svg width={12} height={12} aria-hidden>
      <circle cx={6} cy={6} r={5} className={marks.ours} />
    </svg>
    {t('our count')}
  </span>
);

/** Published accuracies and figures, held against what we count and what was measured here. */
export function PublishedPage() {
  const [query, setQuery] = useState('');
  const [axis, setAxis] = useState<PublishedAxis>('cost');
  const [choice, setChoice] = useState<VerdictChoice>('all');
  const name = useView((state) => state.convention);
  const design = useDocument((state) => state.design);
  const convention = conventionOf(name);
  const sought = useDeferredValue(query);
  const wanted = useMemo(() => soughtRows(publishedRows, sought), [sought]);
  // The plot and the table follow in their own time while the rows are being counted.
  const { rows, waiting } = useDeferredValue(useAudit(wanted, name));
  const runOf = useMeasuredRuns(rows);
  const points = useMemo(
    () => publishedPoints(rows, axis, name, (row) => runOf(row)?.medianMs ?? null),
    [rows, axis, name, runOf],
  );
  const levels = useMemo(() => publishedLevels(wanted), [wanted]);
  const all = useMemo(() => rows.flatMap((row) => row.figures), [rows]);
  const figures = useMemo(() => chosenFigures(all, choice), [all, choice]);
  const [frame, size] = useSize<HTMLDivElement>();
  const isCurrent = ({ audited }: PublishedPoint): boolean => {
    const other = designOf(audited);
    return other !== null && areEqual(other, design);
  };
  const isOwn = name === 'macs' || name === 'flops';
  const titles: Readonly<Record<PublishedAxis, string>> = {
    cost: `${unitOf(convention)}, ${conventionLabel(convention)}${isOwn ? '' : ` (${t('printed figures as their sources count')})`}`,
    params: t('params'),
    time: t('ms median on this machine'),
  };
  return (
    <>
      <div className={styles.tools}>
        <TextField
          label={t('Filter by network or source')}
          value={query}
          onChange={setQuery}
          placeholder={t('Filter by network, model or source')}
          before={<Search size={14} aria-hidden />}
          className={styles.search as string}
        />
        <p className={styles.conditions}>
          {t('{rows} published rows, {figures} figures', { rows: wanted.length, figures: all.length })}
        </p>
        {waiting > 0 && (
          <div role="status" className={styles.waiting}>
            {t('counting {waiting} more', { waiting })}
            <span className={styles.progress}>
              <ProgressBar label={t('Count')} value={1 - waiting / Math.max(1, wanted.length)} />
            </span>
          </div>
        )}
      </div>
      <div className={styles.chart}>
        <ChartCard
          title={t('Published accuracy')}
          note={key()}
          controls={
            <SegmentedControl<PublishedAxis>
              label={t('Against')}
              segments={[
                { value: 'cost', label: unitOf(convention) },
                { value: 'params', label: t('Params') },
                { value: 'time', label: t('Time here') },
              ]}
              value={axis}
              onChange={setAxis}
            />
          }
        >
          <div ref={frame} className={chart.frame}>
            {points.length === 0 ? (
              <div className={chart.empty}>
                {axis === 'time' ? (
                  <>
                    <p>{t('No network here has been measured on this machine yet.')}</p>
                    <Button onPress={() => setView({ compareTab: 'designs' })}>{t('Measure designs')}</Button>
                  </>
                ) : (
                  <p>
                    {t(waiting > 0 ? 'Counting …' : 'No accuracy is published of what the filter leaves.')}
                  </p>
                )}
                {levels.map(({ row, top1 }) => (
                  <p key={row.model} className={styles.unread}>
                    {t('{model}: {top1}% is confirmed; params —, cost —. Not read: {unread}.', {
                      model: row.model,
                      top1,
                      unread: tCore(row.unread ?? ''),
                    })}
                  </p>
                ))}
              </div>
            ) : (
              size.width > 0 && (
                <ScorePlot
                  points={points}
                  levels={levels}
                  size={size}
                  xTitle={titles[axis]}
                  convention={name}
                  runOf={runOf}
                  isCurrent={isCurrent}
                />
              )
            )}
          </div>
        </ChartCard>
      </div>
      <section aria-label={t('Audit')} className={classNames(card.card, styles.audit)}>
        <header className={styles.head}>
          <h2 className={card.title}>{t('Audit')}</h2>
          <p className={styles.note}>
            {verdictKinds
              .map((kind) => ({ kind, count: chosenFigures(all, kind).length }))
              .filter(({ count }) => count > 0)
              .map(({ kind, count }) => `${count} ${tCore(verdictTitles[kind])}`)
              .join(' · ')}
          </p>
          <Select<VerdictChoice>
            label={t('Verdict')}
            value={choice}
            options={[
              { value: 'all', label: t('All verdicts') },
              ...verdictKinds.map((kind) => ({ value: kind, label: tCore(verdictTitles[kind]) })),
            ]}
            onChange={setChoice}
          />
          <Menu
            label={t('Copy the audit')}
            entries={[
              {
                id: 'markdown',
                label: t('Copy as Markdown'),
                run: () => void copyText(auditMarkdown(figures), t('the audit as Markdown')),
              },
              {
                id: 'csv',
                label: t('Copy as CSV'),
                run: () => void copyText(auditCsv(figures), t('the audit as CSV')),
              },
            ]}
          >
            <Button icon={<Copy size={16} aria-hidden />}>{t('Copy')}</Button>
          </Menu>
        </header>
        {levels.map(({ row, top1 }) => (
          <p key={row.model} className={styles.unreadLine}>
            {t('{model}: {top1}% is confirmed; params —, cost —. Not read: {unread}.', {
              model: row.model,
              top1,
              unread: tCore(row.unread ?? ''),
            })}
          </p>
        ))}
        {figures.length === 0 ? (
          <p className={styles.none}>
            {t(waiting > 0 ? 'Counting …' : 'No published figure is left by the filter.')}
          </p>
        ) : (
          <section
            className={styles.scroll}
            aria-label={t('Published figures against our counts')}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard scrolls it
            tabIndex={0}
          >
            <AuditTable figures={figures} />
          </section>
        )}
      </section>
    </>
  );
}
