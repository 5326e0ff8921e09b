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

async function putOnClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelecting(text);
  }
}

const longest = 80;

/** Puts text on the clipboard and says so; `what` names it, such as `the table as Markdown`. */
export async function copyText(text: string, what: string): Promise<void> {
  const shown = text.length > longest ? `${text.slice(0, longest)}…` : text;
  // What has several lines is known by its name.
  const detail = text.includes('\n') ? {} : { detail: shown };
  if (await putOnClipboard(text)) toast({ tone: 'good', text: `Copied ${what}`, ...detail });
  else
    toast({
      tone: 'error',
      text: `The clipboard did not take ${what}; click into the window and try again`,
      ...detail,
    });
}
