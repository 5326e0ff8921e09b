import type { Issue } from '../../src-core/errors.ts';
import { place, sentence } from '../locale/sentences.ts';
import type { Toast } from './toasts.ts';
import { toast } from './toasts.ts';

/** Whether a sentence begins with a name that its issue carries. A `detail` is no name but words of ours. */
const beginsWithName = (text: string, { data }: Issue): boolean =>
  Object.entries(data).some(([key, value]) => key !== 'detail' && text.startsWith(String(value)));

/** The sentence of an issue as it stands by itself. A name that it begins with keeps its letters. */
export function spoken(issue: Issue): string {
  const text = sentence(issue);
  if (beginsWithName(text, issue)) return text;
  return text.replace(/^[a-z]+(?=[ ,;:.]|$)/, (word) => word.charAt(0).toUpperCase() + word.slice(1));
}

interface Manner {
  /** Plain where nothing failed and only what was asked for cannot be; such a message passes by itself. */
  readonly tone?: Extract<Toast['tone'], 'error' | 'plain'>;
  /** What the sentence is about, such as a field's label: it stands before it and in the place's stead. */
  readonly subject?: string;
  /** All issues are said, in one message, not the first alone. */
  readonly all?: boolean;
}

/**
 * Says in a message why something did not work: the sentence and the place of the first issue.
 * A job that a person cancelled needs none.
 */
export function toastIssues(issues: readonly Issue[], { tone = 'error', subject, all }: Manner = {}): void {
  const [first] = issues;
  if (first === undefined || first.code === 'run/cancelled') return;
  if (subject !== undefined) {
    toast({ tone, text: `${subject} ${sentence(first)}` });
  } else if (all) {
    const others = issues.slice(1).map(sentence);
    toast({ tone, text: [spoken(first), ...others].join('; ') });
  } else {
    const at = place(first.where);
    toast({ tone, text: spoken(first), ...(at !== '' && { detail: at }) });
  }
}
