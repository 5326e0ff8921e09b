import { useEffect, useRef } from 'react';
import type { Analysis } from '../../src-core/analysis/analyzer.ts';
import type { ReadyNetwork } from '../../src-core/networks/ready-network.ts';
import { useView } from '../store/view.ts';
import { countText, exactCost } from '../ui/figures.ts';
import { Kbd } from '../ui/Kbd.tsx';
import { openNetwork } from './commands/file-commands.ts';
import styles from './NetworkCard.module.css';
import type { FileActions } from './panels.ts';
import { Thumbnail } from './Thumbnail.tsx';

interface NetworkCardProps {
  readonly network: ReadyNetwork;
  readonly analysis: Analysis;
  readonly files: FileActions | null;
  /** The first card has the keyboard when the page opens. */
  readonly isFirst: boolean;
}

/** A ready network: its drawing, its name and its exact counts. Pressing it opens a copy. */
export function NetworkCard({ network, analysis, files, isFirst }: NetworkCardProps) {
  const costUnit = useView((state) => state.costUnit);
  const cost = exactCost(analysis.totals?.macs, costUnit);
  const card = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isFirst) card.current?.focus();
  }, [isFirst]);
  return (
    <button
      ref={card}
      type="button"
      aria-label={`${network.title}, ${network.subtitle}`}
      title={network.reference}
      className={styles.card}
      onClick={() => void openNetwork(network, files)}
    >
      <span className={styles.picture}>
        <Thumbnail analysis={analysis} />
      </span>
      <span className={styles.text}>
        <span className={styles.name}>
          {network.title} <small>{network.subtitle}</small>
          <Kbd keys="Enter" />
        </span>
        <span className={styles.counts}>
          <b className="tabular">{countText(analysis.totals?.params)}</b> params
          <b className="tabular">{cost.value}</b> {cost.unit}
        </span>
      </span>
    </button>
  );
}
