import { FileDown } from 'lucide-react';
import { useEffect, useState } from 'react';
import { t } from '../locale/translate.ts';
import styles from './DropTarget.module.css';
import { openDropped } from './open-file.ts';

const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

const endings = ['*.blockwright.json', '*.block.json', '*.onnx', '*.safetensors'];

/** Opens a design file or an ONNX file that is dropped anywhere on the window. */
export function DropTarget() {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const control = new AbortController();
    const on = (name: 'dragenter' | 'dragover' | 'dragleave' | 'drop', act: (event: DragEvent) => void) =>
      window.addEventListener(
        name,
        (event) => {
          if (!carriesFiles(event)) return;
          event.preventDefault();
          act(event);
        },
        { signal: control.signal },
      );
    on('dragenter', () => setOver(true));
    on('dragover', (event) => {
      if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'copy';
    });
    on('dragleave', (event) => {
      // Leaving an element for one inside the window names that one; leaving the window names none.
      if (event.relatedTarget === null) setOver(false);
    });
    on('drop', (event) => {
      setOver(false);
      const [file] = event.dataTransfer?.files ?? [];
      if (file !== undefined) void openDropped(file);
    });
    return () => control.abort();
  }, []);
  if (!isOver) return null;
  return (
    <div className={styles.veil} role="status">
      <div className={styles.sign}>
        <FileDown size={24} aria-hidden />
        <p>{t('Drop to open')}</p>
        <p className={styles.ending}>
          {endings.join(', ')}, {t('a picture')}
        </p>
      </div>
    </div>
  );
}
