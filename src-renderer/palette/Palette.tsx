import { ChevronDown, ChevronRight, Search } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { useEffect, useRef, useState } from 'react';
import { catalogue, definitions } from '../../src-core/catalogue.ts';
import type { Definition } from '../../src-core/language/definition.ts';
import { matching } from '../catalogue/matching.ts';
import type { Section } from '../catalogue/sections.ts';
import { openAtFirst, sections } from '../catalogue/sections.ts';
import { describe } from '../locale/sentences.ts';
import { t } from '../locale/translate.ts';
import { useDocument } from '../store/document.ts';
import { useLibrary } from '../store/library.ts';
import { libraryDefinitions } from '../store/library-definitions.ts';
import { ownDefinitions, useOwnBlocks } from '../store/own-blocks.ts';
import { useRecentItems } from '../store/recent-items.ts';
import { TextField } from '../ui/TextField.tsx';
import type { ItemPlace } from './item-place.ts';
import styles from './Palette.module.css';
import { PaletteRow } from './PaletteRow.tsx';
import { useSearchFocus } from './search-focus.ts';

/** Arrow keys walk from row to row; the search field is the row above the first. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('input, button')];
  const at = stops.indexOf(document.activeElement as HTMLElement);
  stops[at + (event.key === 'ArrowDown' ? 1 : -1)]?.focus();
  event.preventDefault();
}

/** Everything that can be put on the canvas, by family, with a search. */
export function Palette({ place }: { readonly place: ItemPlace }) {
  const [query, setQuery] = useState('');
  const opened = useDocument((state) => state.opened);
  const [sought, setSought] = useState(opened);
  // What was sought for one document is not meant for the next.
  if (sought !== opened) {
    setSought(opened);
    setQuery('');
  }
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set(openAtFirst));
  const blocks = useOwnBlocks();
  const own = ownDefinitions({ blocks });
  const library = useLibrary();
  const kept = libraryDefinitions({ blocks }, library.blocks);
  const ids = useRecentItems((state) => state.ids);
  const requests = useSearchFocus((state) => state.requests);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (requests > 0) field.current?.focus();
  }, [requests]);

  // Own blocks stand above already.
  const recent = ids.flatMap((id) => catalogue.definitionOf(id) ?? []);
  const found = query.trim() === '' ? null : matching(query).map((match) => match.definition);
  const shown =
    found === null
      ? [
          ...(own.length > 0 ? [{ title: 'Own blocks', definitions: own } satisfies Section] : []),
          ...(kept.length > 0 ? [{ title: 'My library', definitions: kept } satisfies Section] : []),
          ...(recent.length > 0 ? [{ title: 'Recent', definitions: recent } satisfies Section] : []),
          ...sections,
        ]
      : [{ title: 'Found', definitions: found } satisfies Section];

  const fold = (title: string) =>
    setOpen((now) => new Set(now.has(title) ? [...now].filter((other) => other !== title) : [...now, title]));

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys reach it from the field and rows inside
    <div className={styles.palette} onKeyDown={walk}>
      <div className={styles.search}>
        <TextField
          label={t('Search the palette')}
          placeholder={t('Search {count} items', { count: definitions.length + own.length + kept.length })}
          value={query}
          onChange={setQuery}
          onKeyDown={(event) => {
            const [first] = found ?? [];
            if (event.key === 'Enter' && first !== undefined) place.add(first);
          }}
          inputRef={field}
          before={<Search size={14} aria-hidden />}
        />
      </div>
      <div className={styles.sections}>
        {library.issues.map((found) => (
          <p key={found.code} role="alert" className={styles.none}>
            {describe(found)}
          </p>
        ))}
        {shown.map((section) => (
          <PaletteSection
            key={section.title}
            title={t(section.title)}
            definitions={section.definitions}
            place={place}
            isOpen={found !== null || open.has(section.title)}
            onFold={() => fold(section.title)}
          />
        ))}
        {found?.length === 0 && <p className={styles.none}>{t('Nothing is called so.')}</p>}
      </div>
    </div>
  );
}

interface PaletteSectionProps {
  readonly title: string;
  readonly definitions: readonly Definition[];
  readonly place: ItemPlace;
  readonly isOpen: boolean;
  readonly onFold: () => void;
}

function PaletteSection({ title, definitions: rows, place, isOpen, onFold }: PaletteSectionProps) {
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  return (
    <section aria-label={title} className={styles.section}>
      <button type="button" aria-expanded={isOpen} onClick={onFold} className={styles.title}>
        <Chevron size={14} aria-hidden />
        <span>{title}</span>
        <span className={styles.count}>{rows.length}</span>
      </button>
      {isOpen &&
        rows.map((definition) => <PaletteRow key={definition.id} definition={definition} place={place} />)}
    </section>
  );
}
