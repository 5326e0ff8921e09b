import { Glyph } from '../ui/Glyph.tsx';
import styles from './DragGhost.module.css';
import { useDrag } from './drag.ts';

/** What is dragged, under the pointer. */
export function DragGhost() {
  const { definition, x, y } = useDrag();
  if (definition === null) return null;
  return (
    <div
      className={styles.ghost}
      data-family={definition.family}
      style={{ transform: `translate(${x}px, ${y}px)` }}
    >
      <Glyph family={definition.family} />
      {definition.title}
    </div>
  );
}
