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
import { classNames } from '../ui/class-names.ts';
import popover from '../ui/Popover.module.css';
import styles from './PickRival.module.css';
import type { Rival } from './rivals.ts';

const groups: readonly { readonly kind: Rival['kind']; readonly title: string }[] = [
  { kind: 'declared', title: 'The same channels' },
  { kind: 'block', title: 'Blocks' },
  { kind: 'network', title: 'Networks that share the symbol' },
];

const keyOf = (rival: Rival): string => `${rival.kind} ${rival.id}`;

interface PickRivalProps {
  readonly rivals: readonly Rival[];
  readonly chosen: Rival;
  readonly onPick: (rival: Rival) => void;
}

/** Another way to spend the same, found by typing. */
export function PickRival({ rivals, chosen, onPick }: PickRivalProps) {
  const [query, setQuery] = useState('');
  const found = query.trim() === '' ? rivals : matchSorter(rivals, query, { keys: ['title', 'id'] });
  return (
    <DialogTrigger>
      <Button aria-label={`Against ${chosen.title}`} className={styles.button as string}>
        <span className={styles.title}>{chosen.title}</span>
        <ChevronDown size={14} aria-hidden />
      </Button>
      <Popover placement="bottom end" offset={4} className={popover.popover as string}>
        <Dialog aria-label="Ways to spend the same" className={styles.dialog as string}>
          {({ close }) => (
            <Autocomplete inputValue={query} onInputChange={setQuery}>
              <SearchField aria-label="Find another" autoFocus className={styles.search as string}>
                <Search size={14} aria-hidden />
                <Input placeholder={`Search ${rivals.length}`} spellCheck={false} />
              </SearchField>
              <ListBox
                aria-label="Ways to spend the same"
                onAction={(key) => {
                  const rival = rivals.find((one) => keyOf(one) === key);
                  if (rival === undefined) return;
                  onPick(rival);
                  close();
                }}
                className={classNames(popover.list, styles.list)}
                renderEmptyState={() => <p className={styles.none}>Nothing is called so</p>}
              >
                {groups
                  .filter(({ kind }) => found.some((rival) => rival.kind === kind))
                  .map(({ kind, title }) => (
                    <ListBoxSection key={kind} id={kind}>
                      <Header className={popover.heading as string}>{title}</Header>
                      {found
                        .filter((rival) => rival.kind === kind)
                        .map((rival) => (
                          <ListBoxItem
                            key={keyOf(rival)}
                            id={keyOf(rival)}
                            textValue={rival.title}
                            className={popover.item as string}
                          >
                            <span className={popover.label}>{rival.title}</span>
                            <span className={popover.check}>
                              {keyOf(rival) === keyOf(chosen) && <Check size={14} aria-label="chosen" />}
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
