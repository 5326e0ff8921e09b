import type { ChangeEvent, KeyboardEvent } from 'react';
import { useEffect, useMemo, useRef, useState } from 'react';

interface ComboboxOptions<Option> {
  /** Ids of the list and of one of its options, unique in the page. */
  readonly listId: string;
  readonly optionId: (option: Option) => string;
  /** What a query finds, in order; a new function searches again. */
  readonly search: (query: string) => readonly Option[];
  /** Takes the option that was clicked or is active at Enter; nothing where the query finds none. */
  readonly onChoose: (option: Option | undefined) => void;
}

/**
 * A field with a list below it that is found by typing. The field keeps the focus: the arrow keys and the pointer say which
 * option is active, Enter and a click choose it. `field`, `list` and `option` are the properties of the three elements.
 */
export function useCombobox<Option>({ listId, optionId, search, onChoose }: ComboboxOptions<Option>) {
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const ref = useRef<HTMLDivElement>(null);
  const options = useMemo(() => search(query), [search, query]);
  const current = Math.min(active, Math.max(0, options.length - 1));
  const chosen = options[current];
  useEffect(() => {
    ref.current?.querySelector(`[data-index="${current}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [current]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setActive(Math.min(options.length - 1, current + 1));
    else if (event.key === 'ArrowUp') setActive(Math.max(0, current - 1));
    else if (event.key === 'Enter') onChoose(chosen);
    else return;
    event.preventDefault();
  };
  return {
    options,
    current,
    field: {
      role: 'combobox',
      'aria-expanded': true,
      'aria-controls': listId,
      'aria-activedescendant': chosen === undefined ? undefined : optionId(chosen),
      spellCheck: false,
      autoComplete: 'off',
      value: query,
      onChange: (event: ChangeEvent<HTMLInputElement>) => {
        setQuery(event.target.value);
        setActive(0);
      },
      onKeyDown,
    },
    list: { ref, id: listId },
    option: (option: Option, index: number) => ({
      id: optionId(option),
      role: 'option',
      'aria-selected': index === current,
      'data-index': index,
      onPointerMove: () => setActive(index),
      onClick: () => onChoose(option),
    }),
  };
}
