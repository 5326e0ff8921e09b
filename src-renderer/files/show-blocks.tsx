import { useSyncExternalStore } from 'react';
import { integerText } from '../../src-core/format.ts';
import { t } from '../locale/translate.ts';
import { readyDesign, useDocument } from '../store/document.ts';
import { Button } from '../ui/Button.tsx';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { closeToast, toast } from '../ui/toasts.ts';
import type { Raising } from '../work/onnx-thread.ts';
import type { RaisedModel } from '../work/onnx-work.ts';
import styles from './ExportProgress.module.css';
import { mayDiscard } from './may-discard.ts';
import { openRead } from './saved-text.ts';
import { showDesign } from './show-design.ts';

/** How far the search for blocks is, inside its message. */
function RaisingProgress({ raising }: { readonly raising: Raising }) {
  const progress = useSyncExternalStore(raising.onProgress, raising.progress);
  const counts = progress && { done: integerText(progress.done), total: integerText(progress.total) };
  return (
    <div className={styles.progress}>
      <span>{counts === null ? null : t('{done} of {total} tensors', counts)}</span>
      <Button look="link" onPress={raising.cancel}>
        {t('Cancel')}
      </Button>
      <div className={styles.bar}>
        <ProgressBar
          label={t('Looking for blocks')}
          value={progress === null ? null : progress.done / progress.total}
        />
      </div>
    </div>
  );
}

/**
 * Puts the blocks of a model that was just opened in the place of its operators once they are found. What was edited meanwhile
 * is left alone, and the blocks are offered; where another document was opened the search is given up.
 */
export async function showBlocks(raising: Raising, file: string): Promise<void> {
  const { opened } = useDocument.getState();
  const message = toast({
    tone: 'plain',
    text: t('Looking for blocks in {file}', { file }),
    body: <RaisingProgress raising={raising} />,
    stays: true,
  });
  const release = useDocument.subscribe((state) => {
    if (state.opened !== opened) raising.cancel();
  });
  const raised = await raising.result;
  release();
  closeToast(message);
  const now = useDocument.getState();
  if (raised === null || now.opened !== opened) return;
  if (!now.isDirty) return show(raised, file);
  toast({
    tone: 'plain',
    text: t('Blocks were found in {file}; the design was edited meanwhile and stays as it is', { file }),
    stays: true,
    offers: [
      {
        label: t('Show blocks'),
        run: () => void mayDiscard().then((may) => (may ? show(raised, file) : undefined)),
      },
    ],
  });
}

async function show({ design, text, operators }: RaisedModel, file: string): Promise<void> {
  await readyDesign(design);
  openRead({ path: null, text, hash: null, design });
  showDesign();
  const { inBlocks: inside, all } = operators;
  toast({
    tone: 'plain',
    text: t('{file} as blocks that compute the same: {inside} of {all} operators lie in them', {
      file,
      inside,
      all,
    }),
  });
}
