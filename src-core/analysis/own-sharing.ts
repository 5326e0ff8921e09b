import type { Issue } from '../errors.ts';
import { partingOf } from '../language/parting.ts';
import type { Members } from './drawn-parts.ts';
import { issueOfParting } from './parting-issue.ts';

/** What is known of the inside of an own block, with what keeps items there from running with the weights of others. */
export function withSharing({ items, issues }: Members): Members {
  const found: Issue[] = [];
  for (const [id, { weightsOf, expansion }] of items) {
    const owner = weightsOf === undefined ? undefined : items.get(weightsOf)?.expansion;
    if (owner == null || expansion === null) continue;
    const parting = partingOf(owner, expansion);
    if (parting !== null) found.push(issueOfParting(parting, weightsOf as string, id));
  }
  return found.length === 0 ? { items, issues } : { items, issues: [...issues, ...found] };
}
