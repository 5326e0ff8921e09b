import type { ReactNode } from 'react';
import { useId } from 'react';
import { Tabs as AriaTabs, Tab, TabList } from 'react-aria-components';
import { classNames } from './class-names.ts';
import styles from './Tabs.module.css';

interface TabItem<Id extends string> {
  readonly id: Id;
  readonly title: ReactNode;
  readonly content: ReactNode;
}

interface TabsProps<Id extends string> {
  readonly label: string;
  readonly tabs: readonly TabItem<Id>[];
  readonly selected: Id;
  readonly onSelect: (id: Id) => void;
  /** `segments` stands above other tabs: a bar of equal rank with the switches, not another underlined row. */
  readonly look?: 'underlined' | 'segments';
}

/**
 * Tabs above what the selected one shows, which holds something that can be focused. It is tied to its tab by hand: the panel
 * of the library looks through all it holds for something to focus whenever any of it changes.
 */
export function Tabs<Id extends string>(props: TabsProps<Id>) {
  const { label, tabs, selected, onSelect, look = 'underlined' } = props;
  const list = { id: useId(), 'aria-label': label };
  return (
    <div className={styles.tabs}>
      <AriaTabs
        selectedKey={selected}
        onSelectionChange={(key) => {
          const tab = tabs.find(({ id }) => id === key);
          if (tab !== undefined) onSelect(tab.id);
        }}
      >
        <TabList {...list} className={classNames(styles.list, styles[look])}>
          {tabs.map(({ id, title }) => (
            <Tab key={id} id={id} className={styles.tab as string}>
              {title}
            </Tab>
          ))}
        </TabList>
      </AriaTabs>
      {tabs
        .filter(({ id }) => id === selected)
        .map(({ id, content }) => (
          <div
            key={id}
            role="tabpanel"
            id={`${list.id}-tabpanel-${id}`}
            aria-labelledby={`${list.id}-tab-${id}`}
            className={styles.panel}
          >
            {content}
          </div>
        ))}
    </div>
  );
}
