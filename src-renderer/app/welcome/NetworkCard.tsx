import { useEffect, useRef } from 'react';
import { unitOf } from '../../../src-core/analysis/conventions/conventions.ts';
import type { ReadyNetwork } from '../../../src-core/networks/ready-network.ts';
import { tCore } from '../../locale/core-text.ts';
import { tNodes } from '../../locale/translate-nodes.ts';
import { useConvention } from '../../store/convention.ts';
import { useNetworkCounts } from '../../store/network-counts.ts';
import { classNames } from '../../ui/class-names.ts';
import { countText, exactCost } from '../../ui/figures.ts';
import { Kbd } from '../../ui/Kbd.tsx';
import pictureCard from '../../ui/picture-card.module.css';
import { openNetwork } from '../commands/file-commands.ts';
import styles from './NetworkCard.module.css';
import { Thumbnail } from './Thumbnail.tsx';

interface NetworkCardProps {
  readonly network: ReadyNetwork;
  /** The first card has the keyboard when the page opens. */
  readonly isFirst: boolean;
}

/** A ready network: its drawing, its name and its exact counts. Pressing it opens a copy. */
export function NetworkCard({ network, isFirst }: NetworkCardProps) {
  const convention = useConvention();
  const { analysis, cost } = useNetworkCounts(network, convention, true);
  const card = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isFirst) card.current?.focus();
  }, [isFirst]);
  return (
    <button
      ref={card}
      type="button"
      data-card={network.name}
      title={network.reference}
      className={classNames(pictureCard.card, styles.card)}
      onClick={() => void openNetwork(network)}
    >
      <span className={classNames(pictureCard.picture, styles.picture)}>
        {analysis !== null && <Thumbnail analysis={analysis} />}
      </span>
      <span className={classNames(pictureCard.text, styles.text)}>
        <span className={styles.name}>
          {network.title} <small>{tCore(network.subtitle)}</small>
          <span aria-hidden>
            <Kbd keys="Enter" />
          </span>
        </span>
        <span className={styles.counts}>
          {analysis !== null && cost !== null && (
            <>
              <span>
                {tNodes('{count} params', {
                  count: <b className="tabular">{countText(analysis.totals?.params)}</b>,
                })}
              </span>
              <span>
                <b className="tabular">{exactCost(cost).value}</b> {unitOf(convention)}
              </span>
            </>
          )}
        </span>
      </span>
    </button>
  );
}
