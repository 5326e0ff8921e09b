import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { t } from '../locale/translate.ts';
import { classNames } from './class-names.ts';
import styles from './Dialog.module.css';
import { IconButton } from './IconButton.tsx';

interface DialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** The buttons at its foot, the main one last. */
  readonly actions?: ReactNode;
  readonly width?: 'narrow' | 'wide';
  /** True where it is only read: the keyboard then scrolls its body. */
  readonly isRead?: boolean;
}

export function Dialog({
  title,
  isOpen,
  onClose,
  children,
  actions,
  width = 'narrow',
  isRead = false,
}: DialogProps) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable
      className={styles.scrim as string}
    >
      <Modal className={classNames(styles.modal, styles[width])}>
        <AriaDialog className={styles.dialog as string}>
          <header className={styles.header}>
            <Heading slot="title" className={styles.title as string}>
              {title}
            </Heading>
            <IconButton icon={<X size={16} aria-hidden />} label={t('Close')} onPress={onClose} />
          </header>
          <div className={styles.body} {...(isRead && { role: 'region', 'aria-label': title, tabIndex: 0 })}>
            {children}
          </div>
          {actions !== undefined && <footer className={styles.footer}>{actions}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
