import type { Issue } from '../errors.ts';
import { issueAt } from '../errors.ts';
import { RefusalInside } from '../language/expand.ts';
import { Refusal } from '../language/refusal.ts';
import { DrawnFault, placed } from './drawn-fault.ts';

/** The issue of a refusal, its place being the item `node` and the children inside it; null for any other error. */
export function issueOfRefusal(error: unknown, node?: string): Issue | null {
  if (error instanceof Refusal)
    return issueAt(error.issue, { ...(node !== undefined && { node }), ...error.issue.where });
  if (error instanceof DrawnFault) {
    const [first] = node === undefined ? error.issues : placed(error.issues, node);
    return first ?? null;
  }
  if (!(error instanceof RefusalInside)) return null;
  const path = [...(node === undefined ? [] : [node]), ...error.path].join('/');
  return issueAt(error.refusal.issue, { node: path, ...error.refusal.issue.where });
}
