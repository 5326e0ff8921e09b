import type { KeyboardEvent, ReactNode } from 'react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Dialog as AriaDialog, Modal, ModalOverlay } from 'react-aria-components';
import { classNames } from '../../ui/class-names.ts';
import dialog from '../../ui/Dialog.module.css';
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
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const picks = useMemo(() => search(query), [search, query]);
  const current = Math.min(active, Math.max(0, picks.length - 1));
  useEffect(() => {
    list.current?.querySelector(`[data-index="${current}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  const choose = (pick: Pick | undefined) => {
    if (pick === undefined || pick.isDisabled) return;
    onClose();
    onPick(pick.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setActive(Math.min(picks.length - 1, current + 1));
    else if (event.key === 'ArrowUp') setActive(Math.max(0, current - 1));
    else if (event.key === 'Enter') choose(picks[current]);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <input
        // biome-ignore lint/a11y/noAutofocus: a search that was just asked for has the keyboard
        autoFocus
        role="combobox"
        aria-label={label}
        aria-expanded
        aria-controls="pick-list"
        aria-activedescendant={picks[current] === undefined ? undefined : `pick-${picks[current].id}`}
        placeholder={placeholder}
        spellCheck={false}
        autoComplete="off"
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
        className={styles.field}
      />
      <div ref={list} id="pick-list" role="listbox" aria-label={label} className={styles.list}>
        {picks.map((pick, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and points at the active option
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's
          <div
            key={pick.id}
            id={`pick-${pick.id}`}
            role="option"
            aria-selected={index === current}
            aria-disabled={pick.isDisabled}
            data-index={index}
            className={classNames(styles.item, index === current && styles.active)}
            onPointerMove={() => setActive(index)}
            onClick={() => choose(pick)}
          >
            <span className={styles.title}>{pick.title}</span>
            <span className={styles.detail}>{pick.detail}</span>
            {pick.after}
          </div>
        ))}
        {picks.length === 0 && <p className={styles.none}>{nothing}</p>}
      </div>
    </>
  );
}
