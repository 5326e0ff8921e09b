import { useView } from '../store/view.ts';
import styles from './Icicle.module.css';
import { exactMs, rateText, rateTitle, shareOf } from './profile-text.ts';
import type { TimeNode } from './profile-tree.ts';

const width = 280;
const gap = 14;

interface IcicleTipProps {
  readonly node: TimeNode;
  /** In microseconds. */
  readonly total: number;
  readonly x: number;
  readonly y: number;
}

/** What is under the pointer, beside it and inside the window. */
export function IcicleTip({ node, total, x, y }: IcicleTipProps) {
  const unit = useView((state) => state.costUnit);
  const left = Math.max(4, Math.min(x + gap, window.innerWidth - width - 4));
  return (
    <div className={styles.tip} style={{ left, bottom: window.innerHeight - y + gap, maxWidth: width }}>
      <p className={styles.tipName}>{node.path ?? node.name}</p>
      <p className={styles.tipFacts}>
        <b>{exactMs(node.microseconds)} ms</b>
        <span>{shareOf(node.microseconds, total)}</span>
        {node.macs !== null && node.macs > 0n && (
          <span>
            {rateText(node, unit)} {rateTitle(unit)}
          </span>
        )}
        {node.macs === 0n && <span>no {unit === 'macs' ? 'MACs' : 'FLOPs'}</span>}
      </p>
    </div>
  );
}
