import { sizeLimit } from '../../src-core/document/read-json.ts';
import { issue } from '../../src-core/errors.ts';
import { goTo } from '../store/navigation.ts';
import { setView } from '../store/view.ts';
import { toastIssues } from '../ui/toast-issues.ts';
import { toast } from '../ui/toasts.ts';
import { fileName } from './design-name.ts';
import { mayDiscard } from './may-discard.ts';
import { readDesign, readDesignFile } from './read-file.ts';
import { openText } from './saved-text.ts';

function show(): void {
  goTo('');
  setView({ page: 'design' });
}

/** Opens the design in a file; a file without one, or unsaved work that is kept, leaves the open design alone. */
export async function open(path?: string): Promise<void> {
  const file = await readDesignFile('Open a design', path);
  if (file === null || !(await mayDiscard())) return;
  openText(file);
  show();
}

/**
 * Opens a file that was dropped on the window. The window may read it but never learns where it lies, so what opens
 * is a copy without a file of its own.
 */
export async function openDropped(file: File): Promise<void> {
  if (file.size > sizeLimit) {
    return toastIssues([
      issue('document/too-large', { file: file.name }, { bytes: file.size, limit: sizeLimit }),
    ]);
  }
  const text = await file.text();
  if (!readDesign({ path: file.name, text }).ok || !(await mayDiscard())) return;
  openText({ path: null, text });
  show();
  toast({ tone: 'plain', text: `Opened a copy of ${fileName(file.name)}; save it to give it a file` });
}
