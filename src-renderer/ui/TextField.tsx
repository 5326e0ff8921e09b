import type { KeyboardEvent, ReactNode, Ref } from 'react';
import { useEffect, useRef, useState } from 'react';
import { TextField as AriaTextField, Input } from 'react-aria-components';
import { classNames } from './class-names.ts';
import styles from './TextField.module.css';

interface TextFieldProps {
  /** Its accessible name. */
  readonly label: string;
  readonly value: string;
  /** Called at every keystroke. */
  readonly onChange?: (text: string) => void;
  /** Called with the final text on Enter and on leaving; Escape takes the text back instead. */
  readonly onCommit?: (text: string) => void;
  readonly onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void;
  readonly placeholder?: string;
  readonly mono?: boolean;
  readonly error?: string | null;
  readonly isDisabled?: boolean;
  readonly autoFocus?: boolean;
  readonly before?: ReactNode;
  readonly after?: ReactNode;
  readonly inputRef?: Ref<HTMLInputElement>;
  readonly className?: string;
}

/** A line of text that keeps its own draft, so that a value that is refused can be corrected in place. */
export function TextField(props: TextFieldProps) {
  const { value, onChange, onCommit } = props;
  const [draft, setDraft] = useState(value);
  const editing = useRef(false);
  useEffect(() => {
    if (!editing.current) setDraft(value);
  }, [value]);
  const commit = () => {
    editing.current = false;
    if (draft !== value) onCommit?.(draft);
    else setDraft(value);
  };
  return (
    <AriaTextField
      aria-label={props.label}
      value={draft}
      isInvalid={props.error != null}
      isDisabled={props.isDisabled ?? false}
      autoFocus={props.autoFocus ?? false}
      onChange={(text) => {
        editing.current = true;
        setDraft(text);
        onChange?.(text);
      }}
      className={classNames(styles.field, props.className)}
    >
      {props.before}
      <Input
        ref={props.inputRef}
        placeholder={props.placeholder}
        spellCheck={false}
        autoComplete="off"
        onBlur={commit}
        onKeyDown={(event) => {
          props.onKeyDown?.(event);
          if (event.defaultPrevented) return;
          if (event.key === 'Enter') commit();
          if (event.key === 'Escape' && onCommit !== undefined && draft !== value) {
            event.stopPropagation();
            editing.current = false;
            setDraft(value);
          }
        }}
        className={classNames(styles.input, props.mono && styles.mono)}
      />
      {props.after}
    </AriaTextField>
  );
}
