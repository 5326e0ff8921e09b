import type { CSSProperties } from 'react';
import type { corners } from '../../src-core/scene/route.ts';
import { chipPlace } from '../../src-core/scene/route.ts';
import { t } from '../locale/translate.ts';
import { useJobs } from '../store/jobs.ts';
import { useView } from '../store/view.ts';
import { classNames } from '../ui/class-names.ts';
import { heat } from '../ui/heat.ts';
import type { TensorData } from './flow-types.ts';
import styles from './WireTime.module.css';
import { chipHeight, chipText, chipWidth, markSize, showsTimes, useLargestTime } from './wire-chip.ts';

interface WireTimeProps {
  /** What it is found by. */
  readonly ends: string;
  readonly points: ReturnType<typeof corners>;
  readonly side: TensorData['labelSide'];
}

/** What changes of layout and copies on a wire took, filled by the heat of the level's items; nothing where there were none. */
export function WireTime({ ends, ...place }: WireTimeProps) {
  const time = useJobs((state) => state.profile?.wires.get(ends) ?? null);
  const isShown = useView(showsTimes);
  return isShown && time !== null && time.ms > 0 ? <Chip ms={time.ms} {...place} /> : null;
}

function Chip({ ms, points, side }: Omit<WireTimeProps, 'ends'> & { readonly ms: number }) {
  const largest = useLargestTime();
  const isHot = useView((state) => state.heat === 'time');
  const isStale = useJobs((state) => state.profileIsStale);
  const text = chipText(ms);
  const width = chipWidth(text);
  const { x, y, fits } = chipPlace(points, side, width);
  const { fill, ink } = heat(largest === 0 ? 0 : ms / largest);
  const style = isHot ? ({ '--fill': fill, '--ink': ink } as CSSProperties) : undefined;
  return (
    <g data-wire-time={ms} style={style} className={classNames(styles.chip, isStale && styles.stale)}>
      <title>
        {t(
          '{time}: changes of layout and copies on this wire, part of the time of the item that needs them',
          {
            time: text,
          },
        )}
      </title>
      {fits && (
        <g className={styles.words}>
          <rect x={x - width / 2} y={y - chipHeight / 2} width={width} height={chipHeight} rx={3} />
          <text x={x} y={y + 4} textAnchor="middle">
            {text}
          </text>
        </g>
      )}
      <circle cx={x} cy={y} r={markSize / 2} className={classNames(styles.mark, fits && styles.far)} />
    </g>
  );
}
