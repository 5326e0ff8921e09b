import { t } from '../locale/translate.ts';
import { setView, useView } from '../store/view.ts';
import { Tabs } from '../ui/Tabs.tsx';
import type { ItemPlace } from './item-place.ts';
import { Outline } from './Outline.tsx';
import { Palette } from './Palette.tsx';
import styles from './PalettePanel.module.css';
import { Variables } from './Variables.tsx';

/** The left panel: what can be added, what is there, and what the items share. */
export function PalettePanel({ place }: { readonly place: ItemPlace }) {
  const tab = useView((state) => state.leftTab);
  return (
    <aside data-part="palette" aria-label={t('Palette')} className={styles.panel}>
      <Tabs
        label={t('Left panel')}
        selected={tab}
        onSelect={(leftTab) => setView({ leftTab })}
        tabs={[
          { id: 'palette', title: t('Palette'), content: <Palette place={place} /> },
          { id: 'outline', title: t('Outline'), content: <Outline place={place} /> },
          { id: 'variables', title: t('Variables'), content: <Variables /> },
        ]}
      />
    </aside>
  );
}
