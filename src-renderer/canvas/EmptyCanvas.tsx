import { t } from '../locale/translate.ts';
import { tNodes } from '../locale/translate-nodes.ts';
import { runCommand } from '../store/commands.ts';
import { useShortcut } from '../store/keys.ts';
import { useNavigation } from '../store/navigation.ts';
import { Button } from '../ui/Button.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import styles from './EmptyCanvas.module.css';

/** What to do with a canvas that has nothing on it yet. */
export function EmptyCanvas() {
  const isInside = useNavigation((state) => state.level !== '');
  const find = useShortcut('window.commands');
  return (
    <div className={styles.empty}>
      <p className={styles.title}>{t('Nothing is drawn yet')}</p>
      <p>
        {t(
          isInside
            ? 'Drag a Part input from the palette, then what follows it, and wire their ports.'
            : 'Drag an Input from the palette, then what follows it, and wire their ports.',
        )}
      </p>
      <p className={styles.keys}>
        {tNodes('Double-click or {add} adds an item where the pointer is, {find} finds every command.', {
          add: <Kbd keys="Space" />,
          find: find === undefined ? t('the menu') : <Kbd keys={find} />,
        })}
      </p>
      {!isInside && (
        <span>
          <Button look="link" onPress={() => runCommand('view.welcome')}>
            {t('Start from a ready network')}
          </Button>
          {' · '}
          <Button look="link" onPress={() => runCommand('window.tour')}>
            {t('Take the two-minute tour')}
          </Button>
        </span>
      )}
    </div>
  );
}
