import { GripVertical } from 'lucide-react';
import type { Definition } from '../../src-core/language/definition.ts';
import { hintOf } from '../catalogue/sections.ts';
import { tCore } from '../locale/core-text.ts';
import { t } from '../locale/translate.ts';
import { Glyph } from '../ui/Glyph.tsx';
import { OptionsMenu } from '../ui/OptionsMenu.tsx';
import { followPress } from './drag.ts';
import type { ItemPlace } from './item-place.ts';
import { useOwnRow } from './own-row.ts';
import styles from './PaletteRow.module.css';

interface PaletteRowProps {
  readonly definition: Definition;
  readonly place: ItemPlace;
}

/** One definition: dragged to the canvas, or added by a double-click or Enter. */
export function PaletteRow({ definition, place }: PaletteRowProps) {
  const { hint, entries } = useOwnRow(definition);
  const row = (
    <button
      type="button"
      aria-label={definition.title}
      title={tCore(definition.summary)}
      data-definition={definition.id}
      className={styles.row}
      onPointerDown={(event) => {
        if (event.button === 0) followPress(definition, event, place);
      }}
      onDoubleClick={() => place.add(definition)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return;
        event.preventDefault();
        place.add(definition);
      }}
    >
      <GripVertical size={12} aria-hidden className={styles.grip} />
      <Glyph family={definition.family} />
      <span className={styles.words}>
        <span className={styles.name}>{definition.title}</span>
        {/* the symbols of its fields are drawn, and no part of its name; what is to be known of it is read aloud */}
        {hint === null ? (
          <span data-hint={hintOf(definition)} className={styles.hint} />
        ) : (
          <span className={styles.hint}>{hint}</span>
        )}
      </span>
    </button>
  );
  if (entries === null) return row;
  return (
    <div className={styles.own}>
      {row}
      <OptionsMenu label={t('Options of {label}', { label: definition.title })} entries={entries} />
    </div>
  );
}
