import { useEffect, useRef } from 'react';
import type { VerifiedPair } from '../../src-core/contract.ts';
import { t } from '../locale/translate.ts';
import { reveal } from '../store/navigation.ts';
import { hover, primaryPath, select, useSelection } from '../store/selection.ts';
import { classNames } from '../ui/class-names.ts';
import tables from '../ui/table/table.module.css';
import { gapShare, gapText } from './gap-scale.ts';
import styles from './VerifyPanel.module.css';

/** The item that makes a tensor: what stands behind the last colon is which of its tensors it is. */
const itemOf = (path: string, paths: ReadonlySet<string>): string => {
  const plain = path.replace(/:\d+$/, '');
  return plain !== path && !paths.has(plain) ? plain : path;
};

/** Each tensor of a pair in the order in which they are made, the first that parts in view; a click chooses its item everywhere. */
export function GapTable({ pair }: { readonly pair: VerifiedPair }) {
  const selected = useSelection(primaryPath);
  const first = useRef<HTMLTableRowElement>(null);
  const paths = new Set(pair.tensors.map(({ path }) => path));
  // biome-ignore lint/correctness/useExhaustiveDependencies: another pair has another row to show
  useEffect(() => first.current?.scrollIntoView({ block: 'center' }), [pair]);
  return (
    <div className={styles.frame}>
      <table
        aria-label={t('Gap of each tensor')}
        className={classNames(tables.table, tables.items, styles.table)}
      >
        <thead>
          <tr>
            <th scope="col">{t('Path')}</th>
            <th scope="col" title={t('Over the largest value that was expected in the tensor')}>
              {t('Relative gap')}
            </th>
            <th scope="col" title={t('By powers of ten; the mark is where two tensors agree')}>
              1e-8 … 1
            </th>
            <th scope="col">{t('Absolute gap')}</th>
          </tr>
        </thead>
        <tbody>
          {pair.tensors.map(({ path, maxAbs, maxRel }) => {
            const item = itemOf(path, paths);
            const parts = maxRel === null || maxRel > pair.within;
            return (
              <tr
                key={path}
                ref={item === pair.first?.path ? first : null}
                data-parts={parts || undefined}
                data-first={item === pair.first?.path || undefined}
                aria-selected={item === selected}
                onPointerEnter={() => hover(item)}
                onPointerLeave={() => hover(null)}
              >
                <th scope="row">
                  <button
                    type="button"
                    className={styles.item}
                    onClick={() => select([item])}
                    onDoubleClick={() => reveal(item)}
                  >
                    {path}
                  </button>
                </th>
                <td>{gapText(maxRel)}</td>
                <td>
                  <span className={styles.track}>
                    <span className={styles.fill} style={{ width: `${100 * gapShare(maxRel)}%` }} />
                    <span className={styles.mark} style={{ left: `${100 * gapShare(pair.within)}%` }} />
                  </span>
                </td>
                <td>{gapText(maxAbs)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
