import { useEffect, useState } from 'react';
import type { LibraryEntry } from '../../src-core/document/block-library.ts';
import { fieldChanges } from '../../src-core/document/block-library.ts';
import type { OwnBlock } from '../../src-core/document/design.ts';
import { designOfBlock } from '../../src-core/document/own-block.ts';
import { t } from '../locale/translate.ts';
import { exportBlock } from '../store/block-files.ts';
import { differenceLines } from '../store/difference-lines.ts';
import { entriesOf, hasNewer, useLibrary } from '../store/library.ts';
import { keepBlock, storeBlock, updateBlock } from '../store/library-actions.ts';
import { useOwnBlocks } from '../store/own-blocks.ts';
import { Button } from '../ui/Button.tsx';
import { Section } from '../ui/Section.tsx';
import styles from './BlockInspector.module.css';

/** So many lines say enough; the rest is counted. */
const mostLines = 12;

/** How an own block stands to the one of the library that it is a copy of, and what can be done about it. */
export function LibrarySection({ block }: { readonly block: OwnBlock }) {
  const blocks = useOwnBlocks();
  const library = useLibrary((state) => state.blocks);
  const found = entriesOf({ blocks }, library).get(block.id);
  const isNewer = hasNewer(found);
  return (
    <Section title={t('Library')}>
      <p className={styles.hint} data-library={found?.state ?? 'none'}>
        {said(found)}
      </p>
      {isNewer && found !== undefined && <DifferenceList before={block} after={found.entry} />}
      <div className={styles.buttons}>
        {isNewer && (
          <>
            <Button look="outlined" onPress={() => updateBlock(block.id)}>
              {t('Update all uses from my library')}
            </Button>
            <Button look="outlined" onPress={() => keepBlock(block.id)}>
              {t('Keep as it is here')}
            </Button>
          </>
        )}
        {found?.state !== 'same' && found?.state !== 'newerThere' && (
          <Button look="outlined" onPress={() => void storeBlock(block.id)}>
            {t('Save to my library')}
          </Button>
        )}
        <Button look="outlined" onPress={() => exportBlock(block.id)}>
          {t('Export as a file')}
        </Button>
      </div>
    </Section>
  );
}

function said(found: LibraryEntry | undefined): string {
  switch (found?.state) {
    case undefined:
      return t('Kept in this file alone.');
    case 'same':
      return t('As in your library.');
    case 'newerThere':
      return t('Your library has a newer one; this file keeps its own until you update it.');
    case 'newerHere':
      return t('Changed here since it was taken from your library.');
    case 'parted':
      return t('Changed here and in your library since it was taken from there.');
  }
}

/** What an update would change, line by line. */
function DifferenceList({ before, after }: { readonly before: OwnBlock; readonly after: OwnBlock }) {
  const [lines, setLines] = useState<readonly string[]>([]);
  useEffect(() => {
    let isLate = false;
    void differenceLines(designOfBlock(before), designOfBlock(after)).then((found) => {
      if (!isLate) setLines(found);
    });
    return () => {
      isLate = true;
    };
  }, [before, after]);
  const words = { added: t('added'), removed: t('removed'), changed: t('changed') };
  const fields = fieldChanges(before, after).map(({ name, kind }) => `${name}: ${words[kind]}`);
  const all = [...fields, ...lines];
  return (
    <ul aria-label={t('What an update would change')} className={styles.lines}>
      {all.slice(0, mostLines).map((line) => (
        <li key={line}>{line}</li>
      ))}
      {all.length > mostLines && <li>{t('and {count} more', { count: all.length - mostLines })}</li>}
    </ul>
  );
}
