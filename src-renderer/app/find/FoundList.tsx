import { useEffect, useRef, useState } from 'react';
import { itemAt } from '../../../src-core/analysis/item-paths.ts';
import type { Found } from '../../../src-core/find/found.ts';
import { unknown } from '../../../src-core/format.ts';
import { tCore } from '../../locale/core-text.ts';
import { t } from '../../locale/translate.ts';
import { useDocument } from '../../store/document.ts';
import { nameOf, parentOf } from '../../store/navigation.ts';
import { classNames } from '../../ui/class-names.ts';
import { Glyph } from '../../ui/Glyph.tsx';
import styles from './FoundList.module.css';
import { goToFound } from './searching.ts';

const rowHeight = 24;
/** So many rows are drawn above and below those that are seen. */
const spare = 8;
const shownRows = 14;

export const listId = 'found-items';
export const optionId = (index: number): string => `found-item-${index}`;

/** The items that were found: thousands are counted, those in view are listed. */
export function FoundList({ found, index }: { readonly found: Found; readonly index: number }) {
  const analysis = useDocument((state) => state.analysis);
  const ref = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const height = Math.min(found.count, shownRows) * rowHeight;

  useEffect(() => {
    const list = ref.current;
    if (list === null) return;
    const [from, to] = [index * rowHeight, (index + 1) * rowHeight];
    if (from < list.scrollTop) list.scrollTop = from;
    else if (to > list.scrollTop + list.clientHeight) list.scrollTop = to - list.clientHeight;
  }, [index]);

  const first = Math.max(0, Math.floor(top / rowHeight) - spare);
  const paths = found.slice(first, first + shownRows + 2 * spare);
  return (
    <div
      ref={ref}
      id={listId}
      role="listbox"
      aria-label={t('Found items')}
      className={styles.list}
      style={{ height }}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
    >
      <div style={{ height: found.count * rowHeight }} className={styles.room}>
        {paths.map((path, offset) => {
          const at = first + offset;
          const definition = itemAt(analysis, path)?.definition;
          return (
            // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the keyboard and names the active option
            // biome-ignore lint/a11y/useKeyWithClickEvents: the arrow keys in the field walk the list
            <div
              key={path}
              id={optionId(at)}
              role="option"
              aria-selected={at === index}
              aria-setsize={found.count}
              aria-posinset={at + 1}
              title={`${path}, ${tCore(definition?.title ?? unknown)}`}
              style={{ top: at * rowHeight }}
              className={classNames(styles.row, at === index && styles.active)}
              onClick={() => goToFound(path)}
            >
              <Glyph family={definition?.family ?? 'block'} size={14} />
              <span className={styles.path}>
                {parentOf(path) !== '' && <span className={styles.level}>{parentOf(path)}/</span>}
                {nameOf(path)}
              </span>
              <span className={styles.kind}>{tCore(definition?.title ?? unknown)}</span>
            </div>
          );
        })}
      </div>
    </div>
  );
}
