import type { Steps } from '../steps.ts';
import type {
  Design,
  DesignEdge,
  DesignNode,
  FieldValue,
  Note,
  OwnBlock,
  SourceCall,
  Variable,
} from './design.ts';
import { blocksOf } from './own-block.ts';
import { serializing } from './serialize.ts';

/** One thing in which a design differs from another, in the terms in which it is drawn. */
export type Difference =
  | { readonly kind: 'title'; readonly before: string; readonly after: string }
  /** An item with what is drawn inside it, and its wires. */
  | {
      readonly kind: 'itemAdded' | 'itemRemoved';
      readonly id: string;
      readonly definition: string;
      readonly inside: number;
    }
  | { readonly kind: 'definition'; readonly id: string; readonly before: string; readonly after: string }
  | {
      readonly kind: 'field';
      readonly id: string;
      readonly field: string;
      /** Absent where the definition's default holds. */
      readonly before?: FieldValue;
      readonly after?: FieldValue;
    }
  /** How the source calls an item; absent where that is left to its definition. */
  | { readonly kind: 'call'; readonly id: string; readonly before?: SourceCall; readonly after?: SourceCall }
  | { readonly kind: 'muted'; readonly id: string; readonly after: boolean }
  | {
      readonly kind: 'parent';
      readonly id: string;
      readonly before: string | null;
      readonly after: string | null;
    }
  /** Whose weights an item runs with; null for its own. */
  | {
      readonly kind: 'weightsOf';
      readonly id: string;
      readonly before: string | null;
      readonly after: string | null;
    }
  | { readonly kind: 'moved'; readonly ids: readonly string[] }
  /** Between items that are in both designs. */
  | { readonly kind: 'wireAdded' | 'wireRemoved'; readonly from: string; readonly to: string }
  | { readonly kind: 'variableAdded' | 'variableRemoved'; readonly name: string }
  | { readonly kind: 'variable'; readonly name: string; readonly before: Variable; readonly after: Variable }
  | { readonly kind: 'blockAdded' | 'blockRemoved' | 'block'; readonly title: string }
  /** Words and frames on the canvas; the words that a note has after, or had. */
  | { readonly kind: 'noteAdded' | 'noteRemoved' | 'note'; readonly text: string }
  /** In which copies an item is there; absent for all. */
  | {
      readonly kind: 'when';
      readonly id: string;
      readonly before?: FieldValue | undefined;
      readonly after?: FieldValue | undefined;
    }
  /** The order of entries, names of wires, or keys that this version does not know. */
  | { readonly kind: 'rest' };

const equal = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** So many items or wires are looked at in one step. */
const entriesPerStep = 500;

/** What leads from one design to another, in steps. Empty exactly where both are saved as the same text. */
export function* differences(before: Design, after: Design): Steps<readonly Difference[]> {
  if ((yield* serializing(before)) === (yield* serializing(after))) return [];
  const found: Difference[] = [];
  if (before.title !== after.title) found.push({ kind: 'title', before: before.title, after: after.title });
  found.push(...ofVariables(before.variables, after.variables));
  found.push(...ofBlocks(blocksOf(before), blocksOf(after)));
  yield;
  found.push(...(yield* ofItems(before.nodes, after.nodes)));
  found.push(...(yield* ofWires(before, after)));
  found.push(...ofNotes(before.notes ?? [], after.notes ?? []));
  return found.length > 0 ? found : [{ kind: 'rest' }];
}

function ofBlocks(before: readonly OwnBlock[], after: readonly OwnBlock[]): readonly Difference[] {
  const [old, fresh] = [before, after].map((list) => new Map(list.map((block) => [block.id, block])));
  return [
    ...before.flatMap(({ id, title }) => (fresh!.has(id) ? [] : [{ kind: 'blockRemoved', title } as const])),
    ...after.flatMap((block): readonly Difference[] => {
      const { id, title } = block;
      const earlier = old!.get(id);
      if (earlier === undefined) return [{ kind: 'blockAdded', title }];
      return equal(earlier, block) ? [] : [{ kind: 'block', title }];
    }),
  ];
}

function ofNotes(before: readonly Note[], after: readonly Note[]): readonly Difference[] {
  const [old, fresh] = [before, after].map((list) => new Map(list.map((note) => [note.id, note])));
  return [
    ...before.flatMap(({ id, text }) => (fresh!.has(id) ? [] : [{ kind: 'noteRemoved', text } as const])),
    ...after.flatMap((note): readonly Difference[] => {
      const { id, text } = note;
      const earlier = old!.get(id);
      if (earlier === undefined) return [{ kind: 'noteAdded', text }];
      return equal(earlier, note) ? [] : [{ kind: 'note', text }];
    }),
  ];
}

const byId = (nodes: readonly DesignNode[]): ReadonlyMap<string, DesignNode> =>
  new Map(nodes.map((node) => [node.id, node]));

function* ofItems(before: readonly DesignNode[], after: readonly DesignNode[]): Steps<readonly Difference[]> {
  const [old, fresh] = [byId(before), byId(after)];
  const found: Difference[] = [
    ...missing(before, fresh).map((item) => ({ kind: 'itemRemoved', ...item }) as const),
    ...missing(after, old).map((item) => ({ kind: 'itemAdded', ...item }) as const),
  ];
  const moved: string[] = [];
  let looked = 0;
  for (const [id, node] of fresh) {
    looked += 1;
    if (looked % entriesPerStep === 0) yield;
    const earlier = old.get(id);
    if (earlier === undefined) continue;
    found.push(...ofItem(earlier, node));
    if (!equal(earlier.position, node.position)) moved.push(id);
  }
  if (moved.length > 0) found.push({ kind: 'moved', ids: moved });
  return found;
}

/** Of items that are in both designs. */
function* ofWires(before: Design, after: Design): Steps<readonly Difference[]> {
  const [old, fresh] = [byId(before.nodes), byId(after.nodes)];
  const isInBoth = (edge: DesignEdge): boolean =>
    [edge.from.node, edge.to.node].every((id) => old.has(id) === fresh.has(id));
  function* wires(edges: readonly DesignEdge[]): Steps<ReadonlyMap<string, DesignEdge>> {
    const found = new Map<string, DesignEdge>();
    for (const [index, edge] of edges.entries()) {
      if (index % entriesPerStep === entriesPerStep - 1) yield;
      if (isInBoth(edge)) found.set(endsOf(edge), edge);
    }
    return found;
  }
  const [oldWires, freshWires] = [yield* wires(before.edges), yield* wires(after.edges)];
  const found: Difference[] = [];
  for (const [ends, edge] of oldWires)
    if (!freshWires.has(ends)) found.push({ kind: 'wireRemoved', ...namesOf(edge) });
  for (const [ends, edge] of freshWires)
    if (!oldWires.has(ends)) found.push({ kind: 'wireAdded', ...namesOf(edge) });
  return found;
}

const endsOf = ({ from, to }: DesignEdge): string => JSON.stringify([from.node, from.port, to.node, to.port]);

const namesOf = ({ from, to }: DesignEdge): { from: string; to: string } => ({
  from: `${from.node}.${from.port}`,
  to: `${to.node}.${to.port}`,
});

/** Items that the other design lacks; those inside one of them are counted there. */
function missing(nodes: readonly DesignNode[], other: ReadonlyMap<string, DesignNode>) {
  const gone = new Map(nodes.filter(({ id }) => !other.has(id)).map((node) => [node.id, node]));
  const inside = new Map<string, number>();
  const outermost = (node: DesignNode): DesignNode => {
    const parent = node.parent === undefined ? undefined : gone.get(node.parent);
    return parent === undefined ? node : outermost(parent);
  };
  for (const node of gone.values()) {
    const top = outermost(node).id;
    inside.set(top, (inside.get(top) ?? -1) + 1);
  }
  return [...inside].map(([id, count]) => ({
    id,
    definition: gone.get(id)?.definition ?? '',
    inside: count,
  }));
}

function ofItem(before: DesignNode, after: DesignNode): readonly Difference[] {
  const { id } = after;
  const found: Difference[] = [];
  if (!equal(before.when, after.when))
    found.push({ kind: 'when', id, before: before.when, after: after.when });
  if (before.definition !== after.definition) {
    found.push({ kind: 'definition', id, before: before.definition, after: after.definition });
  }
  const [from, to] = [before.parent ?? null, after.parent ?? null];
  if (from !== to) found.push({ kind: 'parent', id, before: from, after: to });
  const [owner, heir] = [before.weightsOf ?? null, after.weightsOf ?? null];
  if (owner !== heir) found.push({ kind: 'weightsOf', id, before: owner, after: heir });
  if (before.call !== after.call) {
    found.push({
      kind: 'call',
      id,
      ...(before.call !== undefined && { before: before.call }),
      ...(after.call !== undefined && { after: after.call }),
    });
  }
  if (before.muted !== after.muted) found.push({ kind: 'muted', id, after: after.muted === true });
  const own = (node: DesignNode, field: string): FieldValue | undefined =>
    Object.hasOwn(node.fields, field) ? node.fields[field] : undefined;
  for (const field of new Set([...Object.keys(before.fields), ...Object.keys(after.fields)])) {
    const [old, fresh] = [own(before, field), own(after, field)];
    if (equal(old, fresh)) continue;
    found.push({
      kind: 'field',
      id,
      field,
      ...(old !== undefined && { before: old }),
      ...(fresh !== undefined && { after: fresh }),
    });
  }
  return found;
}

function ofVariables(before: readonly Variable[], after: readonly Variable[]): readonly Difference[] {
  const old = new Map(before.map((variable) => [variable.name, variable]));
  const fresh = new Map(after.map((variable) => [variable.name, variable]));
  const found: Difference[] = [];
  for (const { name } of before) if (!fresh.has(name)) found.push({ kind: 'variableRemoved', name });
  for (const [name, variable] of fresh) {
    const earlier = old.get(name);
    if (earlier === undefined) found.push({ kind: 'variableAdded', name });
    else if (!equal(earlier, variable)) {
      found.push({ kind: 'variable', name, before: earlier, after: variable });
    }
  }
  return found;
}
