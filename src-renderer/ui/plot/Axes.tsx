import styles from './Axes.module.css';
import type { PlotFrame } from './plot-frame.ts';

interface AxisProps {
  /** Where a value stands, in pixels. */
  readonly scale: (value: number) => number;
  readonly ticks: readonly number[];
  readonly frame: PlotFrame;
  readonly title: string;
}

interface XAxisProps extends AxisProps {
  /** How a tick is written; as its number where this is not given. */
  readonly textOf?: (tick: number) => string;
}

/** The axis below a plot: grid lines over its whole height, their values, and a title at the foot of the drawing. */
export function XAxis({ scale, ticks, frame, title, textOf = String }: XAxisProps) {
  const { left, right, top, bottom, height } = frame;
  return (
    <g className={styles.axis}>
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={scale(tick)} x2={scale(tick)} y1={top} y2={bottom} className={styles.grid} />
          <text x={scale(tick)} y={bottom + 18} textAnchor="middle" className={styles.tick}>
            {textOf(tick)}
          </text>
        </g>
      ))}
      <text x={(left + right) / 2} y={height - 8} textAnchor="middle" className={styles.title}>
        {title}
      </text>
    </g>
  );
}

interface YAxisProps extends AxisProps {
  /** Where the title begins, in pixels. */
  readonly titleAt: { readonly x: number; readonly y: number };
}

/** The axis on the left of a plot: grid lines over its whole width, their values, and a title above. */
export function YAxis({ scale, ticks, frame, title, titleAt }: YAxisProps) {
  const { left, right } = frame;
  return (
    <g className={styles.axis}>
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={left} x2={right} y1={scale(tick)} y2={scale(tick)} className={styles.grid} />
          <text x={left - 10} y={scale(tick) + 4} textAnchor="end" className={styles.tick}>
            {tick}
          </text>
        </g>
      ))}
      <text x={titleAt.x} y={titleAt.y} className={styles.title}>
        {title}
      </text>
    </g>
  );
}
