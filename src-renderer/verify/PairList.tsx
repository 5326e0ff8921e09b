import { CircleAlert, CircleCheck } from 'lucide-react';
import type { VerifiedPair } from '../../src-core/contract.ts';
import { t } from '../locale/translate.ts';
import { gapText } from './gap-scale.ts';
import styles from './VerifyPanel.module.css';

interface PairListProps {
  readonly pairs: readonly VerifiedPair[];
  readonly chosen: number;
  readonly onChoose: (index: number) => void;
}

function saidOf({ first, amplified }: Pick<VerifiedPair, 'first' | 'amplified'>): string {
  if (first !== null) return t('parts at {path}', { path: first.path });
  if (amplified === null) return t('every tensor agrees');
  return t('agrees but for rounding, which {path} makes larger', { path: amplified.path });
}

/** What was held against what, and whether it agrees; a click shows its tensors. */
export function PairList({ pairs, chosen, onChoose }: PairListProps) {
  return (
    <ul aria-label={t('What was compared')} className={styles.pairs}>
      {pairs.map(({ a, b, maxRel, first, amplified }, index) => (
        <li key={b}>
          <button
            type="button"
            aria-pressed={index === chosen}
            data-parts={first !== null || undefined}
            className={styles.pair}
            onClick={() => onChoose(index)}
          >
            {first === null ? (
              <CircleCheck size={16} aria-label={t('agrees')} className={styles.good} />
            ) : (
              <CircleAlert size={16} aria-label={t('parts')} className={styles.bad} />
            )}
            <b className={styles.name}>{b}</b>
            <span className={styles.gap}>{gapText(maxRel)}</span>
            <span className={styles.against}>{t('against {other}', { other: a })}</span>
            <span className={styles.verdict}>{saidOf({ first, amplified })}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
