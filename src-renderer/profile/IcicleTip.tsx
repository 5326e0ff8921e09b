import { t } from '../locale/translate.ts';
import { useConvention } from '../store/convention.ts';
import { PointerTip } from '../ui/PointerTip.tsx';
import styles from './Icicle.module.css';
import { costTitle, exactMs, nameOf, rateText, rateTitle, shareOf } from './profile-text.ts';
import type { TimeNode } from './profile-tree.ts';

interface IcicleTipProps {
  readonly node: TimeNode;
  /** In microseconds. */
  readonly total: number;
  readonly x: number;
  readonly y: number;
}

/** The figures of the item under the pointer. */
export function IcicleTip({ node, total, x, y }: IcicleTipProps) {
  const convention = useConvention();
  return (
    <PointerTip x={x} y={y}>
      <p className={styles.tipName}>{node.path ?? nameOf(node)}</p>
      <p className={styles.tipFacts}>
        <b>{exactMs(node.microseconds)} ms</b>
        <span>{shareOf(node.microseconds, total)}</span>
        {node.cost !== null && node.cost > 0n && (
          <span>
            {rateText(node)} {rateTitle(convention)}
          </span>
        )}
        {node.cost === 0n && <span>{t('no {count}', { count: costTitle(convention) })}</span>}
      </p>
    </PointerTip>
  );
}
