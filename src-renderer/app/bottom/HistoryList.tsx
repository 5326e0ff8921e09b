import { Check } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { integerText } from '../../../src-core/format.ts';
import { t } from '../../locale/translate.ts';
import { useDocument } from '../../store/document.ts';
import { goToStep } from '../../store/undoing.ts';
import { setPanel } from '../../store/view.ts';
import { PanelHeader } from '../../ui/PanelHeader.tsx';
import styles from './HistoryList.module.css';

/** Every step since the document was opened, what was undone among them; a click goes there. */
export function HistoryList() {
  const history = useDocument((state) => state.history);
  const isFollowing = useDocument((state) => state.isFollowing);
  const current = useRef<HTMLLIElement>(null);
  const position = history.past.length;
  const steps = [...history.past, ...history.future.toReversed()];
  // biome-ignore lint/correctness/useExhaustiveDependencies: where the history stands is what is to be seen
  useEffect(() => {
    current.current?.scrollIntoView({ block: 'nearest' });
  }, [position]);

  const row = (at: number, label: string) => (
    <li key={at} ref={at === position ? current : null} aria-current={at === position ? 'step' : undefined}>
      <button
        type="button"
        disabled={isFollowing}
        data-undone={at > position || undefined}
        className={styles.row}
        onClick={() => goToStep(at)}
      >
        <span className={styles.mark}>{at === position && <Check size={14} aria-hidden />}</span>
        <span className={styles.number}>{at === 0 ? '' : integerText(at)}</span>
        <span className={styles.label}>{label}</span>
        {at > position && <span className={styles.undone}>{t('undone')}</span>}
      </button>
    </li>
  );
  return (
    <>
      <PanelHeader
        title={t('History')}
        said={t('{position} of {count} steps', {
          position: integerText(position),
          count: integerText(steps.length),
        })}
        onClose={() => setPanel('bottom', false)}
      />
      <ol aria-label={t('History')} className={styles.list}>
        {row(0, t('As it was opened'))}
        {steps.map(({ label }, index) => row(index + 1, label))}
      </ol>
      {steps.length === 0 && (
        <p className={styles.none}>{t('Each edit becomes a step here; a click on one goes back to it.')}</p>
      )}
    </>
  );
}
