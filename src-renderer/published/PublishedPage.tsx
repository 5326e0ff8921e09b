import { Copy, Search } from 'lucide-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { conventionLabel, conventionOf, unitOf } from '../../src-core/analysis/conventions/conventions.ts';
import { verdictKinds } from '../../src-core/published/audit.ts';
import { publishedRows } from '../../src-core/published/rows.ts';
import { verdictTitles } from '../../src-core/published/words.ts';
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

const key = (
  <span className={styles.key}>
    <svg width={10} height={10} aria-hidden>
      <circle cx={5} cy={5} r={4} className={marks.printed} />
    </svg>
    as printed
    <svg width={12} height={12} aria-hidden>
      <path d="M6 0.8L11.2 6L6 11.2L0.8 6Z" className={marks.secondHand} />
    </svg>
    printed, second hand
    <svg width={12} height={12} aria-hidden>
      <circle cx={6} cy={6} r={5} className={marks.ours} />
    </svg>
    our count
  </span>
);

/** Published accuracies and figures, held against what we count and what was measured here. */
export function PublishedPage() {
  const [query, setQuery] = useState('');
  const [axis, setAxis] = useState<PublishedAxis>('cost');
  const [choice, setChoice] = useState<VerdictChoice>('all');
  const name = useView((state) => state.convention);
  const design = useDocument((state) => state.design);
  const runOf = useMeasuredRuns();
  const convention = conventionOf(name);
  const sought = useDeferredValue(query);
  const wanted = useMemo(() => soughtRows(publishedRows, sought), [sought]);
  // The plot and the table follow in their own time while the rows are being counted.
  const { rows, waiting } = useDeferredValue(useAudit(wanted, name));
  const points = useMemo(
    () => publishedPoints(rows, axis, name, (row) => runOf(row)?.ms.median ?? null),
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
    cost: `${unitOf(convention)}, ${conventionLabel(convention)}${isOwn ? '' : ' (printed figures as their sources count)'}`,
    params: 'params',
    time: 'ms median on this machine',
  };
  return (
    <>
      <div className={styles.tools}>
        <TextField
          label="Filter by network or source"
          value={query}
          onChange={setQuery}
          placeholder="Filter by network, model or source"
          before={<Search size={14} aria-hidden />}
          className={styles.search as string}
        />
        <p className={styles.conditions}>
          {wanted.length} published rows, {all.length} figures
        </p>
        {waiting > 0 && (
          <div role="status" className={styles.waiting}>
            counting {waiting} more
            <span className={styles.progress}>
              <ProgressBar label="Count" value={1 - waiting / Math.max(1, wanted.length)} />
            </span>
          </div>
        )}
      </div>
      <div className={styles.chart}>
        <ChartCard
          title="Published accuracy"
          note={key}
          controls={
            <SegmentedControl<PublishedAxis>
              label="Against"
              segments={[
                { value: 'cost', label: unitOf(convention) },
                { value: 'params', label: 'Params' },
                { value: 'time', label: 'Time here' },
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
                    <p>No network here has been measured on this machine yet.</p>
                    <Button onPress={() => setView({ compareTab: 'designs' })}>Measure designs</Button>
                  </>
                ) : (
                  <p>{waiting > 0 ? 'Counting …' : 'No accuracy is published of what the filter leaves.'}</p>
                )}
                {levels.map(({ row, top1 }) => (
                  <p key={row.model} className={styles.unread}>
                    {row.model}: {top1}% is confirmed; params —, cost —. Not read: {row.unread}.
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
      <section aria-label="Audit" className={classNames(card.card, styles.audit)}>
        <header className={styles.head}>
          <h2 className={card.title}>Audit</h2>
          <p className={styles.note}>
            {verdictKinds
              .map((kind) => ({ kind, count: chosenFigures(all, kind).length }))
              .filter(({ count }) => count > 0)
              .map(({ kind, count }) => `${count} ${verdictTitles[kind]}`)
              .join(' · ')}
          </p>
          <Select<VerdictChoice>
            label="Verdict"
            value={choice}
            options={[
              { value: 'all', label: 'All verdicts' },
              ...verdictKinds.map((kind) => ({ value: kind, label: verdictTitles[kind] })),
            ]}
            onChange={setChoice}
          />
          <Menu
            label="Copy the audit"
            entries={[
              {
                id: 'markdown',
                label: 'Copy as Markdown',
                run: () => void copyText(auditMarkdown(figures), 'the audit as Markdown'),
              },
              {
                id: 'csv',
                label: 'Copy as CSV',
                run: () => void copyText(auditCsv(figures), 'the audit as CSV'),
              },
            ]}
          >
            <Button icon={<Copy size={16} aria-hidden />}>Copy</Button>
          </Menu>
        </header>
        {levels.map(({ row, top1 }) => (
          <p key={row.model} className={styles.unreadLine}>
            {row.model}: {top1}% is confirmed; params —, cost —. Not read: {row.unread}.
          </p>
        ))}
        {figures.length === 0 ? (
          <p className={styles.none}>
            {waiting > 0 ? 'Counting …' : 'No published figure is left by the filter.'}
          </p>
        ) : (
          <div className={styles.scroll}>
            <AuditTable figures={figures} />
          </div>
        )}
      </section>
    </>
  );
}
