import type { PointerEvent } from 'react';
import { memo, useRef } from 'react';
import type { Note } from '../../../src-core/document/design.ts';
import { t } from '../../locale/translate.ts';
import { editNote, selectNote, setNoteText, useNotes } from '../../store/notes.ts';
import { classNames } from '../../ui/class-names.ts';
import { currentZoom } from '../viewport.ts';
import styles from './NoteBox.module.css';
import type { NoteDrag } from './note-drag.ts';
import { endNoteDrag, moveNote, resizeNote, startNoteDrag } from './note-drag.ts';

/**
 * A note: behind items its frame and a grip to size it, before them its words, which it is moved by with what stands inside. What a test can hold on to:
 * `[data-note="n1"]`, in it a button with the words and one named "Size of the note".
 */
function Box({ note }: { readonly note: Note }) {
  const { id, text, position, size } = note;
  const isSelected = useNotes((state) => state.selected === id);
  const isEditing = useNotes((state) => state.editing === id);
  const drag = useRef<NoteDrag | null>(null);

  const followed = (follow: (drag: NoteDrag, by: { x: number; y: number }) => void) => ({
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return;
      event.stopPropagation();
      event.currentTarget.setPointerCapture(event.pointerId);
      selectNote(id);
      drag.current = startNoteDrag(note, event);
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (drag.current === null) return;
      const { from } = drag.current;
      const zoom = currentZoom();
      follow(drag.current, {
        x: Math.round((event.clientX - from.x) / zoom),
        y: Math.round((event.clientY - from.y) / zoom),
      });
    },
    onPointerUp: () => {
      if (drag.current !== null) endNoteDrag(drag.current);
      drag.current = null;
    },
  });
  return (
    <div
      data-note={id}
      className={classNames('nodrag nopan', styles.note, isSelected && styles.selected)}
      style={{ left: position.x, top: position.y, width: size.width, height: size.height }}
    >
      <div className={styles.frame} />
      {isEditing ? (
        <textarea
          aria-label={t('Words of the note')}
          defaultValue={text}
          ref={(field) => field?.focus()}
          className={styles.field}
          onPointerDown={(event) => event.stopPropagation()}
          onBlur={(event) => setNoteText(id, event.currentTarget.value)}
          onKeyDown={(event) => {
            event.stopPropagation();
            if (event.key === 'Escape' || (event.key === 'Enter' && !event.shiftKey)) {
              event.preventDefault();
              event.currentTarget.blur();
            }
          }}
        />
      ) : (
        <button
          type="button"
          className={styles.words}
          {...followed(moveNote)}
          onFocus={() => selectNote(id)}
          onDoubleClick={(event) => {
            event.stopPropagation();
            editNote(id);
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' && event.key !== 'F2') return;
            event.preventDefault();
            event.stopPropagation();
            editNote(id);
          }}
        >
          {text === '' ? t('Note') : text}
        </button>
      )}
      <button
        type="button"
        aria-label={t('Size of the note')}
        className={styles.grip}
        {...followed(resizeNote)}
      />
    </div>
  );
}

export const NoteBox = memo(Box);
