import type { Expr } from '../../src-core/algebra/expression.ts';
import { add } from '../../src-core/algebra/expression.ts';
import type { Expansion } from '../../src-core/language/expansion.ts';
import { t } from '../locale/translate.ts';
import { joinPath, reveal } from '../store/navigation.ts';
import { hover, useSelection } from '../store/selection.ts';
import { groupChannels } from '../symbolic/group-channels.ts';
import { countText } from '../ui/figures.ts';
import styles from './ChannelTable.module.css';

const columns = ['split', 'conv', 'pass', 'carry'] as const;
/** Columns in which the channels of the block add up. */
const summed: ReadonlySet<string> = new Set(['split', 'pass']);

const sum = (values: readonly (Expr | null)[]): Expr => add(...values.map((value) => value ?? 0n));

/** Where the channels of each group come from and go to, in numbers. */
export function ChannelTable({ path, expansion }: { readonly path: string; readonly expansion: Expansion }) {
  const hovered = useSelection((state) => state.hovered);
  const groups = groupChannels(expansion);
  if (groups.length === 0) return null;
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col" className={styles.title}>
            {t('Channels')}
          </th>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {groups.map((row) => (
          <tr
            key={row.group}
            data-hovered={hovered === joinPath(path, row.group) || undefined}
            onPointerEnter={() => hover(joinPath(path, row.group))}
            onPointerLeave={() => hover(null)}
          >
            <th scope="row">
              <button type="button" className={styles.name} onClick={() => reveal(joinPath(path, row.group))}>
                {row.group}
              </button>
            </th>
            {columns.map((column) => (
              <td key={column}>{countText(row[column])}</td>
            ))}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('sum')}</th>
          {columns.map((column) => (
            <td key={column}>{summed.has(column) ? countText(sum(groups.map((row) => row[column]))) : ''}</td>
          ))}
        </tr>
      </tfoot>
    </table>
  );
}
