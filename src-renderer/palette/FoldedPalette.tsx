import { List, Search } from 'lucide-react';
import type { Family } from '../../src-core/language/definition.ts';
import type { PlainText } from '../locale/translate.ts';
import { t } from '../locale/translate.ts';
import { setPanel, setView, useView } from '../store/view.ts';
import { Glyph } from '../ui/Glyph.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import styles from './FoldedPalette.module.css';
import { focusSearch } from './search-focus.ts';

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

/** The palette folded to its signs; each unfolds it. Beside a drawer the strip stays, and each closes that. */
export function FoldedPalette({ isOpen }: { readonly isOpen: boolean }) {
  const unfold = (leftTab: 'palette' | 'outline') => {
    const isShown = isOpen && useView.getState().leftTab === leftTab;
    setView({ leftTab });
    setPanel('left', !isShown);
  };
  return (
    <aside
      aria-label={t('Folded palette')}
      {...(!isOpen && { 'data-part': 'palette' })}
      className={styles.folded}
    >
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
