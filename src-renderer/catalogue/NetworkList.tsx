import { Search } from 'lucide-react';
import type { ReactNode } from 'react';
import { memo, useEffect, useRef, useState } from 'react';
import {
  Autocomplete,
  Header,
  Input,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  SearchField,
} from 'react-aria-components';
import { unitOf } from '../../src-core/analysis/conventions/conventions.ts';
import type { ReadyNetwork } from '../../src-core/networks/ready-network.ts';
import { tCore } from '../locale/core-text.ts';
import { t } from '../locale/translate.ts';
import { useConvention } from '../store/convention.ts';
import { conventionLabel } from '../store/convention-words.ts';
import { useNetworkCounts } from '../store/network-counts.ts';
import { classNames } from '../ui/class-names.ts';
import { countText, exactCost } from '../ui/figures.ts';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import styles from './NetworkList.module.css';
import { networkGroups } from './network-groups.ts';

/** True once an element has been in sight, or close to it. */
function useSeen(): [ref: React.RefObject<HTMLDivElement | null>, seen: boolean] {
  const ref = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    if (seen || ref.current === null) return;
    const observer = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && setSeen(true),
      { rootMargin: '120px' },
    );
    observer.observe(ref.current);
    return () => observer.disconnect();
  }, [seen]);
  return [ref, seen];
}

/** A number, or its place while it is being worked out. */
function Count({ value }: { readonly value: string | null }) {
  return (
    <span className={styles.number}>
      {value ?? (
        <span className={styles.pending}>
          <span className="visually-hidden">{t('being counted')}</span>
        </span>
      )}
    </span>
  );
}

function Counts({ network }: { readonly network: ReadyNetwork }) {
  const convention = useConvention();
  const { analysis, cost } = useNetworkCounts(network, convention, true);
  return (
    <>
      <Count value={analysis === null ? null : countText(analysis.totals?.params)} />
      <Count value={cost === null ? null : exactCost(cost).value} />
    </>
  );
}

function Row({ network }: { readonly network: ReadyNetwork }) {
  const [row, seen] = useSeen();
  return (
    <div ref={row} className={styles.row}>
      <span className={styles.title}>{network.title}</span>
      <span className={styles.subtitle} title={network.reference}>
        {tCore(network.subtitle)}
      </span>
      {seen && <Counts network={network} />}
    </div>
  );
}

interface NetworkListProps {
  /** Its accessible name. */
  readonly label: string;
  readonly networks: readonly ReadyNetwork[];
  readonly onPick: (network: ReadyNetwork) => void;
  /** Beside the search. */
  readonly controls?: ReactNode;
  /** In a menu the search has the keyboard at once, and the list is narrow. */
  readonly isMenu?: boolean;
}

/** Ready networks by family, found by typing; the arrow keys walk, Enter takes one. Hundreds of rows are not drawn anew for nothing. */
export const NetworkList = memo(function NetworkList({
  label,
  networks,
  onPick,
  controls,
  isMenu = false,
}: NetworkListProps) {
  const [query, setQuery] = useState('');
  const convention = useConvention();
  const groups = networkGroups(query, networks);
  const count = groups.reduce((sum, group) => sum + group.networks.length, 0);
  return (
    <div className={classNames(styles.frame, isMenu && styles.menu)}>
      <Autocomplete inputValue={query} onInputChange={setQuery}>
        <div className={styles.top}>
          <SearchField
            aria-label={t('Find a network')}
            autoFocus={isMenu}
            className={styles.search as string}
          >
            <Search size={14} aria-hidden />
            <Input
              placeholder={t('Search {count} networks by name, family or paper', { count: networks.length })}
              spellCheck={false}
            />
          </SearchField>
          {query !== '' && (
            <span role="status" className={styles.count}>
              {t('{count} of {all}', { count, all: networks.length })}
            </span>
          )}
          {controls}
        </div>
        <div aria-hidden className={classNames(styles.row, styles.heading)}>
          <span>{t('Network')}</span>
          <span />
          <span className={styles.number}>{t('Params')}</span>
          <span className={styles.number}>
            {unitOf(convention)}, {conventionLabel(convention)}
          </span>
        </div>
        {/* the search has the keyboard, but what scrolls is scrolled by it too */}
        <ScrollRegion label={label} className={styles.scroller}>
          <ListBox
            aria-label={label}
            onAction={(key) => {
              const network = networks.find((each) => each.name === key);
              if (network !== undefined) onPick(network);
            }}
            className={styles.list as string}
            renderEmptyState={() => <p className={styles.none}>{t('No network is called so')}</p>}
          >
            {groups.map((group) => (
              <ListBoxSection key={group.family} id={group.family}>
                <Header className={styles.family as string}>
                  {tCore(group.family)} <span>{group.networks.length}</span>
                </Header>
                {group.networks.map((network) => (
                  <ListBoxItem
                    key={network.name}
                    id={network.name}
                    textValue={`${network.title} ${network.subtitle}`}
                    data-network={network.name}
                    className={styles.item as string}
                  >
                    <Row network={network} />
                  </ListBoxItem>
                ))}
              </ListBoxSection>
            ))}
          </ListBox>
        </ScrollRegion>
      </Autocomplete>
    </div>
  );
});
