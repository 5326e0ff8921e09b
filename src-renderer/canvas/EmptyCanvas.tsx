import { runCommand } from '../store/commands.ts';
import { useNavigation } from '../store/navigation.ts';
import { Button } from '../ui/Button.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import styles from './EmptyCanvas.module.css';

/** What to do with a canvas that has nothing on it yet. */
export function EmptyCanvas() {
  const isInside = useNavigation((state) => state.level !== '');
  return (
    <div className={styles.empty}>
      <p className={styles.title}>Nothing is drawn yet</p>
      <p>
        Drag {isInside ? 'a Part input' : 'an Input'} from the palette, then what follows it, and wire their
        ports.
      </p>
      <p className={styles.keys}>
        Double-click or <Kbd keys="Space" /> adds an item where the pointer is, <Kbd keys="$mod+KeyK" /> finds
        every command.
      </p>
      {!isInside && (
        <Button look="link" onPress={() => runCommand('view.welcome')}>
          Start from a ready network
        </Button>
      )}
    </div>
  );
}
