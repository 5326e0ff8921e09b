import { ChevronDown, ChevronUp, ListChecks, X } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { useDeferredValue, useEffect, useRef } from 'react';
import { integerText } from '../../../src-core/format.ts';
import { canvasFocus } from '../../canvas/viewport.ts';
import { sentence } from '../../locale/sentences.ts';
import type { PlainText } from '../../locale/translate.ts';
import { t } from '../../locale/translate.ts';
import { useDocument } from '../../store/document.ts';
import { useShortcut } from '../../store/keys.ts';
import { Fault } from '../../ui/Fault.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import styles from './FindPanel.module.css';
import { FoundList, listId, optionId } from './FoundList.tsx';
import {
  closeSearch,
  faultIn,
  search,
  selectFound,
  setPanelElement,
  setSearch,
  useSearch,
  walkFound,
} from './searching.ts';

const examples: readonly (readonly [string, PlainText])[] = [
  ['conv', 'a name or a kind'],
  ['stage3/block2', 'a part of a path'],
  ['64x56x56', 'a shape, * for any size'],
  ['groups = 32', 'a field'],
  ['kernel >= 5 and stride = 2', 'with and, or, not'],
  ['macs > 5%', 'a share of the design'],
];

const faultId = 'find-fault';

/** The search over all items of the design, above the canvas. */
export function FindPanel() {
  const isOpen = useSearch((state) => state.isOpen);
  return isOpen ? <OpenPanel /> : null;
}

function OpenPanel() {
  const text = useSearch((state) => state.text);
  const asked = useSearch((state) => state.asked);
  const current = useSearch((state) => state.current);
  const [previousKey, nextKey] = [useShortcut('find.previous'), useShortcut('find.next')];
  const field = useRef<HTMLInputElement>(null);
  const analysis = useDocument((state) => state.analysis);
  const [lateText, lateAnalysis] = [useDeferredValue(text), useDeferredValue(analysis)];
  const isEmpty = lateText.trim() === '';
  const found = search(lateAnalysis, lateText);
  const fault = faultIn(found);
  const count = found.ok && !isEmpty ? found.value.count : 0;
  const place = found.ok && current !== null ? found.value.indexFrom(current) : null;
  const index = Math.min(place?.index ?? 0, Math.max(0, count - 1));

  // asked for again, the field is there to be typed over
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is being asked that takes the keyboard
  useEffect(() => {
    field.current?.select();
  }, [asked]);

  const close = () => {
    closeSearch();
    canvasFocus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') close();
    else if (event.target !== field.current) return;
    else if (event.key === 'Enter') walkFound(event.shiftKey ? -1 : 1);
    else if (event.key === 'ArrowDown') walkFound(1);
    else if (event.key === 'ArrowUp') walkFound(-1);
    else return;
    event.preventDefault();
  };
  return (
    <search ref={setPanelElement} aria-label={t('Find items')} className={styles.panel} onKeyDown={onKeyDown}>
      <div className={styles.line}>
        <input
          ref={field}
          role="combobox"
          aria-label={t('Find an item')}
          aria-expanded={count > 0}
          aria-controls={listId}
          aria-activedescendant={count > 0 ? optionId(index) : undefined}
          aria-invalid={fault !== null || undefined}
          aria-describedby={fault === null ? undefined : faultId}
          placeholder={t('Name, kind, shape, or groups = 32')}
          spellCheck={false}
          autoComplete="off"
          value={text}
          className={styles.field}
          onChange={(event) => setSearch(event.target.value)}
        />
        <output aria-label={t('Found')} className={styles.count}>
          {isEmpty || fault !== null ? '' : countText(count, place?.isFound === true ? index + 1 : null)}
        </output>
        <IconButton
          icon={<ChevronUp size={14} aria-hidden />}
          label={t('Previous')}
          shortcut={previousKey}
          isDisabled={count === 0}
          onPress={() => walkFound(-1)}
        />
        <IconButton
          icon={<ChevronDown size={14} aria-hidden />}
          label={t('Next')}
          shortcut={nextKey}
          isDisabled={count === 0}
          onPress={() => walkFound(1)}
        />
        <IconButton
          icon={<ListChecks size={14} aria-hidden />}
          label={t('Select all found')}
          isDisabled={count === 0}
          onPress={selectFound}
        />
        <IconButton icon={<X size={14} aria-hidden />} label={t('Close')} shortcut="Escape" onPress={close} />
      </div>
      {fault !== null && (
        <div className={styles.fault}>
          <Fault id={faultId}>
            {fault.where.at !== undefined && (
              <span className={styles.excerpt} aria-hidden>
                {lateText.slice(Math.max(0, fault.where.at - 16), fault.where.at)}
                <mark>{lateText[fault.where.at] ?? ' '}</mark>
                {lateText.slice(fault.where.at + 1, fault.where.at + 16)}
              </span>
            )}
            {sentence(fault)}
          </Fault>
        </div>
      )}
      {isEmpty && <Examples />}
      {found.ok && count > 0 && <FoundList found={found.value} index={index} />}
    </search>
  );
}

function countText(count: number, place: number | null): string {
  if (count === 0) return t('nothing');
  return place === null
    ? integerText(count)
    : t('{place} of {count}', { place: integerText(place), count: integerText(count) });
}

/** What can be asked, each a click away. */
function Examples() {
  return (
    <ul aria-label={t('Examples')} className={styles.examples}>
      {examples.map(([example, meaning]) => (
        <li key={example}>
          <button type="button" className={styles.example} onClick={() => setSearch(example)}>
            <code className={styles.code}>{example}</code>
            <span className={styles.meaning}>{t(meaning)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
