import { PublishedHeader } from '../compare/CompareHeader.tsx';
import { Designs } from '../compare/Designs.tsx';
import { fileName, stemOf } from '../files/design-name.ts';
import { readDesignFile } from '../files/read-file.ts';
import { t } from '../locale/translate.ts';
import { PublishedPage } from '../published/PublishedPage.tsx';
import { addDesign } from '../store/compared-designs.ts';
import { useView } from '../store/view.ts';
import styles from './ComparePage.module.css';

async function addFile(): Promise<void> {
  const file = await readDesignFile(t('Add a design'));
  if (file === null) return;
  const design = (await file.model?.raising.result)?.design ?? file.design;
  const path = file.path ?? file.model?.path ?? '';
  addDesign({ id: `file:${path}`, title: design.title, subtitle: stemOf(fileName(path)), design });
}

/** Designs held against one another, or our counts against published figures. */
export function ComparePage() {
  const tab = useView((state) => state.compareTab);
  return (
    <section aria-label={t('Compare')} className={styles.page}>
      {tab === 'designs' ? (
        <Designs onAddFile={() => void addFile()} />
      ) : (
        <>
          <PublishedHeader />
          <PublishedPage />
        </>
      )}
    </section>
  );
}
