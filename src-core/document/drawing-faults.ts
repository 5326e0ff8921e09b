import type { Issue } from '../errors.ts';
import { issue } from '../errors.ts';
import type { DesignEdge, DesignNode, Note } from './design.ts';
import { shortened } from './in-sentence.ts';
import { nameKey, sameName } from './names.ts';
import { faultsOfParents } from './parents.ts';
import { faultsOfEdge, faultsOfNode, faultsOfNote, issueLimit } from './shape.ts';

/** Adds what is wrong with the entries of a list, up to `issueLimit` issues. */
export function checkList(
  list: readonly unknown[],
  name: string,
  faultsOf: (entry: unknown, steps: readonly (string | number)[]) => readonly Issue[],
  issues: Issue[],
  steps: readonly (string | number)[] = [],
): void {
  for (const [index, entry] of list.entries()) {
    if (issues.length >= issueLimit) return;
    issues.push(...faultsOf(entry, [...steps, name, index]));
  }
}

/** Finds what keeps items and wires from being a drawing: their shapes, names that two share, and what stands inside what. */
export function faultsOfDrawing(
  nodes: readonly unknown[],
  edges: readonly unknown[],
  steps: readonly (string | number)[] = [],
): readonly Issue[] {
  const issues: Issue[] = [];
  checkList(nodes, 'nodes', faultsOfNode, issues, steps);
  checkList(edges, 'edges', faultsOfEdge, issues, steps);
  if (issues.length > 0) return issues;
  return duplicatesIn(nodes as readonly DesignNode[], edges as readonly DesignEdge[]).slice(0, issueLimit);
}

/** Finds what keeps the notes of a drawing from being such: their shapes, and names that two share. */
export function faultsOfNotes(
  notes: readonly unknown[],
  steps: readonly (string | number)[] = [],
): readonly Issue[] {
  const issues: Issue[] = [];
  checkList(notes, 'notes', faultsOfNote, issues, steps);
  if (issues.length > 0) return issues;
  return repeated((notes as readonly Note[]).map(({ id }) => id))
    .map((id) => issue('document/malformed', {}, { detail: `two notes are called ${shortened(id)}` }))
    .slice(0, issueLimit);
}

/** Items and wires that share a name, and items that cannot stand where they do. */
export function duplicatesIn(nodes: readonly DesignNode[], edges: readonly DesignEdge[]): readonly Issue[] {
  return [
    ...sameNames(nodes.map((node) => node.id)),
    ...repeated(edges.map((edge) => edge.id)).map((id) =>
      issue('document/duplicate-edge', {}, { name: shortened(id) }),
    ),
    ...faultsOfParents(nodes),
  ];
}

/** Two items of one name, or of names that look alike. */
function sameNames(names: readonly string[]): Issue[] {
  const seen = new Map<string, string>();
  const found = new Map<string, Issue>();
  for (const name of names) {
    const other = seen.get(nameKey(name));
    if (other === undefined) seen.set(nameKey(name), name);
    else found.set(name, sameName(name, other));
  }
  return [...found.values()];
}

/** The names that stand in a list more than once. */
export function repeated(names: readonly string[]): string[] {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const name of names) (seen.has(name) ? twice : seen).add(name);
  return [...twice];
}
