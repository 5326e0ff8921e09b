import { PanelRight } from 'lucide-react';
import { useSubjectPath } from '../../inspector/subject.ts';
import { t } from '../../locale/translate.ts';
import { setPanel } from '../../store/view.ts';
import { PanelHeader } from '../../ui/PanelHeader.tsx';
import { Formulas } from '../Formulas.tsx';
import styles from './BottomFormulas.module.css';

/** The formulas of what the inspector shows, below the canvas, where they have its width. */
export function BottomFormulas() {
  const path = useSubjectPath();
  return (
    <>
      <PanelHeader
        title={t('Formulas')}
        said={<span className={styles.path}>{path}</span>}
        closing={{
          icon: <PanelRight size={16} aria-hidden />,
          label: t('Put the formulas into the inspector'),
        }}
        onClose={() => setPanel('bottom', false)}
      />
      <div className={styles.body}>
        <Formulas path={path} />
      </div>
    </>
  );
}
