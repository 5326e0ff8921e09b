import { toast } from './toasts.ts';

/** Puts text on the clipboard and says so; `what` names it, such as `the table as Markdown`. */
export async function copyText(text: string, what: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toast({ tone: 'good', text: `Copied ${what}` });
  } catch {
    toast({ tone: 'error', text: `The clipboard did not take ${what}; click into the window and try again` });
  }
}
