import { scaleLinear, scaleLog } from 'd3-scale';
import type { KeyboardEvent, PointerEvent } from 'react';
import { useRef, useState } from 'react';
import type { SpacePoint } from '../../src-core/design-space/sensitivity.ts';
import { compactText, integerText } from '../../src-core/format.ts';
import { t } from '../locale/translate.ts';
import { PointerTip } from '../ui/PointerTip.tsx';
import { walkedPoint } from '../ui/plot/walked-point.ts';
import styles from './MiniPlot.module.css';
import { signedText } from './sensitivity-text.ts';

interface MiniPlotProps {
  /** What is varied. */
  readonly name: string;
  readonly points: readonly SpacePoint[];
  readonly now: bigint;
  readonly unit: string;
  readonly convention: string;
  /** Equal steps are equal factors, on both axes. */
  readonly isLog: boolean;
  /** Bars of exact counts; else a curve. */
  readonly isSteps: boolean;
}

const size = { width: 142, height: 92 };
const margin = { top: 18, right: 7, bottom: 16, left: 7 };

/** Where a value stands: its point, by the nearest of them. */
const nearest = (points: readonly SpacePoint[], place: (point: SpacePoint) => number, x: number): number =>
  points.reduce(
    (best, point, index) => (Math.abs(place(point) - x) < Math.abs(place(points[best]!) - x) ? index : best),
    0,
  );

/**
 * A count over one axis: a curve, or bars where every value is a graph of its own. It is one stop of the Tab key; the arrow
 * keys walk its points and the tip says the exact count.
 */
export function MiniPlot({ name, points, now, unit, convention, isLog, isSteps }: MiniPlotProps) {
  const [active, setActive] = useState<number | null>(null);
  const [tip, setTip] = useState<{ x: number; y: number } | null>(null);
  const plot = useRef<HTMLDivElement>(null);
  const present = points.findIndex(({ value }) => value === now);
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) {
    return <p className={styles.none}>{t('no sound design in this range')}</p>;
  }
  const right = size.width - margin.right;
  const bottom = size.height - margin.bottom;
  const counts = points.map(({ count }) => Number(count));
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  const isFlat = least === most;
  const onLog = isLog && least > 0;
  const x = (isLog ? scaleLog() : scaleLinear())
    .domain([Number(first.value), Number(last.value)])
    .range([margin.left, right]);
  // Bars begin at nothing; a curve that hardly moves would be a line along the top if it did too.
  const y = (onLog && !isSteps ? scaleLog() : scaleLinear())
    .domain(isFlat ? [0, most * 2 || 1] : [onLog && !isSteps ? least : 0, most])
    .range([bottom, margin.top]);
  const step = (right - margin.left) / Math.max(1, points.length);
  const placeX = (index: number): number =>
    isSteps ? margin.left + (index + 0.5) * step : x(Number(points[index]!.value));
  const placeY = (index: number): number => y(counts[index]!);
  const shown = active === null ? present : Math.min(active, points.length - 1);
  const pointText = (index: number): string =>
    `${name} = ${integerText(points[index]!.value)}: ${integerText(points[index]!.count)} ${unit}`;

  const walk = (index: number) => {
    setActive(index);
    const box = plot.current?.getBoundingClientRect();
    if (box !== undefined) setTip({ x: box.left + placeX(index), y: box.top + placeY(index) });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = walkedPoint(event.key, Math.max(0, shown), points.length);
    if (next === null) return;
    event.preventDefault();
    walk(next);
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    const at = event.clientX - event.currentTarget.getBoundingClientRect().left;
    const index = isSteps
      ? Math.floor((at - margin.left) / step)
      : nearest(points, (point) => x(Number(point.value)), at);
    setActive(Math.max(0, Math.min(points.length - 1, index)));
    setTip({ x: event.clientX, y: event.clientY });
  };
  const leave = () => {
    setActive(null);
    setTip(null);
  };
  const at = shown < 0 ? null : points[shown]!;
  const own = present < 0 ? null : points[present]!;
  return (
    <>
      <div
        ref={plot}
        role="slider"
        aria-label={t('{unit}, {convention}, by {name}', { unit, convention, name })}
        aria-orientation="horizontal"
        aria-readonly
        aria-valuemin={Number(first.value)}
        aria-valuemax={Number(last.value)}
        aria-valuenow={Number(at?.value ?? first.value)}
        aria-valuetext={at === null ? undefined : pointText(shown)}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onFocus={(event) => event.currentTarget.matches(':focus-visible') && walk(Math.max(0, present))}
        onBlur={leave}
        onPointerMove={onPointerMove}
        onPointerLeave={leave}
        className={styles.frame}
      >
        <svg aria-hidden width={size.width} height={size.height} className={styles.plot}>
          <text x={margin.left} y={11} className={styles.unit}>
            {unit}
          </text>
          <text x={right} y={11} textAnchor="end" className={styles.most}>
            {compactText(BigInt(Math.round(most)))}
          </text>
          <line x1={margin.left} x2={right} y1={bottom + 0.5} y2={bottom + 0.5} className={styles.base} />
          {isSteps ? (
            points.map((point, index) => (
              <rect
                key={String(point.value)}
                x={margin.left + index * step + Math.min(1, step / 6)}
                width={Math.max(1, step - 2 * Math.min(1, step / 6))}
                y={placeY(index)}
                height={Math.max(0, bottom - placeY(index))}
                data-now={index === present || undefined}
                data-active={(active !== null && index === shown) || undefined}
                className={styles.bar}
              />
            ))
          ) : (
            <>
              <path
                d={`M${points.map((_, index) => `${placeX(index)} ${placeY(index)}`).join('L')}`}
                className={styles.curve}
              />
              {present >= 0 && (
                <>
                  <line
                    x1={placeX(present)}
                    x2={placeX(present)}
                    y1={placeY(present)}
                    y2={bottom}
                    className={styles.drop}
                  />
                  <circle cx={placeX(present)} cy={placeY(present)} r={3.5} className={styles.now} />
                </>
              )}
              {active !== null && at !== null && (
                <circle cx={placeX(shown)} cy={placeY(shown)} r={3.5} className={styles.pointed} />
              )}
            </>
          )}
          <text x={margin.left} y={size.height - 4} className={styles.tick}>
            {integerText(first.value)}
          </text>
          <text x={right} y={size.height - 4} textAnchor="end" className={styles.tick}>
            {integerText(last.value)}
          </text>
        </svg>
      </div>
      {tip !== null && at !== null && active !== null && (
        <PointerTip x={tip.x} y={tip.y}>
          <p>
            {name} = <b>{integerText(at.value)}</b>
          </p>
          <p>
            <b>{integerText(at.count)}</b> {unit}, {convention}
          </p>
          {own !== null && own !== at && (
            <p>
              {t('{count} against {name} = {value}', {
                count: signedText(at.count - own.count),
                name,
                value: integerText(own.value),
              })}
            </p>
          )}
        </PointerTip>
      )}
    </>
  );
}
