import type { Row } from '@tanstack/react-table';
import { ChevronDown, ChevronRight } from 'lucide-react';
import type { CSSProperties } from 'react';
import { integerText, unknown } from '../../src-core/format.ts';
import type { PlainText } from '../locale/translate.ts';
import { t } from '../locale/translate.ts';
import { hover, useSelection } from '../store/selection.ts';
import { classNames } from '../ui/class-names.ts';
import { heat } from '../ui/heat.ts';
import styles from './ProfileTable.module.css';
import { exactMs, nameOf, rateText, shareOf } from './profile-text.ts';
import type { TimeNode } from './profile-tree.ts';

const explanations: Readonly<Partial<Record<TimeNode['kind'], PlainText>>> = {
  unattributed: 'Kernels that belong to no item by name',
  overhead: 'Time that the runtime spends outside of kernels',
};

interface ShareProps {
  readonly node: TimeNode;
  readonly total: number;
  readonly largest: number;
}

function Share({ node, total, largest }: ShareProps) {
  const length = largest > 0 ? Math.min(1, Math.max(0, node.microseconds) / largest) : 0;
  return (
    <span className={styles.share}>
      <span className={styles.track}>
        <span
          className={classNames(styles.fill, node.kind !== 'item' && styles.hatched)}
          style={{ width: `${length * 100}%`, '--fill': heat(length).fill } as CSSProperties}
        />
      </span>
      <span className={styles.percent}>{shareOf(node.microseconds, total)}</span>
    </span>
  );
}

interface ProfileRowProps extends Omit<ShareProps, 'node'> {
  readonly row: Row<TimeNode>;
  readonly isSelected: boolean;
  /** The one row that Tab reaches; arrow keys reach the others. */
  readonly isTabStop: boolean;
  readonly onSelect: () => void;
  readonly onEnter: () => void;
}

export function ProfileRow(props: ProfileRowProps) {
  const { row, isSelected } = props;
  const node = row.original;
  const isHovered = useSelection((state) => node.path !== null && state.hovered === node.path);
  const explanation = explanations[node.kind];
  const isOpen = row.getIsExpanded();
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  return (
    <tr
      data-row={node.id}
      data-kind={node.kind}
      data-hovered={isHovered || undefined}
      aria-label={`${node.path ?? nameOf(node)}, ${exactMs(node.microseconds)} ms`}
      aria-level={row.depth + 1}
      aria-selected={isSelected}
      aria-expanded={row.getCanExpand() ? isOpen : undefined}
      tabIndex={props.isTabStop ? 0 : -1}
      title={explanation === undefined ? undefined : t(explanation)}
      onClick={props.onSelect}
      onDoubleClick={props.onEnter}
      onPointerEnter={() => hover(node.path)}
      onPointerLeave={() => hover(null)}
    >
      <th scope="row" className={styles.path}>
        <span className={styles.indent} style={{ paddingLeft: row.depth * 16 }}>
          {row.getCanExpand() ? (
            <button
              type="button"
              tabIndex={-1}
              aria-label={t(isOpen ? 'Close {name}' : 'Open {name}', { name: node.name })}
              className={styles.toggle}
              onClick={(event) => {
                event.stopPropagation();
                row.toggleExpanded();
              }}
            >
              <Chevron size={14} aria-hidden />
            </button>
          ) : (
            <span className={styles.toggle} />
          )}
          <span className={styles.name} title={node.path ?? undefined}>
            {nameOf(node)}
          </span>
        </span>
      </th>
      <td data-fact="time" className={styles.time}>
        {exactMs(node.microseconds)}
      </td>
      <td data-fact="share">
        <Share node={node} total={props.total} largest={props.largest} />
      </td>
      <td data-fact="kernels">{node.kernels === null ? unknown : integerText(node.kernels)}</td>
      <td data-fact="cost">{integerText(node.cost)}</td>
      <td data-fact="rate">{rateText(node)}</td>
    </tr>
  );
}
