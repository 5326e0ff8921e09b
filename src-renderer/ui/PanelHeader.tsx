import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { t } from '../locale/translate.ts';
import { IconButton } from './IconButton.tsx';
import styles from './PanelHeader.module.css';

interface PanelHeaderProps {
  readonly title: string;
  /** What is said beside the title, such as how many there are. */
  readonly said: ReactNode;
  /** What can be done in the panel. */
  readonly children?: ReactNode;
  /** How the button looks that takes the panel away, where what is in it goes elsewhere. */
  readonly closing?: { readonly icon: ReactNode; readonly label: string };
  readonly onClose: () => void;
}

/** The line above a panel: what it is, what it holds, and how to close it. */
export function PanelHeader({ title, said, children, closing, onClose }: PanelHeaderProps) {
  return (
    <header className={styles.header}>
      <h2 className={styles.title}>{title}</h2>
      <span className={styles.said}>{said}</span>
      {children}
      <IconButton
        icon={closing?.icon ?? <X size={16} aria-hidden />}
        label={closing?.label ?? t('Close')}
        onPress={onClose}
      />
    </header>
  );
}
