import type { ColumnDef } from '@tanstack/react-table';
import type { CSSProperties } from 'react';
import { useMemo, useState } from 'react';
import { unknown } from '../../src-core/format.ts';
import type { ItemChange, ItemVerdict } from '../../src-core/results/compare-profiles.ts';
import { changeText } from '../../src-core/results/compare-results.ts';
import type { PlainText } from '../locale/translate.ts';
import { t } from '../locale/translate.ts';
import { changeHint, changeSentence, doubtsText } from '../store/change-words.ts';
import { reveal } from '../store/navigation.ts';
import type { Compared } from '../store/profile-comparison.ts';
import { stopComparing, useProfileComparison } from '../store/profile-comparison.ts';
import { hover, select } from '../store/selection.ts';
import { Button } from '../ui/Button.tsx';
import { classNames } from '../ui/class-names.ts';
import { dateText } from '../ui/date-text.ts';
import { differenceText, millisecondsText } from '../ui/figures.ts';
import { awayHeat } from '../ui/heat.ts';
import { SegmentedControl } from '../ui/SegmentedControl.tsx';
import { SortableHeading } from '../ui/table/SortableHeading.tsx';
import tables from '../ui/table/table.module.css';
import { nameColumn, numberColumn, useSortedTable } from '../ui/table/use-sorted-table.ts';
import styles from './ComparisonTable.module.css';

const verdicts: Readonly<Record<ItemVerdict, PlainText>> = {
  slower: 'slower',
  faster: 'faster',
  alike: 'no difference seen',
  unknown: 'cannot be told',
  new: 'new',
  gone: 'gone',
};

/** Rows that are drawn; a design of more items shows those whose times changed most. */
const mostRows = 500;

const columns: ColumnDef<ItemChange>[] = [
  nameColumn('path', ({ path }) => path),
  numberColumn('before', ({ before }) => before),
  numberColumn('after', ({ after }) => after),
  numberColumn('difference', ({ difference }) => Math.abs(difference)),
  numberColumn('ratio', ({ ratio }) => ratio),
];

interface RowProps {
  readonly change: ItemChange;
  /** The size of the largest difference among the rows, in milliseconds. */
  readonly largest: number;
  readonly isSelected: boolean;
}

function Row({ change, largest, isSelected }: RowProps) {
  const { path, before, after, difference, ratio, interval, verdict } = change;
  const isTold = verdict !== 'alike' && verdict !== 'unknown';
  const fill = isTold && largest > 0 ? awayHeat(difference / largest).fill : 'transparent';
  const isThere = verdict !== 'gone';
  return (
    <tr
      data-row={path}
      data-verdict={verdict}
      data-selected={isSelected || undefined}
      onPointerEnter={() => hover(isThere ? path : null)}
      onPointerLeave={() => hover(null)}
    >
      <th scope="row" className={styles.path}>
        {isThere ? (
          <button
            type="button"
            className={styles.name}
            title={path}
            onClick={() => select([path])}
            onDoubleClick={() => reveal(path)}
          >
            {path}
          </button>
        ) : (
          <span className={styles.name} title={path}>
            {path}
          </span>
        )}
      </th>
      <td data-fact="before">{millisecondsText(before)}</td>
      <td data-fact="after">{millisecondsText(after)}</td>
      <td data-fact="difference" className={styles.difference}>
        <span className={styles.swatch} style={{ '--fill': fill } as CSSProperties} />
        {differenceText(difference)}
      </td>
      <td data-fact="ratio">
        {ratio === null || interval === null ? unknown : changeText({ ratio, interval })}
      </td>
      <td data-fact="verdict" className={classNames(styles.verdict, !isTold && styles.quiet)}>
        {t(verdicts[verdict])}
      </td>
    </tr>
  );
}

type Shown = 'leaves' | 'all';

interface ComparisonTableProps {
  readonly compared: Compared;
  readonly selected: string | null;
}

/** The items of two profiles, those first whose times changed most: what they took, what they take, and whether that is a difference. */
export function ComparisonTable({ compared, selected }: ComparisonTableProps) {
  const against = useProfileComparison((state) => state.against);
  const [shown, setShown] = useState<Shown>('leaves');
  const { whole, otherSplit, items } = compared.change;
  const rows = useMemo(
    () => items.filter(({ isLeaf }) => shown === 'all' || isLeaf).slice(0, mostRows),
    [items, shown],
  );
  const table = useSortedTable({ rows, columns, sortedBy: 'difference', getRowId: ({ path }) => path });
  const largest = Math.max(0, ...rows.map(({ difference }) => Math.abs(difference)));
  return (
    <section aria-label={t('Comparison of profiles')} className={styles.frame}>
      <div className={styles.caption}>
        {against !== null && (
          <span className={styles.against}>
            {t('Against {title} of {when}', {
              title: against.result.title,
              when: dateText(against.result.at),
            })}
          </span>
        )}
        {whole !== null && (
          <span data-fact="whole" title={changeHint(whole)}>
            {[changeSentence(whole), doubtsText(whole)].filter((text) => text !== '').join('. ')}
          </span>
        )}
        {otherSplit && (
          <span role="note">{t('Shared kernels were split by another rule: items cannot be compared')}</span>
        )}
        <SegmentedControl<Shown>
          label={t('Which items')}
          segments={[
            { value: 'leaves', label: t('Leaves') },
            { value: 'all', label: t('Every depth') },
          ]}
          value={shown}
          onChange={setShown}
        />
        <Button look="link" onPress={stopComparing}>
          {t('Stop comparing')}
        </Button>
      </div>
      <table
        aria-label={t('Changes by item')}
        className={classNames(tables.table, tables.items, styles.table)}
      >
        <thead>
          <tr>
            <SortableHeading table={table} column="path" title={t('Path')} />
            <SortableHeading table={table} column="before" title={t('ms before')} />
            <SortableHeading table={table} column="after" title={t('ms now')} />
            <SortableHeading table={table} column="difference" title={t('Difference')} />
            <SortableHeading
              table={table}
              column="ratio"
              title={t('Ratio, 95%')}
              hint={t('Of the medians over all profiled runs, with its 95% interval')}
            />
            <SortableHeading
              table={table}
              column={null}
              title={t('Says')}
              hint={t(
                'Of the items that are called slower or faster, 5% are expected to be so by chance (Benjamini and Hochberg)',
              )}
            />
          </tr>
        </thead>
        <tbody>
          {table.getRowModel().rows.map(({ id, original }) => (
            <Row key={id} change={original} largest={largest} isSelected={id === selected} />
          ))}
        </tbody>
      </table>
    </section>
  );
}
