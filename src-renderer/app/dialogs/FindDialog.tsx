import { matchSorter } from 'match-sorter';
import { itemAt } from '../../../src-core/analysis/item-paths.ts';
import { showItem } from '../../canvas/viewport.ts';
import { t } from '../../locale/translate.ts';
import { useDocument } from '../../store/document.ts';
import { joinPath, reveal } from '../../store/navigation.ts';
import { Glyph } from '../../ui/Glyph.tsx';
import { closeDialog, useDialogs } from './open-dialog.ts';
import type { Pick } from './PickList.tsx';
import { PickList } from './PickList.tsx';

const mostShown = 100;

/** Paths of everything in the design, parents before what is in them. */
function allPaths(): string[] {
  const { analysis } = useDocument.getState();
  const paths: string[] = [];
  const visit = (path: string) => {
    paths.push(path);
    for (const child of itemAt(analysis, path)?.expansion?.children ?? []) visit(joinPath(path, child.name));
  };
  for (const id of analysis.order) visit(id);
  return paths;
}

function search(query: string): readonly Pick[] {
  const { analysis } = useDocument.getState();
  const text = query.trim();
  const paths = text === '' ? [...analysis.order] : matchSorter(allPaths(), text);
  return paths.slice(0, mostShown).map((path) => {
    const definition = itemAt(analysis, path)?.definition;
    return {
      id: path,
      title: (
        <>
          <Glyph family={definition?.family ?? 'block'} />
          {path}
        </>
      ),
      detail: definition?.title,
    };
  });
}

/** Any item of the design, at any depth, by its path. */
export function FindDialog() {
  const isOpen = useDialogs((state) => state.open === 'find');
  return (
    <PickList
      label={t('Find an item')}
      placeholder={t('Name or path, such as stage3/block2')}
      isOpen={isOpen}
      onClose={closeDialog}
      search={search}
      onPick={(path) => {
        reveal(path);
        setTimeout(() => showItem(path), 60);
      }}
      nothing={t('No item is called so')}
    />
  );
}
