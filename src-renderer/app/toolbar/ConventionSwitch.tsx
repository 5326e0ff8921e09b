import { Check, ChevronDown, Search } from 'lucide-react';
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
import type { Convention } from '../../../src-core/analysis/conventions/convention.ts';
import { conventionOf, unitOf } from '../../../src-core/analysis/conventions/conventions.ts';
import { costUnder } from '../../../src-core/analysis/conventions/cost.ts';
import type { ConventionName } from '../../../src-core/analysis/conventions/rules.ts';
import { conventionNames } from '../../../src-core/analysis/conventions/rules.ts';
import { tCore } from '../../locale/core-text.ts';
import { t } from '../../locale/translate.ts';
import { useDocument } from '../../store/document.ts';
import { setView, useView } from '../../store/view.ts';
import { classNames } from '../../ui/class-names.ts';
import { exactCost } from '../../ui/figures.ts';
import popover from '../../ui/Popover.module.css';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import styles from './ConventionSwitch.module.css';
import { conventionGroups } from './convention-choices.ts';

const modes = [
  { value: 'tool', label: 'as each tool does' },
  { value: 'eval', label: 'eval' },
  { value: 'train', label: 'train' },
] as const;

const own = [
  { value: 'macs', label: 'MACs' },
  { value: 'flops', label: 'FLOPs' },
] as const;

/** The design's cost as a convention counts it. The list is open when this is asked, and open designs are small. */
function DesignCost({ name }: { readonly name: ConventionName }) {
  const analysis = useDocument((state) => state.analysis);
  const isShown = useView((state) => state.page !== 'welcome');
  const mode = useView((state) => state.mode);
  if (!isShown || analysis.items.size === 0) return null;
  const cost = costUnder(analysis, conventionOf(name, mode === 'tool' ? undefined : mode));
  return (
    <span className={styles.value} title={cost.error}>
      {exactCost(cost).value}
    </span>
  );
}

function Choice({ convention, isChosen }: { readonly convention: Convention; readonly isChosen: boolean }) {
  return (
    <ListBoxItem
      id={convention.name}
      textValue={convention.title}
      className={classNames(popover.item, styles.choice)}
    >
      <span className={styles.check}>{isChosen && <Check size={14} aria-label={t('chosen')} />}</span>
      <span className={styles.words}>
        <span className={styles.head}>
          <span className={styles.title}>{convention.title}</span>
          <span className={styles.unit}>
            {convention.calls === unitOf(convention)
              ? unitOf(convention)
              : t('{unit}, printed as “{name}”', { unit: unitOf(convention), name: convention.calls })}
          </span>
          <DesignCost name={convention.name as ConventionName} />
        </span>
        <span className={styles.counts}>{tCore(convention.counts)}</span>
        {convention.note !== undefined && (
          <span className={styles.counts}>
            <span className={styles.wrong}>{t('to know')}</span> {tCore(convention.note)}
          </span>
        )}
      </span>
    </ListBoxItem>
  );
}

function Choices({ close }: { readonly close: () => void }) {
  const [query, setQuery] = useState('');
  const chosen = useView((state) => state.convention);
  const groups = conventionGroups(query);
  const choose = (key: unknown) => {
    const convention = conventionNames.find((name) => name === key);
    if (convention === undefined) return;
    setView({ convention });
    close();
  };
  return (
    <Autocomplete inputValue={query} onInputChange={setQuery}>
      <SearchField aria-label={t('Find a convention')} autoFocus className={styles.search as string}>
        <Search size={14} aria-hidden />
        <Input placeholder={t('Count the cost as …')} spellCheck={false} />
      </SearchField>
      <ScrollRegion label={t('Conventions')} className={styles.list}>
        <ListBox
          aria-label={t('Conventions')}
          onAction={choose}
          className={popover.list as string}
          renderEmptyState={() => <p className={styles.none}>{t('No tool is called so')}</p>}
        >
          {groups.map((group) => (
            <ListBoxSection key={group.id} id={group.id}>
              <Header className={popover.heading as string}>{t(group.title)}</Header>
              {group.conventions.map((convention) => (
                <Choice key={convention.name} convention={convention} isChosen={convention.name === chosen} />
              ))}
            </ListBoxSection>
          ))}
        </ListBox>
      </ScrollRegion>
    </Autocomplete>
  );
}

/** The mode of the model, for the tools that leave a choice. */
function ModeChoice() {
  const mode = useView((state) => state.mode);
  return (
    <div className={styles.mode}>
      <span className={styles.counts}>{t('Count a model in')}</span>
      <SegmentedControl<(typeof modes)[number]['value']>
        label={t('Mode of the model')}
        value={mode}
        segments={modes.map(({ value, label }) => ({ value, label: t(label) }))}
        onChange={(value) => setView({ mode: value })}
      />
    </div>
  );
}

const bases = [
  { value: '1000', label: '1000s' },
  { value: '1024', label: '1024s' },
] as const;

/** What the next larger unit of short counts and sizes is. */
function BaseChoice() {
  const base = useView((state) => state.unitBase);
  return (
    <div className={styles.mode}>
      <span className={styles.counts}>{t('Write counts and sizes by')}</span>
      <SegmentedControl<(typeof bases)[number]['value']>
        label={t('Unit of counts and sizes')}
        value={base === 1024 ? '1024' : '1000'}
        segments={bases}
        onChange={(value) => setView({ unitBase: value === '1024' ? 1024 : 1000 })}
      />
    </div>
  );
}

/** The one switch for what every cost is counted as: Blockwright's own two units, or any tool's number. */
export function ConventionSwitch() {
  const chosen = useView((state) => state.convention);
  const isOwn = chosen === 'macs' || chosen === 'flops';
  return (
    <div className={styles.switch}>
      <SegmentedControl<string>
        label={t('Cost unit')}
        value={chosen}
        segments={own}
        onChange={(value) => setView({ convention: value === 'flops' ? 'flops' : 'macs' })}
      />
      <DialogTrigger>
        <Button
          aria-label={
            isOwn
              ? t('Count the cost as another tool does')
              : `${chosen}, ${t('Count the cost as another tool does')}`
          }
          className={classNames(styles.more, !isOwn && styles.chosen)}
        >
          {isOwn ? null : chosen}
          <ChevronDown size={14} aria-hidden />
        </Button>
        <Popover placement="bottom end" offset={4} className={classNames(popover.popover, styles.popover)}>
          <Dialog aria-label={t('Conventions')} className={styles.dialog as string}>
            {({ close }) => (
              <>
                <Choices close={close} />
                <ModeChoice />
                <BaseChoice />
              </>
            )}
          </Dialog>
        </Popover>
      </DialogTrigger>
    </div>
  );
}
