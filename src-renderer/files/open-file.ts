import type { Design } from '../../src-core/document/design.ts';
import { sizeLimit } from '../../src-core/document/read-json.ts';
import { issue } from '../../src-core/errors.ts';
import { t } from '../locale/translate.ts';
import { blockSuffix, importBlockFile } from '../store/block-files.ts';
import { readyDesign } from '../store/document.ts';
import { showOnImage } from '../store/features.ts';
import { useKeeping } from '../store/journal/keeping.ts';
import { toastIssues } from '../ui/toast-issues.ts';
import { toast } from '../ui/toasts.ts';
import { fileName } from './design-name.ts';
import { offerKept } from './kept-offers.ts';
import { mayDiscard } from './may-discard.ts';
import type { DesignFile } from './read-file.ts';
import { readDesign, readDesignFile, readModel } from './read-file.ts';
import { follow, journalOpenFor } from './resume.ts';
import { openRead } from './saved-text.ts';
import { showBlocks } from './show-blocks.tsx';
import { showDesign } from './show-design.ts';
import { showDroppedWeights, takeWeights } from './take-weights.ts';

/**
 * Opens the design in a file; a file without one, or unsaved work that is kept, leaves the open design alone. One that
 * another tab has open is followed; newer work on the file that was kept is offered.
 */
export async function openFile(path?: string): Promise<void> {
  const file = await readDesignFile(t('Open a design'), path, takeWeights);
  if (file === null) return;
  if (file.path === null) return openModel(file);
  if (!(await mayDiscard())) return;
  const elsewhere = await journalOpenFor(file.path);
  const { journal } = useKeeping.getState();
  if (elsewhere !== null && elsewhere !== journal && (await follow(elsewhere))) return;
  await readyDesign(file.design);
  openRead(file);
  showDesign();
  await offerKept(file.path);
}

/**
 * Opens a file that was dropped on the window. The window may read it but never learns where it lies, so what opens
 * is a copy without a file of its own. A file of own blocks comes into the open design, and a picture is what its feature maps
 * are shown on. Of a file of weights it is said which fit.
 */
export async function openDropped(file: File): Promise<void> {
  if (/\.onnx$/i.test(file.name)) {
    const model = await readModel(file, file.name);
    return model.ok ? openModel(model.value) : toastIssues(model.issues);
  }
  if (/\.safetensors$/i.test(file.name)) return showDroppedWeights(file);
  if (file.type.startsWith('image/')) return showOnImage(file);
  if (file.name.endsWith(blockSuffix)) return importBlockFile(file);
  if (file.size > sizeLimit) {
    return toastIssues([
      issue('document/too-large', { file: file.name }, { bytes: file.size, limit: sizeLimit }),
    ]);
  }
  const text = await file.text();
  const design = await readDesign({ path: file.name, text });
  if (!design.ok) return;
  await openCopy(
    { text, design: design.value },
    t('Opened a copy of {file}; save it to give it a file', { file: fileName(file.name) }),
  );
}

/** Opens what an ONNX file is read as, a design of its own; blocks take the place of operators once they are found. */
async function openModel({ model, ...copy }: DesignFile): Promise<void> {
  const { path, notes, isOwn, raising } = model!;
  const file = fileName(path);
  const read = isOwn
    ? t('Opened the design that {file} was exported from', { file })
    : t('Read {file} as a design', { file });
  const isOpen = await openCopy(copy, t('{read}; {weights}', { read, weights: weightsText(copy.design) }));
  if (!isOpen) return raising.cancel();
  if (notes.length > 0) toastIssues(notes, { all: true });
  // There is nothing to look for in the very design.
  if (!isOwn) await showBlocks(raising, file);
}

const weightsText = ({ weights }: Design): string =>
  weights === undefined
    ? t('its weights are new, as those of the file are not at hand')
    : t('its weights are those of the file');

/** Opens a design that has no file of its own, and says where it came from; false where the open one is not to be given up. */
async function openCopy(
  { text, design }: { readonly text: string; readonly design: Design },
  said: string,
): Promise<boolean> {
  if (!(await mayDiscard())) return false;
  await readyDesign(design);
  openRead({ path: null, text, hash: null, design });
  showDesign();
  toast({ tone: 'plain', text: said });
  return true;
}
