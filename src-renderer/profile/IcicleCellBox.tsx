import type { CSSProperties, PointerEvent } from 'react';
import { memo } from 'react';
import { classNames } from '../ui/class-names.ts';
import { millisecondsText } from '../ui/figures.ts';
import { heat } from '../ui/heat.ts';
import styles from './Icicle.module.css';
import type { IcicleCell } from './icicle-layout.ts';
import { labelFor } from './icicle-layout.ts';

interface IcicleCellBoxProps {
  readonly cell: IcicleCell;
  /** In pixels. */
  readonly width: number;
  readonly rowHeight: number;
  /** The time at the hot end of the scale, in microseconds. */
  readonly largest: number;
  readonly title: string;
  readonly isSelected: boolean;
  readonly isHovered: boolean;
  readonly isTabStop: boolean;
  readonly onSelect: () => void;
  readonly onZoom: () => void;
  readonly onPoint: (event: PointerEvent) => void;
}

function Box(props: IcicleCellBoxProps) {
  const { node, depth, left, right } = props.cell;
  const { fill, ink } = heat(props.largest > 0 ? node.microseconds / props.largest : 0);
  const isCold = node.kind === 'item' && node.cost === 0n;
  const time = millisecondsText(node.microseconds / 1000);
  const [name, shownTime] = labelFor(props.title, time, props.width);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of all cells are handled by the tree around them
    <div
      role="treeitem"
      data-cell={node.id}
      data-kind={node.kind}
      data-cold={isCold || undefined}
      data-hovered={props.isHovered || undefined}
      aria-label={`${props.title}, ${time} ms`}
      aria-level={depth + 1}
      aria-selected={props.isSelected}
      tabIndex={props.isTabStop ? 0 : -1}
      className={classNames(styles.cell, props.width > 3 && styles.parted)}
      style={
        {
          left: `${left * 100}%`,
          width: `${(right - left) * 100}%`,
          top: depth * props.rowHeight,
          height: props.rowHeight,
          '--fill': fill,
          '--ink': ink,
        } as CSSProperties
      }
      onClick={props.onSelect}
      onDoubleClick={props.onZoom}
      onPointerMove={props.onPoint}
    >
      {name !== '' && (
        <span className={styles.label}>
          {name}
          {shownTime !== '' && <span className={styles.value}> {shownTime}</span>}
        </span>
      )}
    </div>
  );
}

export const IcicleCellBox = memo(
  Box,
  (a, b) =>
    a.cell === b.cell &&
    a.width === b.width &&
    a.rowHeight === b.rowHeight &&
    a.largest === b.largest &&
    a.title === b.title &&
    a.isSelected === b.isSelected &&
    a.isHovered === b.isHovered &&
    a.isTabStop === b.isTabStop,
);
