import { scaleLinear } from 'd3-scale';
import type { KeyboardEvent, PointerEvent } from 'react';
import { useMemo, useState } from 'react';
import { t } from '../locale/translate.ts';
import { reveal } from '../store/navigation.ts';
import { hover, select, useSelection } from '../store/selection.ts';
import { classNames } from '../ui/class-names.ts';
import { useSize } from '../ui/use-size.ts';
import styles from './Icicle.module.css';
import { IcicleCellBox } from './IcicleCellBox.tsx';
import { IcicleTip } from './IcicleTip.tsx';
import type { IcicleCell, Step } from './icicle-layout.ts';
import { layOutIcicle, neighbour } from './icicle-layout.ts';
import { nameOf } from './profile-text.ts';
import type { TimeNode } from './profile-tree.ts';
import { findTime, largestTime } from './profile-tree.ts';

const axisHeight = 22;
const narrowest = 0.5;
const steps: Readonly<Record<string, Step>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

interface IcicleProps {
  readonly root: TimeNode;
  /** What the whole width is: the id of a row. */
  readonly zoom: string;
  readonly onZoom: (id: string) => void;
  /** How the root is called. */
  readonly title: string;
  readonly selected: string | null;
}

interface Pointed {
  readonly cell: IcicleCell;
  readonly x: number;
  readonly y: number;
}

/**
 * The tree of a profile with its times as widths. A click chooses an item everywhere, a double click makes it the whole
 * width, arrow keys walk, Enter shows the item on the canvas.
 */
export function Icicle({ root, zoom, onZoom, title, selected }: IcicleProps) {
  const [frame, { width, height }] = useSize<HTMLDivElement>();
  const [pointed, setPointed] = useState<Pointed | null>(null);
  const hovered = useSelection((state) => state.hovered);
  const top = findTime(root, zoom) ?? root;
  const layout = useMemo(() => layOutIcicle(top), [top]);
  const largest = largestTime(root);
  const rowHeight = Math.max(16, Math.min(28, Math.floor((height - axisHeight) / layout.levels)));
  const shown = layout.cells.filter((cell) => (cell.right - cell.left) * width >= narrowest);
  const chosen = shown.find((cell) => cell.node.path !== null && cell.node.path === selected);
  const stop = chosen ?? shown[0];
  const ticks = scaleLinear()
    .domain([0, top.microseconds / 1000])
    .ticks(Math.min(6, Math.floor(width / 80)));

  const choose = ({ node }: IcicleCell): void => select(node.path === null ? [] : [node.path]);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const { cell: id } = (event.target as HTMLElement).dataset;
    const cell = shown.find(({ node }) => node.id === id);
    if (cell === undefined) return;
    const step = steps[event.key];
    if (step !== undefined) {
      const next = neighbour({ ...layout, cells: shown }, cell, step);
      if (next !== null) {
        choose(next);
        frame.current?.querySelector<HTMLElement>(`[data-cell="${CSS.escape(next.node.id)}"]`)?.focus();
      }
    } else if (event.key === 'Enter' && cell.node.path !== null) reveal(cell.node.path);
    else if (event.key === '+' && cell.node.children.length > 0) onZoom(cell.node.id);
    else if (event.key === '-' && top !== root) onZoom(root.id);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const point = (cell: IcicleCell, event: PointerEvent): void => {
    setPointed({ cell, x: event.clientX, y: event.clientY });
    hover(cell.node.path);
  };
  return (
    <div ref={frame} className={styles.frame}>
      <div
        role="tree"
        aria-label={t('Hierarchy of time')}
        tabIndex={-1}
        className={styles.cells}
        style={{ height: layout.levels * rowHeight }}
        onKeyDown={onKeyDown}
        onPointerLeave={() => {
          setPointed(null);
          hover(null);
        }}
      >
        {shown.map((cell) => (
          <IcicleCellBox
            key={cell.node.id}
            cell={cell}
            width={(cell.right - cell.left) * width}
            rowHeight={rowHeight}
            largest={largest}
            title={cell.node === root ? title : nameOf(cell.node)}
            isSelected={cell === chosen}
            isHovered={cell.node.path !== null && cell.node.path === hovered}
            isTabStop={cell === stop}
            onSelect={() => choose(cell)}
            onZoom={() => {
              setPointed(null);
              onZoom(cell.node === top ? root.id : cell.node.id);
            }}
            onPoint={(event) => point(cell, event)}
          />
        ))}
      </div>
      <div aria-hidden className={styles.axis}>
        {ticks.map((tick, index) => (
          <span
            key={tick}
            className={classNames(styles.tick, tick > (0.94 * top.microseconds) / 1000 && styles.last)}
            style={{ left: `${(tick / (top.microseconds / 1000)) * 100}%` }}
          >
            {index === 0 ? '0 ms' : tick}
          </span>
        ))}
      </div>
      {pointed !== null && (
        <IcicleTip node={pointed.cell.node} total={root.microseconds} x={pointed.x} y={pointed.y} />
      )}
    </div>
  );
}
