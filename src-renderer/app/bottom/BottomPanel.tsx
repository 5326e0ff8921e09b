import { t } from '../../locale/translate.ts';
import { setView, useView } from '../../store/view.ts';
import { ResizeEdge } from '../../ui/ResizeEdge.tsx';
import styles from './BottomPanel.module.css';
import { bottomTabs } from './bottom-tabs.ts';

const lowest = 140;

/** The panel below the canvas: one of the bottom tabs, with an edge that is dragged to give it more room. */
export function BottomPanel() {
  const height = useView((state) => state.bottomHeight);
  const id = useView((state) => state.bottomTab);
  const tab = bottomTabs.find((one) => one.id === id);
  const resize = (to: number) =>
    setView({ bottomHeight: Math.round(Math.min(window.innerHeight * 0.75, Math.max(lowest, to))) });
  if (tab === undefined) return null;
  return (
    <section data-part="bottom" aria-label={t(tab.title)} className={styles.panel} style={{ height }}>
      <ResizeEdge label={t('Height of the bottom panel')} edge="top" size={height} onResize={resize} />
      <tab.View />
    </section>
  );
}
