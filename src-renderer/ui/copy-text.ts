import { t } from '../locale/translate.ts';
import { toast } from './toasts.ts';

/** Where the clipboard's own door is shut, the page can still copy what it has selected. */
function copyBySelecting(text: string): boolean {
  const area = document.createElement('textarea');
  area.value = text;
  area.className = 'visually-hidden';
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  return done;
}

/** Writes the system's clipboard where the page may not; tells whether it did. */
let writeElsewhere: ((text: string) => Promise<boolean>) | null = null;

/** Copies by way of a shell from now on. */
export function copyThrough(write: (text: string) => Promise<boolean>): void {
  writeElsewhere = write;
}

async function putOnClipboard(text: string): Promise<boolean> {
  if (writeElsewhere !== null) return writeElsewhere(text);
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelecting(text);
  }
}

const longest = 80;

/** Puts text on the clipboard and says so; `what` names it in the window's language, such as `the table as Markdown`. */
export async function copyText(text: string, what: string): Promise<void> {
  const shown = text.length > longest ? `${text.slice(0, longest)}…` : text;
  // What has several lines is known by its name.
  const detail = text.includes('\n') ? {} : { detail: shown };
  if (await putOnClipboard(text)) toast({ tone: 'good', text: t('Copied {what}', { what }), ...detail });
  else
    toast({
      tone: 'error',
      text: t('The clipboard did not take {what}; click into the window and try again', { what }),
      ...detail,
    });
}
