import { GripVertical } from 'lucide-react';
import type { Definition } from '../../src-core/language/definition.ts';
import { centreOfView } from '../canvas/viewport.ts';
import { addAfterSelection } from '../store/adding.ts';
import { openDrawing } from '../store/drawings.ts';
import { goTo } from '../store/navigation.ts';
import { primaryPath, useSelection } from '../store/selection.ts';
import { Glyph } from '../ui/Glyph.tsx';
import { followPress } from './drag.ts';
import styles from './PaletteRow.module.css';
import { hintOf } from './sections.ts';

/** Adds an item without the pointer: after the selected one, or in the middle of the view. */
function add(definition: Definition): void {
  if (openDrawing() === null) goTo('');
  addAfterSelection(definition, primaryPath(useSelection.getState()), centreOfView());
}

/** One definition: dragged to the canvas, or added by a double-click or Enter. */
export function PaletteRow({ definition }: { readonly definition: Definition }) {
  return (
    <button
      type="button"
      aria-label={definition.title}
      title={definition.summary}
      data-definition={definition.id}
      className={styles.row}
      onPointerDown={(event) => {
        if (event.button === 0) followPress(definition, event);
      }}
      onDoubleClick={() => add(definition)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return;
        event.preventDefault();
        add(definition);
      }}
    >
      <GripVertical size={12} aria-hidden className={styles.grip} />
      <Glyph family={definition.family} />
      <span className={styles.words}>
        <span className={styles.name}>{definition.title}</span>
        <span className={styles.hint}>{hintOf(definition)}</span>
      </span>
    </button>
  );
}
