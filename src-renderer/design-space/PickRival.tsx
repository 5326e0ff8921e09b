import { Check, ChevronDown, Search } from 'lucide-react';
import { matchSorter } from 'match-sorter';
import { useState } from 'react';
import {
  Autocomplete,
  Button,
  Dialog,
  DialogTrigger,
  Header,
  Input,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  Popover,
  SearchField,
} from 'react-aria-components';
import { tCore } from '../locale/core-text.ts';
import type { PlainText } from '../locale/translate.ts';
import { t } from '../locale/translate.ts';
import { classNames } from '../ui/class-names.ts';
import popover from '../ui/Popover.module.css';
import styles from './PickRival.module.css';
import type { Rival } from './rivals.ts';

const groups: readonly { readonly kind: Rival['kind']; readonly title: PlainText }[] = [
  { kind: 'declared', title: 'The same channels' },
  { kind: 'block', title: 'Blocks' },
  { kind: 'network', title: 'Networks that share the symbol' },
];

/** Networks and blocks keep their names; a way to spend the same that a block declares is said in the window's language. */
const titleOf = ({ kind, title }: Rival): string => (kind === 'declared' ? tCore(title) : title);

const keyOf = (rival: Rival): string => `${rival.kind} ${rival.id}`;

interface PickRivalProps {
  readonly rivals: readonly Rival[];
  readonly chosen: Rival;
  readonly onPick: (rival: Rival) => void;
}

/** Another way to spend the same, found by typing. */
export function PickRival({ rivals, chosen, onPick }: PickRivalProps) {
  const [query, setQuery] = useState('');
  const found = query.trim() === '' ? rivals : matchSorter(rivals, query, { keys: [titleOf, 'title', 'id'] });
  return (
    <DialogTrigger>
      <Button
        aria-label={t('Against {title}', { title: titleOf(chosen) })}
        className={styles.button as string}
      >
        <span className={styles.title}>{titleOf(chosen)}</span>
        <ChevronDown size={14} aria-hidden />
      </Button>
      <Popover placement="bottom end" offset={4} className={popover.popover as string}>
        <Dialog aria-label={t('Ways to spend the same')} className={styles.dialog as string}>
          {({ close }) => (
            <Autocomplete inputValue={query} onInputChange={setQuery}>
              <SearchField aria-label={t('Find another')} autoFocus className={styles.search as string}>
                <Search size={14} aria-hidden />
                <Input placeholder={t('Search {count}', { count: rivals.length })} spellCheck={false} />
              </SearchField>
              <ListBox
                aria-label={t('Ways to spend the same')}
                onAction={(key) => {
                  const rival = rivals.find((one) => keyOf(one) === key);
                  if (rival === undefined) return;
                  onPick(rival);
                  close();
                }}
                className={classNames(popover.list, styles.list)}
                renderEmptyState={() => <p className={styles.none}>{t('Nothing is called so')}</p>}
              >
                {groups
                  .filter(({ kind }) => found.some((rival) => rival.kind === kind))
                  .map(({ kind, title }) => (
                    <ListBoxSection key={kind} id={kind}>
                      <Header className={popover.heading as string}>{t(title)}</Header>
                      {found
                        .filter((rival) => rival.kind === kind)
                        .map((rival) => (
                          <ListBoxItem
                            key={keyOf(rival)}
                            id={keyOf(rival)}
                            textValue={titleOf(rival)}
                            className={popover.item as string}
                          >
                            <span className={popover.label}>{titleOf(rival)}</span>
                            <span className={popover.check}>
                              {keyOf(rival) === keyOf(chosen) && <Check size={14} aria-label={t('chosen')} />}
                            </span>
                          </ListBoxItem>
                        ))}
                    </ListBoxSection>
                  ))}
              </ListBox>
            </Autocomplete>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
