import { matchSorter } from 'match-sorter';
import { definitions } from '../../src-core/catalogue.ts';
import type { Definition } from '../../src-core/language/definition.ts';
import { tCore } from '../locale/core-text.ts';
import { useDocument } from '../store/document.ts';
import { useLibrary } from '../store/library.ts';
import { libraryDefinitions } from '../store/library-definitions.ts';
import { ownDefinitions } from '../store/own-blocks.ts';
import { useRecentItems } from '../store/recent-items.ts';
import { hintOf } from './sections.ts';

/** Titles are matched by their letters in order, long texts by whole words only. */
const contains = matchSorter.rankings.CONTAINS;

export interface Match {
  readonly definition: Definition;
  readonly hint: string;
  readonly recent: boolean;
}

/** Definitions that a search finds, the best first; without a search all of them, those added last first. */
export function matching(query: string): readonly Match[] {
  const { whole } = useDocument.getState();
  const kept = libraryDefinitions(whole, useLibrary.getState().blocks);
  const all = [...ownDefinitions(whole), ...kept, ...definitions];
  const { ids } = useRecentItems.getState();
  const found =
    query.trim() === ''
      ? all.sort((a, b) => rank(ids, a.id) - rank(ids, b.id))
      : matchSorter(all, query.trim(), {
          keys: [
            'title',
            'id',
            'names',
            { key: 'family', threshold: contains, maxRanking: contains },
            { key: 'summary', threshold: contains, maxRanking: contains },
            { key: ({ summary }) => tCore(summary), threshold: contains, maxRanking: contains },
          ],
        });
  return found.map((definition) => ({
    definition,
    hint: hintOf(definition),
    recent: query === '' && ids.includes(definition.id),
  }));
}

function rank(ids: readonly string[], id: string): number {
  const index = ids.indexOf(id);
  return index === -1 ? ids.length : index;
}
