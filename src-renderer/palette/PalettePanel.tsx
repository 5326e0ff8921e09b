import { List, Search } from 'lucide-react';
import type { Family } from '../../src-core/language/definition.ts';
import type { PlainText } from '../locale/translate.ts';
import { t } from '../locale/translate.ts';
import { setPanel, setView, useView } from '../store/view.ts';
import { Glyph } from '../ui/Glyph.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { Tabs } from '../ui/Tabs.tsx';
import type { ItemPlace } from './item-place.ts';
import { Outline } from './Outline.tsx';
import { Palette } from './Palette.tsx';
import styles from './PalettePanel.module.css';
import { focusSearch } from './search-focus.ts';
import { Variables } from './Variables.tsx';

/** The left panel: what can be added, what is there, and what the items share. */
export function PalettePanel({ place }: { readonly place: ItemPlace }) {
  const isOpen = useView((state) => state.open.left);
  const tab = useView((state) => state.leftTab);
  if (!isOpen) return <FoldedPalette />;
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

const families: readonly (readonly [Family, PlainText])[] = [
  ['block', 'Blocks'],
  ['conv', 'Convolution'],
  ['norm', 'Normalization'],
  ['act', 'Activation'],
  ['pool', 'Pooling'],
  ['linear', 'Linear'],
  ['math', 'Arithmetic'],
  ['tensor', 'Tensor'],
  ['io', 'Input and output'],
];

/** The palette folded to its signs; each unfolds it. */
function FoldedPalette() {
  const unfold = (leftTab: 'palette' | 'outline') => {
    setView({ leftTab });
    setPanel('left', true);
  };
  return (
    <aside data-part="palette" aria-label={t('Palette')} className={styles.folded}>
      <IconButton
        icon={<Search size={16} aria-hidden />}
        label={t('Search the palette')}
        placement="right"
        onPress={() => {
          unfold('palette');
          focusSearch();
        }}
      />
      {families.map(([family, title]) => (
        <IconButton
          key={family}
          icon={<Glyph family={family} />}
          label={t(title)}
          placement="right"
          onPress={() => unfold('palette')}
        />
      ))}
      <span className={styles.space} />
      <IconButton
        icon={<List size={16} aria-hidden />}
        label={t('Outline')}
        placement="right"
        onPress={() => unfold('outline')}
      />
    </aside>
  );
}
