import { CircleAlert } from 'lucide-react';
import { t } from '../locale/translate.ts';
import { Button } from './Button.tsx';
import styles from './Notice.module.css';
import { ProgressBar } from './ProgressBar.tsx';

interface NoticeProps {
  readonly text: string;
  readonly tone: 'warn' | 'bad';
  /** Whether screen readers hear it at once. */
  readonly isAlert: boolean;
}

/** A line above what a panel shows: what failed, or what has to be known of it. */
export function Notice({ text, tone, isAlert }: NoticeProps) {
  return (
    <div className={styles.notice} role={isAlert ? 'alert' : 'status'}>
      <CircleAlert size={16} aria-hidden className={styles[tone]} />
      <span>{text}</span>
    </div>
  );
}

interface ProgressNoticeProps {
  /** What runs; the name of the bar. */
  readonly label: string;
  readonly text: string;
  /** From 0 to 1; null where it is not known. */
  readonly share: number | null;
  readonly onCancel: () => void;
}

/** A line above what a panel shows: how far the work is, and how to end it. */
export function ProgressNotice({ label, text, share, onCancel }: ProgressNoticeProps) {
  return (
    <div className={styles.notice} role="status">
      <span>{text}</span>
      <span className={styles.bar}>
        <ProgressBar label={label} value={share} />
      </span>
      <Button onPress={onCancel}>{t('Cancel')}</Button>
    </div>
  );
}
