import { issue } from '../../../src-core/errors.ts';
import { documentName, useDocument } from '../../store/document.ts';
import { useView } from '../../store/view.ts';
import { download } from '../../ui/download.ts';
import { toastIssues } from '../../ui/toast-issues.ts';
import { reportPage } from '../../work/core-thread.ts';

/** Hands a page of the open design to the browser: picture, counts, items and formulas in one file. */
export async function downloadReport(): Promise<void> {
  const { whole: design } = useDocument.getState();
  const name = documentName(useDocument.getState());
  const { convention, mode, unitBase } = useView.getState();
  const question = {
    kind: 'report',
    design,
    convention,
    mode: mode === 'tool' ? null : mode,
    unitBase,
  } as const;
  const page = await reportPage(question);
  if (page === null) return toastIssues([issue('picture/empty')]);
  download(`${name}.html`, new Blob([page], { type: 'text/html' }));
}
