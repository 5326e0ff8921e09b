import { PlugZap } from 'lucide-react';
import { t } from '../locale/translate.ts';
import { useConnection } from '../rpc/services.ts';
import styles from './NewServer.module.css';

/** Says, on every page, that the server is another one than this page came in by, and what to do; nothing otherwise. */
export function NewServer() {
  const isStranger = useConnection((connection) => connection.state === 'stranger');
  if (!isStranger) return null;
  return (
    <p role="status" aria-label={t('New server')} className={styles.note}>
      <PlugZap size={16} aria-hidden />
      {t(
        'Blockwright was started anew and does not know this page. Press Enter where it runs and open the address that it prints, in this browser: this page then goes on by itself. Your design is kept.',
      )}
    </p>
  );
}
