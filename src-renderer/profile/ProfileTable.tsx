import type { Table } from '@tanstack/react-table';
import type { KeyboardEvent } from 'react';
import { useEffect, useRef } from 'react';
import type { Convention } from '../../src-core/analysis/conventions/convention.ts';
import { integerText } from '../../src-core/format.ts';
import { t } from '../locale/translate.ts';
import { useConvention } from '../store/convention.ts';
import { conventionText } from '../store/convention-words.ts';
import { reveal } from '../store/navigation.ts';
import { select } from '../store/selection.ts';
import { classNames } from '../ui/class-names.ts';
import { SortableHeading } from '../ui/table/SortableHeading.tsx';
import tables from '../ui/table/table.module.css';
import { ProfileRow } from './ProfileRow.tsx';
import styles from './ProfileTable.module.css';
import { costTitle, exactMs, rateText, rateTitle } from './profile-text.ts';
import type { TimeNode } from './profile-tree.ts';
import { largestTime } from './profile-tree.ts';
import type { ProfileColumn } from './use-profile-table.ts';

interface Heading {
  readonly id: ProfileColumn | 'share';
  readonly title: string;
  readonly hint?: string;
}

const headings = (convention: Convention): readonly Heading[] => [
  { id: 'path', title: t('Path') },
  {
    id: 'time',
    title: 'ms',
    hint: t('Of the profiled run whose total is the median, so the rows add up'),
  },
  { id: 'share', title: t('Share') },
  { id: 'kernels', title: t('Kernels') },
  {
    id: 'cost',
    title: costTitle(convention),
    hint: t('{convention}, the whole batch', { convention: conventionText(convention) }),
  },
  { id: 'rate', title: rateTitle(convention) },
];

interface ProfileTableProps {
  readonly table: Table<TimeNode>;
  readonly root: TimeNode;
  readonly selected: string | null;
}

/**
 * The items of a profile as a tree of rows. Arrow keys walk and open them, a click chooses an item everywhere, Enter or a
 * double click shows it on the canvas.
 */
export function ProfileTable({ table, root, selected }: ProfileTableProps) {
  const convention = useConvention();
  const body = useRef<HTMLTableSectionElement>(null);
  const { rows } = table.getRowModel();
  const largest = largestTime(root);
  const rowOf = (id: string) => body.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`);
  const stop = rows.find((row) => row.original.path === selected && selected !== null) ?? rows[0];
  useEffect(() => {
    if (selected !== null && rows.some((row) => row.id === selected)) {
      body.current
        ?.querySelector(`[data-row="${CSS.escape(selected)}"]`)
        ?.scrollIntoView({ block: 'nearest' });
    }
  }, [selected, rows]);

  const choose = ({ path }: TimeNode): void => select(path === null ? [] : [path]);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const id = (event.target as HTMLElement).dataset.row;
    const index = rows.findIndex((row) => row.id === id);
    const row = rows[index];
    if (row === undefined) return;
    const go = (to: number) => {
      const next = rows[Math.min(rows.length - 1, Math.max(0, to))];
      if (next === undefined) return;
      rowOf(next.id)?.focus();
      choose(next.original);
    };
    const isOpen = row.getCanExpand() && row.getIsExpanded();
    if (event.key === 'ArrowDown') go(index + 1);
    else if (event.key === 'ArrowUp') go(index - 1);
    else if (event.key === 'Home') go(0);
    else if (event.key === 'End') go(rows.length - 1);
    else if (event.key === 'ArrowRight' && row.getCanExpand())
      isOpen ? go(index + 1) : row.toggleExpanded(true);
    else if (event.key === 'ArrowLeft' && isOpen) row.toggleExpanded(false);
    else if (event.key === 'ArrowLeft' && row.depth > 0) go(rows.findIndex(({ id }) => id === row.parentId));
    else if (event.key === 'Enter' && row.original.path !== null) reveal(row.original.path);
    else if (event.key === ' ') choose(row.original);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={styles.frame}>
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose rows open and are chosen is a tree grid
        role="treegrid"
        aria-label={t('Time by item')}
        className={classNames(tables.table, tables.items, styles.table)}
      >
        <thead>
          <tr>
            {headings(convention).map(({ id, title, hint }) => (
              <SortableHeading
                key={id}
                table={table}
                column={id === 'share' ? null : id}
                title={title}
                hint={hint}
              />
            ))}
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={onKeyDown}>
          {rows.map((row) => (
            <ProfileRow
              key={row.id}
              row={row}
              total={root.microseconds}
              largest={largest}
              isSelected={row.original.path !== null && row.original.path === selected}
              isTabStop={row === stop}
              onSelect={() => choose(row.original)}
              onEnter={() => row.original.path !== null && reveal(row.original.path)}
            />
          ))}
        </tbody>
        <tfoot>
          <tr data-row={root.id} data-kind="total">
            <th scope="row" className={styles.path}>
              <span className={styles.indent}>
                <span className={styles.toggle} />
                {t('total')}
              </span>
            </th>
            <td data-fact="time">{exactMs(root.microseconds)}</td>
            <td data-fact="share">100.0%</td>
            <td data-fact="kernels">{integerText(root.kernels)}</td>
            <td data-fact="cost">{integerText(root.cost)}</td>
            <td data-fact="rate">{rateText(root)}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
