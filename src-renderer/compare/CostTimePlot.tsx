import { scaleLinear } from 'd3-scale';
import type { PointerEvent } from 'react';
import { useState } from 'react';
import { t } from '../locale/translate.ts';
import { classNames } from '../ui/class-names.ts';
import { millisecondsText } from '../ui/figures.ts';
import { PointerTip } from '../ui/PointerTip.tsx';
import { XAxis, YAxis } from '../ui/plot/Axes.tsx';
import type { Box } from '../ui/plot/place-labels.ts';
import { overlap, placeLabels } from '../ui/plot/place-labels.ts';
import drawing from '../ui/plot/plot.module.css';
import { plotFrame } from '../ui/plot/plot-frame.ts';
import { textWidth } from '../ui/text-width.ts';
import type { Size } from '../ui/use-size.ts';
import styles from './Charts.module.css';
import type { CompareRow } from './compare-rows.ts';
import { throughputLines } from './throughput-lines.ts';

export interface PlotPoint {
  readonly row: CompareRow;
  readonly x: number;
  /** In milliseconds. */
  readonly y: number;
}

interface CostTimePlotProps {
  readonly points: readonly PlotPoint[];
  readonly size: Size;
  readonly xTitle: string;
  /** How a rate of the axes' units is written; null where one makes no sense. */
  readonly rate: { readonly title: string; readonly perUnit: number } | null;
}

const margin = { top: 44, right: 32, bottom: 46, left: 56 };
const radius = 6;
const nameFont = '500 12px "Inter Variable"';
const lineFont = '400 11px "Inter Variable"';

/** Named first where room is short. */
const rank = ({ row }: PlotPoint): number => (row.isCurrent ? 0 : row.isBaseline ? 1 : 2);

export function CostTimePlot({ points, size, xTitle, rate }: CostTimePlotProps) {
  const [pointed, setPointed] = useState<{ point: PlotPoint; x: number; y: number } | null>(null);
  const frame = plotFrame(size, margin);
  const { right, bottom } = frame;
  const most = (pick: (point: PlotPoint) => number) => Math.max(...points.map(pick)) * 1.08;
  const x = scaleLinear([0, most((point) => point.x)], [margin.left, right]).nice(6);
  const y = scaleLinear([0, most((point) => point.y)], [bottom, margin.top]).nice(6);
  const end = { x: x.domain()[1] ?? 1, y: y.domain()[1] ?? 1 };

  const lines = (rate === null ? [] : throughputLines(points, end)).map((line) => {
    const text = `${Number((line.rate * (rate?.perUnit ?? 1)).toPrecision(3))} ${rate?.title}`;
    const width = textWidth(text, lineFont);
    const isTop = line.leavesAt === 'top';
    const textRight = isTop ? Math.min(right, x(line.x) + width / 2) : right - 2;
    const box: Box = {
      left: textRight - width,
      top: isTop ? margin.top - 18 : y(line.y) - 20,
      width,
      height: 14,
    };
    return { ...line, text, box };
  });
  const base = points.find(({ row }) => row.isBaseline);
  const ordered = [...points].sort((a, b) => rank(a) - rank(b));
  const nameOf = ({ row }: PlotPoint): string =>
    points.some((other) => other.row !== row && other.row.title === row.title)
      ? `${row.title} ${row.subtitle}`
      : row.title;
  const marks = ordered.map((point) => ({
    x: x(point.x),
    y: y(point.y),
    radius,
    width: textWidth(nameOf(point), nameFont),
    height: 16,
  }));
  const bounds = {
    left: margin.left + 2,
    top: margin.top - 8,
    width: right - margin.left + 24,
    height: bottom - margin.top + 4,
  };
  const lineNames = lines.filter(({ box }, index) =>
    lines.slice(0, index).every((other) => overlap(box, other.box) === 0),
  );
  const crosshair: readonly Box[] =
    base === undefined
      ? []
      : [
          { left: margin.left, top: y(base.y) - 1, width: x(base.x) - margin.left, height: 2 },
          { left: x(base.x) - 1, top: y(base.y), width: 2, height: bottom - y(base.y) },
        ];
  const names = placeLabels(marks, bounds, [...lineNames.map(({ box }) => box), ...crosshair]);
  const point = (at: PlotPoint, event: PointerEvent) =>
    setPointed({ point: at, x: event.clientX, y: event.clientY });
  return (
    <>
      <svg
        role="img"
        aria-label={t('{cost} against milliseconds: {points}', {
          cost: xTitle,
          points: points.map((at) => `${at.row.title} ${millisecondsText(at.y)} ms`).join(', '),
        })}
        width={size.width}
        height={size.height}
        className={classNames(drawing.plot, styles.plot)}
      >
        <XAxis scale={x} ticks={x.ticks(6)} frame={frame} title={xTitle} />
        <YAxis
          scale={y}
          ticks={y.ticks(6)}
          frame={frame}
          title={t('ms median')}
          titleAt={{ x: margin.left - 10, y: margin.top - 14 }}
        />
        {lines.map((line) => (
          <g key={line.rate}>
            <line x1={x(0)} y1={y(0)} x2={x(line.x)} y2={y(line.y)} className={styles.equal} />
            {lineNames.includes(line) && (
              <text x={line.box.left} y={line.box.top + 11} className={styles.lineName}>
                {line.text}
              </text>
            )}
          </g>
        ))}
        {base !== undefined && (
          <path d={`M${margin.left} ${y(base.y)}H${x(base.x)}V${bottom}`} className={styles.crosshair} />
        )}
        {ordered.map((at, index) => {
          const name = names[index];
          const look = at.row.isCurrent && styles.current;
          return (
            <g key={at.row.id} data-point={at.row.id}>
              <circle
                cx={x(at.x)}
                cy={y(at.y)}
                r={radius}
                className={classNames(styles.point, look, at.row.isBaseline && styles.baseline)}
                onPointerMove={(event) => point(at, event)}
                onPointerLeave={() => setPointed(null)}
              />
              {name != null && (
                <text x={name.left} y={name.top + 12} className={classNames(styles.name, look)}>
                  {nameOf(at)}
                </text>
              )}
            </g>
          );
        })}
      </svg>
      {pointed !== null && (
        <PointerTip x={pointed.x} y={pointed.y}>
          <p>
            <b>{pointed.point.row.title}</b> {pointed.point.row.subtitle}
          </p>
          <p>
            {millisecondsText(pointed.point.y)} ms; {xTitle}: {pointed.point.x.toFixed(2)}
          </p>
        </PointerTip>
      )}
    </>
  );
}
