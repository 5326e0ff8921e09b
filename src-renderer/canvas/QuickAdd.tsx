import type { KeyboardEvent } from 'react';
import { useCallback, useEffect, useRef } from 'react';
import { matching } from '../catalogue/matching.ts';
import { t } from '../locale/translate.ts';
import { classNames } from '../ui/class-names.ts';
import { Glyph } from '../ui/Glyph.tsx';
import { useCombobox } from '../ui/use-combobox.ts';
import { addAt, addWired, couldWire } from './adding.ts';
import styles from './QuickAdd.module.css';
import type { QuickAddState } from './quick-add.ts';
import { closeQuickAdd, useQuickAdd } from './quick-add.ts';
import { toCanvas } from './viewport.ts';

const mostShown = 200;

/** Search for an item and add it where the pointer is. */
export function QuickAdd() {
  const { at, wire } = useQuickAdd();
  return at === null ? null : <QuickAddMenu at={at} wire={wire} />;
}

function QuickAddMenu({
  at,
  wire,
}: {
  readonly at: NonNullable<QuickAddState['at']>;
  readonly wire: QuickAddState['wire'];
}) {
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const search = useCallback(
    (query: string) => {
      const all = matching(query);
      return (
        wire === null ? all : all.filter(({ definition }) => couldWire(definition, wire.port, wire.kind))
      ).slice(0, mostShown);
    },
    [wire],
  );
  const { options, current, field, list, option } = useCombobox({
    listId: 'quick-add-items',
    optionId: ({ definition }) => `quick-add-${definition.id}`,
    search,
    onChoose: (found) => {
      const place = toCanvas(at.x, at.y);
      closeQuickAdd();
      if (found === undefined || place === null) return;
      if (wire === null) addAt(found.definition, place);
      else addWired(found.definition, place, wire.port, wire.kind);
    },
  });

  useEffect(() => {
    input.current?.focus();
    const close = (event: PointerEvent) => {
      if (!box.current?.contains(event.target as Node)) closeQuickAdd();
    };
    window.addEventListener('pointerdown', close, { capture: true });
    return () => window.removeEventListener('pointerdown', close, { capture: true });
  }, []);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' || event.key === 'Tab') {
      closeQuickAdd();
      event.preventDefault();
    } else field.onKeyDown(event);
    if (event.defaultPrevented) event.stopPropagation();
  };

  const width = 280;
  const height = 340;
  const left = Math.min(at.x, window.innerWidth - width - 8);
  const top = Math.min(at.y, window.innerHeight - height - 8);
  return (
    <div
      ref={box}
      role="dialog"
      aria-label={t('Add an item')}
      className={styles.menu}
      style={{ left, top, width }}
    >
      <input
        {...field}
        ref={input}
        aria-label={t('Search items')}
        placeholder={wire === null ? t('Add an item') : t('Add what fits {name}', { name: wire.port.node })}
        onKeyDown={onKeyDown}
        className={styles.field}
      />
      <div {...list} role="listbox" aria-label={t('Items')} className={styles.list}>
        {options.map((found, index) => {
          const { definition, hint, recent } = found;
          return (
            <div
              key={definition.id}
              {...option(found, index)}
              className={classNames(styles.item, index === current && styles.active)}
            >
              <Glyph family={definition.family} />
              <span className={styles.title}>{definition.title}</span>
              <span className={styles.hint}>{recent ? t('recent') : hint}</span>
            </div>
          );
        })}
        {options.length === 0 && (
          <p className={styles.none}>
            {t(wire === null ? 'Nothing is called so' : 'Nothing that fits here is called so')}
          </p>
        )}
      </div>
    </div>
  );
}
