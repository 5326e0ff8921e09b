import { ArrowDown, ArrowUp, FileBox, FileJson, FolderClosed } from 'lucide-react';
import { Cell, Column, Row, Table, TableBody, TableHeader } from 'react-aria-components';
import type { FolderEntry } from '../../src-core/contract.ts';
import { bytesText } from '../../src-core/format.ts';
import type { PlainText } from '../locale/translate.ts';
import { t } from '../locale/translate.ts';
import { modelSuffix } from './design-name.ts';
import styles from './FolderTable.module.css';
import type { FolderColumn, FolderOrder } from './folder-order.ts';
import { whenText } from './when-text.ts';

/** More rows than this are reached by typing their name. */
const shownAtMost = 500;

interface FolderTableProps {
  readonly label: string;
  readonly entries: readonly FolderEntry[];
  readonly order: FolderOrder;
  readonly onOrder: (order: FolderOrder) => void;
  readonly selected: string | null;
  readonly onSelect: (entry: FolderEntry) => void;
  /** Enter or a double click. */
  readonly onChoose: (entry: FolderEntry) => void;
  readonly empty: string;
  readonly now: number;
}

const columns: readonly { readonly id: FolderColumn; readonly title: PlainText }[] = [
  { id: 'name', title: 'Name' },
  { id: 'modified', title: 'Changed' },
  { id: 'bytes', title: 'Size' },
];

function iconOf({ kind, name }: FolderEntry) {
  if (kind === 'folder') return FolderClosed;
  return name.endsWith(modelSuffix) ? FileBox : FileJson;
}

function NameCell({ entry }: { readonly entry: FolderEntry }) {
  const Icon = iconOf(entry);
  const ending = entry.kind === 'design' ? entry.name.lastIndexOf('.blockwright') : entry.name.length;
  return (
    <span className={styles.name} title={entry.name}>
      <Icon size={16} aria-hidden className={styles.icon} />
      <span className={styles.text}>
        {entry.name.slice(0, ending)}
        <span className={styles.quiet}>{entry.name.slice(ending)}</span>
      </span>
    </span>
  );
}

/** The entries of a folder, sortable, walked with the arrow keys and by typing the start of a name. */
export function FolderTable(props: FolderTableProps) {
  const { entries, order, onOrder } = props;
  const shown = entries.slice(0, shownAtMost);
  const find = (path: unknown) => entries.find((entry) => entry.path === path);
  return (
    <div className={styles.frame}>
      <Table
        aria-label={props.label}
        selectionMode="single"
        selectionBehavior="replace"
        selectedKeys={props.selected === null ? [] : [props.selected]}
        onSelectionChange={(keys) => {
          const entry = keys === 'all' ? undefined : find([...keys][0]);
          if (entry !== undefined) props.onSelect(entry);
        }}
        onRowAction={(key) => {
          const entry = find(key);
          if (entry !== undefined) props.onChoose(entry);
        }}
        sortDescriptor={{
          column: order.column,
          direction: order.isDescending ? 'descending' : 'ascending',
        }}
        onSortChange={({ column, direction }) =>
          onOrder({ column: column as FolderColumn, isDescending: direction === 'descending' })
        }
        className={styles.table as string}
      >
        <TableHeader className={styles.head as string}>
          {columns.map(({ id, title }) => (
            <Column
              key={id}
              id={id}
              isRowHeader={id === 'name'}
              allowsSorting
              className={styles.column as string}
            >
              {({ sortDirection }) => (
                <span className={styles.heading}>
                  {t(title)}
                  {sortDirection === 'ascending' && <ArrowUp size={12} aria-hidden />}
                  {sortDirection === 'descending' && <ArrowDown size={12} aria-hidden />}
                </span>
              )}
            </Column>
          ))}
        </TableHeader>
        <TableBody renderEmptyState={() => <p className={styles.empty}>{props.empty}</p>}>
          {shown.map((entry) => (
            <Row key={entry.path} id={entry.path} textValue={entry.name} className={styles.row as string}>
              <Cell className={styles.cell as string}>
                <NameCell entry={entry} />
              </Cell>
              <Cell className={styles.cell as string}>{whenText(entry.modified, props.now)}</Cell>
              <Cell className={styles.cell as string}>
                {entry.kind === 'folder' ? '' : bytesText(BigInt(entry.bytes))}
              </Cell>
            </Row>
          ))}
        </TableBody>
      </Table>
      {entries.length > shown.length && (
        <p className={styles.empty}>
          {t('{count} more; type a name below to reach them.', { count: entries.length - shown.length })}
        </p>
      )}
    </div>
  );
}
