import { t } from '../locale/translate.ts';
import { call } from '../rpc/services.ts';
import { toastIssues } from '../ui/toast-issues.ts';
import type { Offer } from '../ui/toasts.ts';
import { fileName } from './design-name.ts';
import { showsFileDialogs } from './window-dialogs.ts';

/** Has the browser keep files that the services have: what they send is saved and not shown. */
async function downloadFiles(paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const offered = await call('offerDownload', { path });
    if (!offered.ok) return toastIssues(offered.issues);
    if (offered.value === null) return;
    const link = document.createElement('a');
    link.href = offered.value.address;
    link.download = fileName(path);
    link.click();
  }
}

/** What a message about files that were written offers: where they may lie on another machine than the person, a copy. */
export const downloadOf = (paths: readonly string[]): readonly Offer[] =>
  showsFileDialogs() ? [{ label: t('Download a copy'), run: () => void downloadFiles(paths) }] : [];
