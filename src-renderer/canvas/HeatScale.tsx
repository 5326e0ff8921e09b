import { scaleLinear } from 'd3-scale';
import { t } from '../locale/translate.ts';
import styles from './HeatScale.module.css';

const length = 192;

/** The heat ramp with its numbers, from nothing to the largest item in view. */
export function HeatScale({ title, largest }: { readonly title: string; readonly largest: number }) {
  if (!(largest > 0)) return null;
  const scale = scaleLinear([0, largest], [0, length]);
  return (
    <figure aria-label={t('Heat scale, {title}', { title })} className={styles.scale}>
      <figcaption>{title}</figcaption>
      <div>
        <div className={styles.ramp} style={{ width: length }} />
        <svg width={length} height={18} className={styles.ticks} aria-hidden>
          {scale.ticks(5).map((tick) => (
            <g key={tick} transform={`translate(${scale(tick)} 0)`}>
              <line y2={4} />
              <text y={15} textAnchor={tick === 0 ? 'start' : scale(tick) > length - 8 ? 'end' : 'middle'}>
                {tick}
              </text>
            </g>
          ))}
        </svg>
      </div>
    </figure>
  );
}
