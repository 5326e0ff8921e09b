import { scaleLinear } from 'd3-scale';
import type { FocusEvent, KeyboardEvent, PointerEvent } from 'react';
import { useRef, useState } from 'react';
import type { ConventionName } from '../../src-core/analysis/conventions/rules.ts';
import { scoreText } from '../../src-core/published/words.ts';
import { t } from '../locale/translate.ts';
import { classNames } from '../ui/class-names.ts';
import { XAxis, YAxis } from '../ui/plot/Axes.tsx';
import { logAxis, logTicks, shortText } from '../ui/plot/log-axis.ts';
import type { Box } from '../ui/plot/place-labels.ts';
import { placeLabels } from '../ui/plot/place-labels.ts';
import drawing from '../ui/plot/plot.module.css';
import { plotFrame } from '../ui/plot/plot-frame.ts';
import { walkedPoint } from '../ui/plot/walked-point.ts';
import { textWidth } from '../ui/text-width.ts';
import type { Size } from '../ui/use-size.ts';
import marks from './marks.module.css';
import type { RunOf } from './measured-times.ts';
import type { Pointed } from './PublishedTip.tsx';
import { PublishedTip } from './PublishedTip.tsx';
import type { PublishedLevel, PublishedPoint } from './points.ts';
import styles from './ScorePlot.module.css';

interface ScorePlotProps {
  readonly points: readonly PublishedPoint[];
  readonly levels: readonly PublishedLevel[];
  readonly size: Size;
  readonly xTitle: string;
  readonly convention: ConventionName;
  readonly runOf: RunOf;
  /** The points of the open design's network. */
  readonly isCurrent: (point: PublishedPoint) => boolean;
}

const margin = { top: 30, right: 28, bottom: 46, left: 52 };
const radius = 4;
const nameFont = '500 12px "Inter Variable"';
const levelFont = '400 11px "Inter Variable"';
const mostTicks = 12;

const placeOf = ({ printed, ours }: PublishedPoint): number => printed ?? ours ?? 1;

const levelText = ({ row, top1 }: PublishedLevel): string =>
  t('{model} {top1}%: params and cost could not be read, so it has no place across', {
    model: row.model,
    top1,
  });

const labelOf = (point: PublishedPoint): string =>
  `${point.name}, ${scoreText(point.score)}, ${point.row.source}${point.row.confirmed ? '' : `, ${t('second hand')}`}`;

/** The best accuracy of a network is where its name stands; names of the open design's come first, then the highest. */
function namedPoints(points: readonly PublishedPoint[], isCurrent: ScorePlotProps['isCurrent']) {
  const best = new Map<string, PublishedPoint>();
  for (const point of points) {
    const known = best.get(point.name);
    if (known === undefined || point.top1 > known.top1) best.set(point.name, point);
  }
  return [...best.values()].sort((a, b) => Number(isCurrent(b)) - Number(isCurrent(a)) || b.top1 - a.top1);
}

/** Names farther from their mark than this are joined to it by a line. */
const farAway = 12;

/** From a mark to the nearest point of its name; null where the name stands beside it. */
function leader(x: number, y: number, { left, top, width, height }: Box): string | null {
  const endX = Math.max(left, Math.min(x, left + width));
  const endY = Math.max(top + 3, Math.min(y, top + height - 3));
  const distance = Math.hypot(endX - x, endY - y);
  if (distance <= farAway) return null;
  const start = (radius + 2) / distance;
  return `M${x + (endX - x) * start} ${y + (endY - y) * start}L${endX} ${endY}`;
}

/** The mark of a printed figure: a disc where the source was read, a hollow diamond where others wrote of it. */
function Printed({
  x,
  y,
  isConfirmed,
}: {
  readonly x: number;
  readonly y: number;
  readonly isConfirmed: boolean;
}) {
  if (isConfirmed)
    return <circle cx={x} cy={y} r={radius} className={classNames(marks.printed, styles.printed)} />;
  const reach = radius + 1.5;
  return (
    <path
      d={`M${x} ${y - reach}L${x + reach} ${y}L${x} ${y + reach}L${x - reach} ${y}Z`}
      className={marks.secondHand}
    />
  );
}

/**
 * Accuracies against what they cost. Printed and own figures of one row are joined by a line; where they agree, the ring
 * of ours lies around the disc of theirs. The plot is one stop of the Tab key, its points are walked with the arrow keys.
 */
export function ScorePlot(props: ScorePlotProps) {
  const { points, levels, size, xTitle, isCurrent } = props;
  const [pointed, setPointed] = useState<Pointed | null>(null);
  const [active, setActive] = useState(0);
  const plot = useRef<SVGSVGElement>(null);
  const frame = plotFrame(size, margin);
  const { right, bottom } = frame;
  const places = points.flatMap(({ printed, ours }) => [printed, ours].filter((value) => value !== null));
  const x = logAxis(places, [margin.left, right]);
  const heights = [...points, ...levels].map(({ top1 }) => top1);
  const [low, high] = [Math.min(...heights), Math.max(...heights)];
  const y = scaleLinear([Math.max(0, low - 1), Math.min(100, high + 1)], [bottom, margin.top]).nice(6);
  const [from = 1, to = 1] = x.domain();

  // From left to right, then upwards, as the arrow keys walk; levels come first.
  const ordered = [...points].sort((a, b) => placeOf(a) - placeOf(b) || a.top1 - b.top1);
  const stops: readonly (PublishedPoint | PublishedLevel)[] = [...levels, ...ordered];
  const current = Math.min(active, stops.length - 1);
  const onKeyDown = (event: KeyboardEvent) => {
    const next = walkedPoint(event.key, current, stops.length);
    if (next === null) return;
    event.preventDefault();
    plot.current?.querySelector<SVGElement>(`[data-stop="${next}"]`)?.focus();
  };
  const stop = (of: PublishedPoint | PublishedLevel, index: number, label: string) => ({
    'data-stop': index,
    role: 'img',
    'aria-label': label,
    tabIndex: index === current ? 0 : -1,
    onFocus: (event: FocusEvent<SVGGElement>) => {
      setActive(index);
      const box = event.currentTarget.getBoundingClientRect();
      setPointed({ of, x: Math.min(box.left + box.width / 2, box.left + 40), y: box.top + box.height / 2 });
    },
    onBlur: () => setPointed(null),
    onPointerMove: (event: PointerEvent) => setPointed({ of, x: event.clientX, y: event.clientY }),
    onPointerLeave: () => setPointed(null),
  });

  const levelBoxes = levels.map((level) => {
    const width = Math.min(textWidth(levelText(level), levelFont), right - margin.left);
    return { left: margin.left + 8, top: y(level.top1) - 17, width, height: 18 };
  });
  const named = namedPoints(points, isCurrent);
  const discs = ordered.flatMap(({ printed, ours, top1 }) =>
    [printed, ours].flatMap((value): Box[] =>
      value === null
        ? []
        : [
            {
              left: x(value) - radius - 1,
              top: y(top1) - radius - 1,
              width: 2 * radius + 2,
              height: 2 * radius + 2,
            },
          ],
    ),
  );
  const bounds = { left: margin.left + 2, top: 6, width: right - margin.left + 20, height: bottom - 8 };
  const names = placeLabels(
    named.map((point) => ({
      x: x(placeOf(point)),
      y: y(point.top1),
      radius,
      width: textWidth(point.name, nameFont) + 4,
      height: 15,
    })),
    bounds,
    [...levelBoxes, ...discs],
  );
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing has no element for a group of marks */}
      <svg
        ref={plot}
        role="group"
        aria-label={t('Published top-1 accuracy against {count}: {points} points', {
          count: xTitle,
          points: points.length,
        })}
        width={size.width}
        height={size.height}
        onKeyDown={onKeyDown}
        className={classNames(drawing.plot, styles.plot)}
      >
        <XAxis
          scale={x}
          ticks={logTicks([from, to], mostTicks)}
          textOf={shortText}
          frame={frame}
          title={t('{count}, equal steps are equal factors', { count: xTitle })}
        />
        <YAxis scale={y} ticks={y.ticks(6)} frame={frame} title={t('top-1, %')} titleAt={{ x: 12, y: 16 }} />
        {levels.map((level, index) => (
          <g key={level.row.model} data-level={level.row.model} {...stop(level, index, levelText(level))}>
            <line
              x1={margin.left}
              x2={right}
              y1={y(level.top1)}
              y2={y(level.top1)}
              className={styles.level}
            />
            <rect
              x={margin.left}
              y={y(level.top1) - 18}
              width={right - margin.left}
              height={22}
              className={styles.catch}
            />
            <text x={margin.left + 8} y={y(level.top1) - 5} className={styles.levelName}>
              {levelText(level)}
            </text>
          </g>
        ))}
        {ordered.map((point, index) => {
          const { printed, ours, top1, row, id } = point;
          const label = names[named.indexOf(point)];
          const at = y(top1);
          const line = label == null ? null : leader(x(placeOf(point)), at, label);
          return (
            <g
              key={id}
              data-point={id}
              {...stop(point, levels.length + index, labelOf(point))}
              className={classNames(styles.point, isCurrent(point) && styles.current)}
            >
              {line !== null && <path d={line} className={styles.leader} />}
              {printed !== null && ours !== null && (
                <line x1={x(printed)} x2={x(ours)} y1={at} y2={at} className={styles.joint} />
              )}
              <circle cx={x(placeOf(point))} cy={at} r={10} className={styles.catch} />
              {ours !== null && (
                <circle
                  cx={x(ours)}
                  cy={at}
                  r={printed === null ? radius : radius + 2}
                  className={classNames(marks.ours, styles.ours)}
                />
              )}
              {printed !== null && <Printed x={x(printed)} y={at} isConfirmed={row.confirmed} />}
              {label != null && (
                <text x={label.left} y={label.top + 12} className={styles.name}>
                  {point.name}
                </text>
              )}
            </g>
          );
        })}
      </svg>
      {pointed !== null && (
        <PublishedTip
          pointed={pointed}
          convention={props.convention}
          run={'audited' in pointed.of ? props.runOf(pointed.of.audited) : null}
        />
      )}
    </>
  );
}
