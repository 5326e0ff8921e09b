import { scaleLinear } from 'd3-scale';
import type { CSSProperties } from 'react';
import { t } from '../locale/translate.ts';
import { classNames } from '../ui/class-names.ts';
import { awayHeat } from '../ui/heat.ts';
import styles from './HeatScale.module.css';

const length = 192;

const stops = [-1, -2 / 3, -1 / 3, 0, 1 / 3, 2 / 3, 1];
const fills = stops.map((stop) => awayHeat(stop).fill).join(', ');

/** The ramp of differences with its numbers, from the most that an item in view became faster to the most that one became slower. */
export function AwayScale({ title, largest }: { readonly title: string; readonly largest: number }) {
  if (!(largest > 0)) return null;
  const scale = scaleLinear([-largest, largest], [0, length]);
  return (
    <figure aria-label={t('Heat scale, {title}', { title })} className={styles.scale}>
      <figcaption>{title}</figcaption>
      <div>
        <div
          className={classNames(styles.ramp, styles.away)}
          style={{ width: length, '--stops': fills } as CSSProperties}
        />
        <svg width={length} height={18} className={styles.ticks} aria-hidden>
          {scale.ticks(4).map((tick) => (
            <g key={tick} transform={`translate(${scale(tick)} 0)`}>
              <line y2={4} />
              <text y={15} textAnchor="middle">
                {tick > 0 ? `+${tick}` : String(tick).replace('-', '−')}
              </text>
            </g>
          ))}
        </svg>
      </div>
    </figure>
  );
}
