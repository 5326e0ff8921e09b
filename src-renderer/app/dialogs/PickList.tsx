import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Modal, ModalOverlay } from 'react-aria-components';
import { classNames } from '../../ui/class-names.ts';
import dialog from '../../ui/Dialog.module.css';
import { useCombobox } from '../../ui/use-combobox.ts';
import styles from './PickList.module.css';

export interface Pick {
  readonly id: string;
  readonly title: ReactNode;
  readonly detail?: ReactNode;
  readonly after?: ReactNode;
  readonly isDisabled?: boolean;
}

interface PickListProps {
  readonly label: string;
  readonly placeholder: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly search: (query: string) => readonly Pick[];
  readonly onPick: (id: string) => void;
  readonly nothing: string;
}

/** A search over the window: type, walk with the arrow keys, Enter. */
export function PickList(props: PickListProps) {
  const { label, isOpen, onClose } = props;
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable
      className={dialog.scrim as string}
    >
      <Modal className={styles.modal as string}>
        <AriaDialog aria-label={label} className={dialog.dialog as string}>
          <PickListBody {...props} />
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

function PickListBody({ label, placeholder, search, onPick, onClose, nothing }: PickListProps) {
  const { options, current, field, list, option } = useCombobox<Pick>({
    listId: 'pick-list',
    optionId: ({ id }) => `pick-${id}`,
    search,
    onChoose: (pick) => {
      if (pick === undefined || pick.isDisabled) return;
      onClose();
      onPick(pick.id);
    },
  });
  return (
    <>
      <input
        {...field}
        // biome-ignore lint/a11y/noAutofocus: a search that was just asked for has the keyboard
        autoFocus
        aria-label={label}
        placeholder={placeholder}
        className={styles.field}
      />
      <div {...list} role="listbox" aria-label={label} className={styles.list}>
        {options.map((pick, index) => (
          <div
            key={pick.id}
            {...option(pick, index)}
            aria-disabled={pick.isDisabled}
            className={classNames(styles.item, index === current && styles.active)}
          >
            <span className={styles.title}>{pick.title}</span>
            <span className={styles.detail}>{pick.detail}</span>
            {pick.after}
          </div>
        ))}
        {options.length === 0 && <p className={styles.none}>{nothing}</p>}
      </div>
    </>
  );
}
