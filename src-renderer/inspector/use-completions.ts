import type { KeyboardEvent, RefObject } from 'react';
import { useEffect, useId, useRef, useState } from 'react';
import { completionId } from './CompletionList.tsx';
import type { Candidate, Completion } from './completions.ts';
import { completionsAt } from './completions.ts';

/**
 * The names that a typed expression may go on with. The arrow keys say which one is active, Enter takes it; without one
 * Enter is the field's own, as is every other key.
 */
export function useCompletions(
  field: RefObject<HTMLInputElement | null>,
  candidates: (() => readonly Candidate[]) | undefined,
  onText: (text: string) => void,
) {
  const [completions, setCompletions] = useState<readonly Completion[]>([]);
  const [active, setActive] = useState(-1);
  const caret = useRef<number | null>(null);
  const listId = useId();
  useEffect(() => {
    if (caret.current !== null) field.current?.setSelectionRange(caret.current, caret.current);
    caret.current = null;
  });

  const close = (): void => {
    setCompletions([]);
    setActive(-1);
  };
  const offer = (text: string): void => {
    const at = field.current?.selectionStart ?? text.length;
    setCompletions(candidates === undefined ? [] : completionsAt(text, at, candidates()));
    setActive(-1);
  };
  const take = (completion: Completion): void => {
    caret.current = completion.caret;
    onText(completion.text);
    close();
  };
  /** Whether the key was meant for the list. */
  const takeKey = ({ key }: KeyboardEvent): boolean => {
    if (completions.length === 0) return false;
    const chosen = completions[active];
    if (key === 'ArrowDown') setActive((active + 1) % completions.length);
    else if (key === 'ArrowUp') setActive((active <= 0 ? completions.length : active) - 1);
    else if (key === 'Enter' && chosen !== undefined) take(chosen);
    else if (key === 'Escape') close();
    else return false;
    return true;
  };
  const isOpen = completions.length > 0;
  const aria = {
    ...(candidates !== undefined && { 'aria-autocomplete': 'list' as const }),
    ...(isOpen && { 'aria-controls': listId }),
    ...(active >= 0 && { 'aria-activedescendant': completionId(listId, active) }),
  };
  return { completions, active, listId, offer, take, takeKey, close, aria };
}
