import type { KeyboardEvent } from 'react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { matching } from '../catalogue/matching.ts';
import { definitionOf } from '../catalogue/sections.ts';
import { classNames } from '../ui/class-names.ts';
import { Glyph } from '../ui/Glyph.tsx';
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
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const found = useMemo(() => {
    const all = matching(query);
    return (
      wire === null ? all : all.filter(({ definition }) => couldWire(definition, wire.port, wire.kind))
    ).slice(0, mostShown);
  }, [query, wire]);
  const current = Math.min(active, Math.max(0, found.length - 1));

  useEffect(() => {
    field.current?.focus();
    const close = (event: PointerEvent) => {
      if (!box.current?.contains(event.target as Node)) closeQuickAdd();
    };
    window.addEventListener('pointerdown', close, { capture: true });
    return () => window.removeEventListener('pointerdown', close, { capture: true });
  }, []);

  useEffect(() => {
    box.current?.querySelector(`[data-index="${current}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [current]);

  const choose = (id: string | undefined) => {
    const definition = id === undefined ? undefined : definitionOf(id);
    const place = toCanvas(at.x, at.y);
    closeQuickAdd();
    if (definition === undefined || place === null) return;
    if (wire === null) addAt(definition, place);
    else addWired(definition, place, wire.port, wire.kind);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setActive(Math.min(found.length - 1, current + 1));
    else if (event.key === 'ArrowUp') setActive(Math.max(0, current - 1));
    else if (event.key === 'Enter') choose(found[current]?.definition.id);
    else if (event.key === 'Escape' || event.key === 'Tab') closeQuickAdd();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const width = 280;
  const height = 340;
  const left = Math.min(at.x, window.innerWidth - width - 8);
  const top = Math.min(at.y, window.innerHeight - height - 8);
  return (
    <div
      ref={box}
      role="dialog"
      aria-label="Add an item"
      className={styles.menu}
      style={{ left, top, width }}
    >
      <input
        ref={field}
        role="combobox"
        aria-label="Search items"
        aria-expanded
        aria-controls="quick-add-items"
        aria-activedescendant={
          found[current] === undefined ? undefined : `quick-add-${found[current].definition.id}`
        }
        placeholder={wire === null ? 'Add an item' : `Add what fits ${wire.port.node}`}
        spellCheck={false}
        autoComplete="off"
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
        className={styles.field}
      />
      <div id="quick-add-items" role="listbox" aria-label="Items" className={styles.list}>
        {found.map(({ definition, hint, recent }, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and points at the active option
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's
          <div
            key={definition.id}
            id={`quick-add-${definition.id}`}
            role="option"
            aria-selected={index === current}
            data-index={index}
            className={classNames(styles.item, index === current && styles.active)}
            onPointerMove={() => setActive(index)}
            onClick={() => choose(definition.id)}
          >
            <Glyph family={definition.family} />
            <span className={styles.title}>{definition.title}</span>
            <span className={styles.hint}>{recent ? 'recent' : hint}</span>
          </div>
        ))}
        {found.length === 0 && (
          <p className={styles.none}>
            {wire === null ? 'Nothing is called so' : 'Nothing that fits here is called so'}
          </p>
        )}
      </div>
    </div>
  );
}
