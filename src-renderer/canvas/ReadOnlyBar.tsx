import { Lock } from 'lucide-react';
import { t } from '../locale/translate.ts';
import { useDocument } from '../store/document.ts';
import { useNavigation } from '../store/navigation.ts';
import { Button } from '../ui/Button.tsx';
import styles from './ReadOnlyBar.module.css';
import { insteadOfReadOnly, whyReadOnly } from './read-only.ts';

/** Says of the inside of a ready block that its fields make it, and offers what can be edited instead. */
export function ReadOnlyBar() {
  // what is said is read with these
  useNavigation((state) => state.level);
  useDocument((state) => state.analysis);
  const why = whyReadOnly();
  return (
    <div data-over="top" role="note" aria-label={t('Read-only')} className={styles.bar}>
      <Lock size={14} aria-hidden />
      <span title={why} className={styles.why}>
        {why}
      </span>
      {insteadOfReadOnly().map(({ label, run }) => (
        <Button key={label} look="outlined" onPress={run}>
          {label}
        </Button>
      ))}
    </div>
  );
}
