import { ArrowDown, ArrowRight, Map as MapIcon, Maximize, Minus, Plus } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { t } from '../locale/translate.ts';
import { tNodes } from '../locale/translate-nodes.ts';
import { runCommand } from '../store/commands.ts';
import { useDirection } from '../store/direction.ts';
import { useDocument } from '../store/document.ts';
import { around } from '../store/drawings.ts';
import { shortcutOf, useKeys } from '../store/keys.ts';
import { nameOf, useNavigation } from '../store/navigation.ts';
import { useView } from '../store/view.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import { currentZoom, onZoom } from './viewport.ts';
import styles from './ZoomCluster.module.css';

/** Zoom, fit and direction in the bottom left corner; inside an item it also says how to leave. */
export function ZoomCluster() {
  const direction = useDirection((state) => state.direction);
  const level = useNavigation((state) => state.level);
  const outside = useDocument((state) => around(state.design, level).level);
  // the tooltips say the keys of now
  useKeys((state) => state.chosen);
  const minimap = useView((state) => state.minimap);
  const Direction = direction === 'TB' ? ArrowDown : ArrowRight;
  const button = (id: string, label: string, icon: React.JSX.Element) => (
    <IconButton
      icon={icon}
      label={label}
      shortcut={shortcutOf(id)}
      placement="top"
      onPress={() => runCommand(id)}
    />
  );
  return (
    <div data-over="bottom" className={styles.corner}>
      <div role="toolbar" aria-label={t('Zoom')} className={styles.cluster}>
        {button('view.zoomOut', t('Zoom out'), <Minus size={14} aria-hidden />)}
        <ZoomPercent />
        {button('view.zoomIn', t('Zoom in'), <Plus size={14} aria-hidden />)}
        <span className={styles.divider} />
        {button('view.fit', t('Fit'), <Maximize size={14} aria-hidden />)}
        {button(
          'view.direction',
          t(direction === 'TB' ? 'Lay out left to right' : 'Lay out top down'),
          <Direction size={14} aria-hidden />,
        )}
        <IconButton
          icon={<MapIcon size={14} aria-hidden />}
          label={t('Map')}
          isActive={minimap}
          placement="top"
          onPress={() => runCommand('view.minimap')}
        />
      </div>
      {level !== '' && (
        <span className={styles.leave}>
          {tNodes('{key} leaves to {name}', {
            key: <Kbd keys="Escape" />,
            name: outside === '' ? t('the design') : nameOf(outside),
          })}
        </span>
      )}
    </div>
  );
}

const percentText = (): string => {
  const percent = currentZoom() * 100;
  return `${percent < 1 ? percent.toFixed(1) : Math.round(percent)}%`;
};

/** The zoom as it is now. It follows every step of a zoom, and nothing beside it does. */
function ZoomPercent() {
  const percent = useSyncExternalStore(onZoom, percentText);
  return (
    <button
      type="button"
      aria-label={t('{percent}, zoom to 100%', { percent })}
      className={styles.zoom}
      onClick={() => runCommand('view.actualSize')}
    >
      {percent}
    </button>
  );
}
