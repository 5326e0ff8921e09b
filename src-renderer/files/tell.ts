import type { Issue } from '../../src-core/errors.ts';
import { place, sentence } from '../../src-core/errors.ts';
import { toast } from '../ui/toasts.ts';

/** The sentence of an issue as it stands by itself. A name that it begins with keeps its letters. */
export const spoken = (issue: Issue): string =>
  sentence(issue).replace(/^[a-z]+(?=[ ,;:.]|$)/, (word) => word.charAt(0).toUpperCase() + word.slice(1));

/** Says in a message why something did not work. A job that a person cancelled needs none. */
export function tell(issues: readonly Issue[]): void {
  const [first] = issues;
  if (first === undefined || first.code === 'run/cancelled') return;
  const at = place(first.where);
  toast({ tone: 'error', text: spoken(first), ...(at !== '' && { detail: at }) });
}
