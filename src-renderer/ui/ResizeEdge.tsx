import { useRef } from 'react';
import { classNames } from './class-names.ts';
import styles from './ResizeEdge.module.css';

interface ResizeEdgeProps {
  readonly label: string;
  /** The edge of the panel that it is; the panel grows away from what lies on that side. */
  readonly edge: 'top' | 'left';
  /** In pixels. */
  readonly size: number;
  readonly onResize: (size: number) => void;
}

const step = 24;

/** An edge of a panel that is dragged, or moved by the arrow keys, to give the panel more room. */
export function ResizeEdge({ label, edge, size, onResize }: ResizeEdgeProps) {
  const start = useRef<{ readonly at: number; readonly size: number } | null>(null);
  const placeOf = ({ clientX, clientY }: React.PointerEvent) => (edge === 'top' ? clientY : clientX);
  const [more, less] = edge === 'top' ? ['ArrowUp', 'ArrowDown'] : ['ArrowLeft', 'ArrowRight'];
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule cannot be moved
    <div
      role="separator"
      aria-label={label}
      aria-orientation={edge === 'top' ? 'horizontal' : 'vertical'}
      aria-valuenow={size}
      tabIndex={0}
      className={classNames(styles.edge, styles[edge])}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { at: placeOf(event), size };
      }}
      onPointerMove={(event) => {
        if (start.current !== null) onResize(start.current.size + start.current.at - placeOf(event));
      }}
      onPointerUp={() => {
        start.current = null;
      }}
      onKeyDown={(event) => {
        if (event.key === more) onResize(size + step);
        else if (event.key === less) onResize(size - step);
        else return;
        event.preventDefault();
      }}
    />
  );
}
