import { middleOf } from '../../src-core/scene/route.ts';
import { t } from '../locale/translate.ts';
import styles from './InsertMark.module.css';
import { openQuickAdd } from './quick-add.ts';

interface InsertMarkProps {
  readonly edge: string;
  readonly points: Parameters<typeof middleOf>[0];
}

/** The + in the middle of a wire under the pointer: it asks for what to put between its ends. */
export function InsertMark({ edge, points }: InsertMarkProps) {
  const { x, y } = middleOf(points);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing has no buttons
    <g
      role="button"
      aria-label={t('Insert into this wire')}
      className={styles.mark}
      transform={`translate(${x} ${y})`}
      onPointerDown={(event) => event.stopPropagation()}
      onClick={(event) => {
        event.stopPropagation();
        openQuickAdd({ x: event.clientX, y: event.clientY }, { kind: 'wire', edge });
      }}
    >
      <circle r={7.5} className={styles.disc} />
      <path d="M-3.5 0H3.5M0 -3.5V3.5" className={styles.sign} />
    </g>
  );
}
