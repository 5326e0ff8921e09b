import { PanelRight } from 'lucide-react';
import { useSubjectPath } from '../../inspector/subject.ts';
import { t } from '../../locale/translate.ts';
import { setPanel } from '../../store/view.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Formulas } from '../Formulas.tsx';
import styles from './BottomFormulas.module.css';

/** The formulas of what the inspector shows, below the canvas, where they have its width. */
export function BottomFormulas() {
  const path = useSubjectPath();
  return (
    <>
      <header className={styles.header}>
        <h2 className={styles.title}>{t('Formulas')}</h2>
        <span className={styles.path}>{path}</span>
        <IconButton
          icon={<PanelRight size={16} aria-hidden />}
          label={t('Put the formulas into the inspector')}
          onPress={() => setPanel('bottom', false)}
        />
      </header>
      <div className={styles.body}>
        <Formulas path={path} />
      </div>
    </>
  );
}
