import { type Issue, place, sentence } from '../../src-core/errors.ts';
import { toast } from '../ui/toasts.ts';

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The sentence of an issue as it stands by itself. */
export const spoken = (issue: Issue): string => capitalized(sentence(issue));

/** Says in a message why something did not work. A job that a person cancelled needs none. */
export function tell(issues: readonly Issue[]): void {
  const [first] = issues;
  if (first === undefined || first.code === 'run/cancelled') return;
  const at = place(first.where);
  toast({ tone: 'error', text: spoken(first), ...(at !== '' && { detail: at }) });
}
