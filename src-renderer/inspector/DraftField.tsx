import type { ReactNode } from 'react';
import { useEffect, useId, useRef, useState } from 'react';
import { TextField as AriaTextField, Input } from 'react-aria-components';
import type { Issue } from '../../src-core/errors.ts';
import { redo, undo } from '../store/undoing.ts';
import { classNames } from '../ui/class-names.ts';
import { newGesture } from '../ui/gesture.ts';
import { clampToStep } from '../ui/number-text.ts';
import styles from '../ui/TextField.module.css';
import { useScrub } from '../ui/use-scrub.ts';
import { CompletionList } from './CompletionList.tsx';
import type { Candidate } from './completions.ts';
import own from './DraftField.module.css';
import { FieldFault } from './FieldFault.tsx';
import { useCompletions } from './use-completions.ts';

/** Tries a value on the document: takes it and answers null, or leaves the document as it is and says why. */
type Attempt<Value> = (value: Value, gesture: string) => Issue | null;

interface DraftFieldProps {
  /** Its accessible name. */
  readonly label: string;
  /** What it is a field of: what is typed for one is no draft for the next. */
  readonly subject?: string | undefined;
  /** The value in the document as text. */
  readonly text: string;
  readonly onText: Attempt<string>;
  /** How the document would write what is typed; null where it could not. */
  readonly written: (text: string) => string | null;
  /** A number that can be scrubbed and stepped; left out where the text is no plain number. */
  readonly number?: {
    readonly value: number;
    readonly min: number;
    readonly max: number;
    readonly step: number;
    readonly onNumber: Attempt<number>;
  };
  readonly isMono?: boolean;
  readonly after?: ReactNode;
  /** A problem that the document itself has here. */
  readonly fault?: Issue | null;
  readonly placeholder?: string;
  /** Names that the text may use, asked for while it is typed; left out where it is no expression. */
  readonly candidates?: (() => readonly Candidate[]) | undefined;
}

/**
 * A line of text that follows the document and is followed by it, keystroke by keystroke. A text that the document cannot
 * take stays in the field with the reason below it, also when the field is left; Escape, or a change from elsewhere, takes it
 * back. All keystrokes of one visit, or until Enter, are one step of the history.
 */
export function DraftField(props: DraftFieldProps) {
  const { label, subject = '', text, onText, written, number, isMono, fault = null } = props;
  const [draft, setDraft] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<Issue | null>(null);
  const [latest, setLatest] = useState(subject);
  const visit = useRef('');
  const faultId = useId();
  const input = useRef<HTMLInputElement>(null);

  const settle = (): void => {
    setDraft(null);
    setRefusal(null);
  };
  // while rendering, so that another item's draft is never seen
  if (latest !== subject) {
    setLatest(subject);
    settle();
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is typed never takes itself away, only another text does
  useEffect(() => {
    if (draft !== null && written(draft) !== text) settle();
  }, [text]);

  const type = (next: string): void => {
    setDraft(next);
    setRefusal(onText(next, `${visit.current} ${subject}`));
  };
  const names = useCompletions(input, props.candidates, type);
  const change = (next: number, gesture: string): void => {
    const reason = number?.onNumber(next, gesture) ?? null;
    setDraft(reason === null ? null : String(next));
    setRefusal(reason);
  };
  const stepBy = (count: number, isRepeat: boolean): void => {
    if (number === undefined) return;
    const { value, min, max, step } = number;
    const next = clampToStep(value + count * step, { min, max, step });
    if (next !== value) change(next, isRepeat ? `${visit.current} ${subject}` : newGesture());
  };
  const scrub = useScrub({
    value: number?.value ?? null,
    min: number?.min ?? 0,
    max: number?.max ?? 0,
    step: number?.step ?? 1,
    onChange: change,
  });
  const shownFault = refusal ?? (draft === null ? fault : null);
  return (
    <>
      <AriaTextField
        aria-label={label}
        aria-describedby={shownFault === null ? undefined : faultId}
        value={draft ?? text}
        isInvalid={shownFault !== null}
        onChange={(next) => {
          type(next);
          names.offer(next);
        }}
        className={classNames(styles.field, number !== undefined && styles.scrub)}
      >
        <Input
          ref={input}
          {...names.aria}
          spellCheck={false}
          autoComplete="off"
          placeholder={props.placeholder}
          className={classNames(styles.input, isMono ? own.mono : 'tabular')}
          onFocus={() => {
            visit.current = newGesture();
          }}
          onBlur={() => {
            names.close();
            if (refusal === null) settle();
          }}
          onKeyDown={(event) => {
            const count = event.shiftKey ? 10 : 1;
            const isUndo = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z';
            // What was typed is in the document already, so the document takes it back; a refused text is not.
            if (draft !== null && names.takeKey(event)) {
              event.preventDefault();
              event.stopPropagation();
              return;
            }
            if (isUndo && refusal === null) event.shiftKey ? redo() : undo();
            else if (event.key === 'Enter' && refusal === null) {
              settle();
              visit.current = newGesture();
            } else if (event.key === 'Escape' && draft !== null) settle();
            else if (event.key === 'ArrowUp' && number !== undefined) stepBy(count, event.repeat);
            else if (event.key === 'ArrowDown' && number !== undefined) stepBy(-count, event.repeat);
            else return;
            event.preventDefault();
            event.stopPropagation();
          }}
          {...scrub}
        />
        {/* What the document holds is not what a refused text comes to. */}
        {refusal === null && props.after}
      </AriaTextField>
      {draft !== null && names.completions.length > 0 && (
        <CompletionList
          id={names.listId}
          completions={names.completions}
          active={names.active}
          onTake={names.take}
        />
      )}
      {shownFault !== null && <FieldFault id={faultId} issue={shownFault} text={draft ?? text} />}
    </>
  );
}
