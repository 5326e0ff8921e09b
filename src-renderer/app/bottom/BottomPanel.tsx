import { useRef } from 'react';
import { t } from '../../locale/translate.ts';
import { setView, useView } from '../../store/view.ts';
import styles from './BottomPanel.module.css';
import { bottomTabs } from './bottom-tabs.ts';

const lowest = 140;

/** The panel below the canvas: one of the bottom tabs, with an edge that is dragged to give it more room. */
export function BottomPanel() {
  const height = useView((state) => state.bottomHeight);
  const id = useView((state) => state.bottomTab);
  const tab = bottomTabs.find((one) => one.id === id);
  const start = useRef<{ y: number; height: number } | null>(null);
  const resize = (to: number) =>
    setView({ bottomHeight: Math.round(Math.min(window.innerHeight * 0.75, Math.max(lowest, to))) });
  if (tab === undefined) return null;
  return (
    <section data-part="bottom" aria-label={t(tab.title)} className={styles.panel} style={{ height }}>
      {/* biome-ignore lint/a11y/useSemanticElements: a rule cannot be moved */}
      <div
        role="separator"
        aria-label={t('Height of the bottom panel')}
        aria-orientation="horizontal"
        aria-valuenow={height}
        tabIndex={0}
        className={styles.edge}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          start.current = { y: event.clientY, height };
        }}
        onPointerMove={(event) => {
          if (start.current !== null) resize(start.current.height + start.current.y - event.clientY);
        }}
        onPointerUp={() => {
          start.current = null;
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowUp') resize(height + 24);
          else if (event.key === 'ArrowDown') resize(height - 24);
          else return;
          event.preventDefault();
        }}
      />
      <tab.View />
    </section>
  );
}
