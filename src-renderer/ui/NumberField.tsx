import type { ReactNode } from 'react';
import { useRef, useState } from 'react';
import { TextField as AriaTextField, Input } from 'react-aria-components';
import { classNames } from './class-names.ts';
import { newGesture } from './gesture.ts';
import { clampToStep, parseNumber } from './number-text.ts';
import styles from './TextField.module.css';
import { useScrub } from './use-scrub.ts';

interface NumberChange {
  /** Names a drag or what is typed in one visit, so that it becomes one step of the history; null for single edits. */
  readonly gesture: string | null;
}

export interface NumberFieldProps {
  /** Its accessible name. */
  readonly label: string;
  /** Null shows an empty field. */
  readonly value: number | null;
  readonly onChange: (value: number, change: NumberChange) => void;
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
  readonly unit?: string | undefined;
  /** Whole numbers only. */
  readonly integer?: boolean;
  readonly error?: string | null;
  readonly isDisabled?: boolean;
  readonly after?: ReactNode;
  readonly className?: string;
}

/**
 * A number that follows while one types, scrubs (drag sideways, as in Blender) or steps with the arrow keys.
 * Text that is not a number, or breaks the bounds, is kept and marked; the last good value stands until then.
 */
export function NumberField(props: NumberFieldProps) {
  const { value, onChange, min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER, step = 1 } = props;
  const integer = props.integer ?? true;
  const [draft, setDraft] = useState<string | null>(null);
  const visit = useRef('');
  const shown = draft ?? (value === null ? '' : String(value));
  const parsed = draft === null ? { ok: true } : parseNumber(draft, { min, max, integer });
  const bounds = { min, max, step };
  const scrub = useScrub({
    value,
    ...bounds,
    isDisabled: props.isDisabled ?? false,
    onChange: (next, gesture) => onChange(next, { gesture }),
  });

  const stepBy = (count: number) => {
    if (value === null) return;
    setDraft(null);
    const next = clampToStep(value + count * step, bounds);
    if (next !== value) onChange(next, { gesture: null });
  };
  return (
    <AriaTextField
      aria-label={props.label}
      value={shown}
      isDisabled={props.isDisabled ?? false}
      isInvalid={props.error != null || !parsed.ok}
      onChange={(text) => {
        setDraft(text);
        const read = parseNumber(text, { min, max, integer });
        if (read.ok && read.value !== value) onChange(read.value, { gesture: visit.current });
      }}
      className={classNames(styles.field, styles.scrub, props.className)}
    >
      <Input
        inputMode="decimal"
        spellCheck={false}
        autoComplete="off"
        className={classNames(styles.input, 'tabular')}
        onFocus={() => {
          visit.current = newGesture();
        }}
        onBlur={() => setDraft(null)}
        onKeyDown={(event) => {
          const count = event.shiftKey ? 10 : 1;
          if (event.key === 'ArrowUp') stepBy(count);
          else if (event.key === 'ArrowDown') stepBy(-count);
          else if (event.key === 'Enter') {
            setDraft(null);
            visit.current = newGesture();
          } else if (event.key === 'Escape' && draft !== null) {
            event.stopPropagation();
            setDraft(null);
          } else return;
          event.preventDefault();
        }}
        {...scrub}
      />
      {props.unit !== undefined && <span className={styles.unit}>{props.unit}</span>}
      {props.after}
    </AriaTextField>
  );
}
