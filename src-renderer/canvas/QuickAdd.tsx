import type { KeyboardEvent } from 'react';
import { useCallback, useEffect, useRef } from 'react';
import { t } from '../locale/translate.ts';
import { useDocument } from '../store/document.ts';
import { primaryPath, useSelection } from '../store/selection.ts';
import { classNames } from '../ui/class-names.ts';
import { Glyph } from '../ui/Glyph.tsx';
import { useCombobox } from '../ui/use-combobox.ts';
import { addTo, freePlace } from './adding.ts';
import { focusItem } from './keyboard/focus.ts';
import styles from './QuickAdd.module.css';
import type { AddingTo, QuickAddState } from './quick-add.ts';
import { closeQuickAdd, useQuickAdd } from './quick-add.ts';
import { useOffered } from './use-offered.ts';
import { toCanvas } from './viewport.ts';

const mostShown = 200;

/** Search for an item and add it where the pointer is. */
export function QuickAdd() {
  const { at, to, yields } = useQuickAdd();
  return at === null ? null : <QuickAddMenu at={at} to={to} yields={yields} />;
}

/** What the field asks for. */
function asking(to: AddingTo | null): string {
  if (to === null) return t('Add an item');
  if (to.kind === 'port') return t('Add what fits {name}', { name: to.port.node });
  if (to.kind === 'item') return t('Replace {name} with', { name: to.id });
  const edge = useDocument.getState().design.edges.find(({ id }) => id === to.edge);
  return edge === undefined
    ? t('Add an item')
    : t('Add between {from} and {to}', { from: edge.from.node, to: edge.to.node });
}

function QuickAddMenu({
  at,
  to,
  yields,
}: {
  readonly at: NonNullable<QuickAddState['at']>;
  readonly to: AddingTo | null;
  readonly yields: boolean;
}) {
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const { offered, isJudging } = useOffered(to);
  const search = useCallback((query: string) => offered(query).slice(0, mostShown), [offered]);
  const { options, current, field, list, option } = useCombobox({
    listId: 'quick-add-items',
    optionId: ({ definition }) => `quick-add-${definition.id}`,
    search,
    onChoose: (found) => {
      const place = toCanvas(at.x, at.y);
      if (found === undefined && isJudging) return;
      closeQuickAdd();
      if (found === undefined || place === null) return;
      addTo(found.definition, yields ? freePlace(found.definition, place) : place, to);
      // the keyboard goes on at what was added
      const added = primaryPath(useSelection.getState());
      if (added !== null) focusItem(added);
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
      aria-label={to?.kind === 'item' ? t('Replace an item') : t('Add an item')}
      className={styles.menu}
      style={{ left, top, width }}
    >
      <input
        {...field}
        ref={input}
        aria-label={t('Search items')}
        placeholder={asking(to)}
        onKeyDown={onKeyDown}
        className={styles.field}
      />
      <div {...list} role="listbox" aria-label={t('Items')} aria-busy={isJudging} className={styles.list}>
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
              <span className={styles.hint}>{recent && to === null ? t('recent') : hint}</span>
            </div>
          );
        })}
        {options.length === 0 && (
          <p className={styles.none}>
            {isJudging
              ? t('Looking for what fits …')
              : to === null
                ? t('Nothing is called so')
                : t('Nothing that fits here is called so')}
          </p>
        )}
      </div>
    </div>
  );
}
