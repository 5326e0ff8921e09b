import { ChevronRight } from 'lucide-react';
import { Fragment } from 'react';
import { t } from '../../locale/translate.ts';
import { closeBlocks } from '../../store/block-trail.ts';
import { useDocument } from '../../store/document.ts';
import { goTo, nameOf, useNavigation } from '../../store/navigation.ts';
import { useView } from '../../store/view.ts';
import styles from './Breadcrumb.module.css';

/** The paths of a level and everything around it, the outermost first. */
function steps(level: string): readonly string[] {
  const names = level === '' ? [] : level.split('/');
  return names.map((_, index) => names.slice(0, index + 1).join('/'));
}

/** Where the canvas is: the design, and the items entered. Each step goes back there. */
export function Breadcrumb() {
  const title = useDocument((state) => state.whole.title);
  const focus = useDocument((state) => state.focus?.block ?? null);
  const blockTitle = useDocument((state) => (state.focus === null ? '' : state.design.title));
  const level = useNavigation((state) => state.level);
  const page = useView((state) => state.page);
  const isHome = level === '';
  return (
    <nav aria-label={t('Level')} className={styles.breadcrumb}>
      <button
        type="button"
        aria-current={isHome && page === 'design' ? 'page' : undefined}
        onClick={() =>
          focus === null ? goTo('', level === '' ? [] : [level.split('/')[0] as string]) : closeBlocks()
        }
        className={styles.step}
      >
        {title}
      </button>
      {page === 'design' &&
        steps(level).map((path, index, all) => (
          <Fragment key={path}>
            <ChevronRight size={12} aria-hidden />
            <button
              type="button"
              aria-current={path === level ? 'page' : undefined}
              onClick={() =>
                path !== level && goTo(path, all[index + 1] === undefined ? [] : [all[index + 1] as string])
              }
              className={styles.step}
            >
              {path === focus ? t('Block {title}', { title: blockTitle }) : nameOf(path)}
            </button>
          </Fragment>
        ))}
    </nav>
  );
}
