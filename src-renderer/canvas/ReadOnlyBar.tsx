import { Lock } from 'lucide-react';
import { itemAt } from '../../src-core/analysis/item-paths.ts';
import { t } from '../locale/translate.ts';
import { useDocument } from '../store/document.ts';
import { ownerOf } from '../store/drawings.ts';
import { useNavigation } from '../store/navigation.ts';
import { Button } from '../ui/Button.tsx';
import { canDetach, canOwn, detach, editAsOwn } from './own-blocks.ts';
import styles from './ReadOnlyBar.module.css';

/** Says of the inside of a ready block that its fields make it, and offers what can be edited instead. */
export function ReadOnlyBar() {
  const level = useNavigation((state) => state.level);
  const analysis = useDocument((state) => state.analysis);
  const owner = ownerOf(analysis.design, level);
  const title = itemAt(analysis, owner)?.definition?.title ?? owner;
  const why = t('{title} is a ready block: its fields make what is inside, and nothing can be edited here.', {
    title,
  });
  return (
    <div data-over="top" role="note" aria-label={t('Read-only')} className={styles.bar}>
      <Lock size={14} aria-hidden />
      <span title={why} className={styles.why}>
        {why}
      </span>
      {canDetach() && (
        <Button look="outlined" onPress={detach}>
          {t('Detach a copy')}
        </Button>
      )}
      {canOwn() && (
        <Button look="outlined" onPress={editAsOwn}>
          {t('Edit as own block')}
        </Button>
      )}
    </div>
  );
}
