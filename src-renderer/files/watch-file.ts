import { t } from '../locale/translate.ts';
import { call } from '../rpc/services.ts';
import { useDocument } from '../store/document.ts';
import { toast } from '../ui/toasts.ts';
import { fileName } from './design-name.ts';
import { settleChange } from './save-file.ts';
import { isWriting } from './write-file.ts';

/** Milliseconds between two looks at the open file while the window is seen. */
const period = 3000;

/** What was said to be there last, so that it is said once. */
let noticed: string | null = null;

function notice(path: string, isThere: boolean): void {
  const name = fileName(path);
  if (!isThere) {
    toast({
      tone: 'plain',
      text: t('{name} is not in its folder any more; saving writes it again', { name }),
      detail: path,
    });
    return;
  }
  toast({
    tone: 'plain',
    text: t('{name} was changed outside', { name }),
    detail: path,
    stays: true,
    offers: [{ label: t('Compare…'), run: () => void settleChange(path) }],
  });
}

async function look(): Promise<void> {
  const { path, hash, opened, isFollowing } = useDocument.getState();
  if (path === null || hash === null || isFollowing || document.hidden || isWriting()) return;
  const now = await call('fileNow', { path });
  const state = useDocument.getState();
  // A save or another document came between the question and its answer.
  if (!now.ok || state.opened !== opened || state.hash !== hash || isWriting()) return;
  const found = `${opened} ${now.value.hash}`;
  if (now.value.hash === hash || found === noticed) return;
  noticed = found;
  notice(path, now.value.hash !== null);
}

/** Notices from now on when the open file is changed or removed by somebody else. */
export function startWatching(): void {
  setInterval(() => void look(), period);
  document.addEventListener('visibilitychange', () => void look());
  window.addEventListener('focus', () => void look());
}
