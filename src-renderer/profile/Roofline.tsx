import { useMemo } from 'react';
import type { Calibration } from '../../src-core/latency/calibration.ts';
import type { ItemSummary } from '../../src-core/latency/item-summaries.ts';
import { t } from '../locale/translate.ts';
import type { MeasuredProfile } from '../store/jobs.ts';
import { reveal } from '../store/navigation.ts';
import { hover, select, useSelection } from '../store/selection.ts';
import { rateUnit } from '../ui/figures.ts';
import { XAxis, YAxis } from '../ui/plot/Axes.tsx';
import { logAxis, logTicks } from '../ui/plot/log-axis.ts';
import { plotFrame } from '../ui/plot/plot-frame.ts';
import { useSize } from '../ui/use-size.ts';
import legend from './legend.module.css';
import styles from './Roofline.module.css';
import { reasonText } from './reason-text.ts';
import { leastIntensity, rooflineDots } from './roofline-dots.ts';

const margin = { left: 52, top: 24, right: 12, bottom: 42 };
const giga = 1e9;
const largest = 11;
const smallest = 2.5;

/** What the lines of the picture stand for. */
export function RooflineLegend({ calibration: { ceilings, copies } }: Pick<RooflineProps, 'calibration'>) {
  const cached = Math.max(...copies.map((copy) => copy.bytesPerSecond));
  return (
    <span className={legend.legend} title={t('The area of a dot is its time')}>
      <span className={legend.mark}>
        <span className={styles.solid} />
        {t('{compute} GMAC/s, {memory} GB/s', {
          compute: (ceilings.macsPerSecond / giga).toFixed(1),
          memory: (ceilings.bytesPerSecond / giga).toFixed(1),
        })}
      </span>
      <span className={legend.mark}>
        <span className={styles.dashed} />
        {t('cache {memory} GB/s', { memory: (cached / giga).toFixed(1) })}
      </span>
    </span>
  );
}

interface RooflineProps {
  readonly profile: MeasuredProfile;
  readonly calibration: Calibration;
  readonly selected: string | null;
  /** What each item did, by path. */
  readonly summaries: ReadonlyMap<string, ItemSummary>;
}

/** What holds the chosen item back. */
function Reason({ selected, summaries }: Pick<RooflineProps, 'selected' | 'summaries'>) {
  const summary = selected === null ? undefined : summaries.get(selected);
  if (summary === undefined)
    return <p className={styles.reason}>{t('Choose an item to be told what holds it back.')}</p>;
  return (
    <p className={styles.reason}>
      <span title={summary.path}>{summary.path}</span>
      <span>{reasonText(summary)}</span>
    </p>
  );
}

/**
 * The items of a profile by the work they do with each byte and the rate they do it at, below what the device reaches at most.
 * A click chooses an item everywhere, a double click shows it on the canvas; the table beside it is its twin for the keyboard.
 */
export function Roofline({ profile, calibration, selected, summaries }: RooflineProps) {
  const [frameOf, size] = useSize<HTMLDivElement>();
  const hovered = useSelection((state) => state.hovered);
  const dots = useMemo(() => rooflineDots(profile), [profile]);
  const { macsPerSecond, bytesPerSecond } = calibration.ceilings;
  const cached = Math.max(...calibration.copies.map((copy) => copy.bytesPerSecond));
  const frame = plotFrame(size, margin);
  const ridge = macsPerSecond / bytesPerSecond;
  const x = logAxis(
    [leastIntensity, 4 * ridge, ...dots.map(({ intensity }) => intensity)],
    [frame.left, frame.right],
  );
  const rates = dots.map(({ rate }) => rate / giga);
  const y = logAxis(
    [(leastIntensity * bytesPerSecond) / giga, macsPerSecond / giga, ...rates],
    [frame.bottom, frame.top],
  );
  const [from = leastIntensity, to = 1] = x.domain();
  const roof = (rate: number): string => {
    const corner = macsPerSecond / rate;
    const points = [
      [from, from * rate],
      [corner, macsPerSecond],
      [to, macsPerSecond],
    ];
    return points.map(([at, height]) => `${x(at!)},${y(height! / giga)}`).join(' ');
  };
  const isMarked = (path: string, of: string | null): boolean =>
    of !== null && (path === of || path.startsWith(`${of}/`));
  return (
    <>
      <div ref={frameOf} className={styles.frame}>
        {size.width > 0 && size.height > 120 && (
          <svg
            width={size.width}
            height={size.height}
            role="img"
            aria-label={t('Roofline of {count} items', { count: dots.length })}
            onPointerLeave={() => hover(null)}
          >
            <XAxis
              scale={x}
              ticks={logTicks([from, to], Math.floor(size.width / 64))}
              frame={frame}
              title={t('MACs for each byte')}
            />
            <YAxis
              scale={y}
              ticks={logTicks(y.domain() as [number, number], Math.floor(size.height / 26))}
              frame={frame}
              title={rateUnit({ unit: 'MACs' })}
              titleAt={{ x: 8, y: 14 }}
            />
            <polyline points={roof(cached)} className={styles.cached} />
            <polyline points={roof(bytesPerSecond)} className={styles.roof} />
            {dots.map(({ path, family, intensity, rate, share, movesOnly }) => (
              // biome-ignore lint/a11y/noStaticElementInteractions: the rows of the table are the same items for the keyboard
              <circle
                key={path}
                cx={x(intensity)}
                cy={y(rate / giga)}
                r={Math.max(smallest, largest * Math.sqrt(Math.min(1, share / 0.1)))}
                data-path={path}
                data-selected={isMarked(path, selected) || undefined}
                data-hovered={isMarked(path, hovered) || undefined}
                data-moves={movesOnly || undefined}
                className={styles.dot}
                style={{ fill: `var(--family-${family ?? 'block'})` }}
                onPointerEnter={() => hover(path)}
                onClick={() => select([path])}
                onDoubleClick={() => reveal(path)}
              >
                <title>{path}</title>
              </circle>
            ))}
          </svg>
        )}
      </div>
      <Reason selected={selected} summaries={summaries} />
    </>
  );
}
