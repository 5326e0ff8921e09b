import { toast } from './toasts.ts';

/** Where the clipboard's own door is shut, the page can still copy what it has selected. */
function copySelected(text: string): boolean {
  const area = document.createElement('textarea');
  area.value = text;
  area.className = 'visually-hidden';
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  return done;
}

/** Copies a text and says so; `what` names it in the message, such as `the table as Markdown`. */
export async function copyText(text: string, what: string): Promise<void> {
  let done: boolean;
  try {
    await navigator.clipboard.writeText(text);
    done = true;
  } catch {
    done = copySelected(text);
  }
  // What has several lines is known by its name.
  const detail = text.length > 80 ? `${text.slice(0, 80)}…` : text;
  if (done) toast({ tone: 'good', text: `Copied ${what}`, ...(!text.includes('\n') && { detail }) });
  else toast({ tone: 'error', text: `${what} could not be copied`, detail: text });
}
