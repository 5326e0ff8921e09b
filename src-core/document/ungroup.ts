import type { Result } from '../errors.ts';
import { fail, ok } from '../errors.ts';
import { copied, outermostFirst, renamedEnd } from './copies.ts';
import type { Design, DesignEdge, DesignNode, FieldValue, ListEntry, PortRef, Position } from './design.ts';
import type { Edit } from './edit.ts';
import { batch } from './edit.ts';
import { freshEdgeIdAmong, takenNames } from './names.ts';
import { notesTo } from './notes-inside.ts';
import { withInside } from './parents.ts';
import { renamedValue } from './rename-variable.ts';
import { sharedApart } from './ungroup-weights.ts';
import { unknownNode } from './unknown-node.ts';

/** What only the definitions of the items know. */
export interface UngroupOptions {
  /** Whether an item stands for a port of the group, and on which side. */
  readonly portOf: (node: DesignNode) => 'input' | 'output' | null;
  /** How many copies of what is drawn inside follow one another; each is drawn. */
  readonly copies: number;
  /** Whether all copies run with the weights of the first. */
  readonly sharesWeights?: boolean;
  /** What names in the fields of a copy (counted from 1) stand for, so that they stay true outside. */
  readonly names: (copy: number) => Readonly<Record<string, number>>;
  /** Whether an item gives these names to what is inside it, so that they mean its own there. */
  readonly hides: (node: DesignNode) => boolean;
  /** How far the items move, and each further copy beyond the one before. */
  readonly shift: Position;
  readonly pitch: Position;
}

/** The edit that ungroups, and the names of the items that then stand on the group's level. */
export interface Ungrouping {
  readonly edit: Edit;
  readonly ids: readonly string[];
}

/**
 * Makes the one edit that puts what is drawn inside a group in its place, wired as the group was; of a repeated drawing
 * every copy, so that the design computes the same. Refuses copies that share weights one by one: graph/cannot-ungroup.
 */
export function ungroupItem(design: Design, id: string, options: UngroupOptions): Result<Ungrouping> {
  const group = design.nodes.find((node) => node.id === id);
  if (group === undefined) return fail(unknownNode(design, id));
  const own = design.nodes.filter((node) => node.parent === id);
  const ports = (side: 'input' | 'output') =>
    own.filter((node) => options.portOf(node) === side).map((node) => node.id);
  const [inputs, outputs] = [ports('input'), ports('output')];
  const isPort = new Set([...inputs, ...outputs]);
  const { copies: count, sharesWeights = false } = options;
  const shared = sharedApart(
    design,
    group,
    (node) => options.portOf(node) !== null,
    count === 1 || sharesWeights,
  );
  if (!shared.ok) return shared;
  const items = own.filter((node) => !isPort.has(node.id));
  const inside = withInside(
    design.nodes,
    items.map((node) => node.id),
  );
  const all = design.nodes.filter((node) => inside.has(node.id));
  const inner = design.edges.filter((edge) => inside.has(edge.from.node) && inside.has(edge.to.node));
  const parents = new Map(all.map((node) => [node.id, node.parent]));
  const hidden = withInside(
    all,
    all.filter(options.hides).map((node) => node.id),
  );
  const isHidden = (node: DesignNode) => node.parent !== undefined && hidden.has(node.parent);
  const taken = { names: takenNames(design), edges: new Set(design.edges.map((edge) => edge.id)) };

  const edits: Edit[] = [];
  const ids: string[] = [];
  const renames: ReadonlyMap<string, string>[] = [];
  for (let copy = 1; copy <= options.copies; copy++) {
    const named = options.names(copy);
    const by = {
      x: options.shift.x + (copy - 1) * options.pitch.x,
      y: options.shift.y + (copy - 1) * options.pitch.y,
    };
    const moved = ({ position }: DesignNode): Position => ({
      ...position,
      x: position.x + by.x,
      y: position.y + by.y,
    });
    if (copy === 1) {
      renames.push(new Map());
      ids.push(...items.map((node) => node.id));
      for (const node of items) edits.push({ kind: 'setParent', id: node.id, parent: group.parent ?? null });
      if (by.x !== 0 || by.y !== 0) {
        const moves = items.map((node) => ({ id: node.id, position: moved(node) }));
        edits.push({ kind: 'moveNodes', moves });
      }
      for (const node of all) {
        if (isHidden(node)) continue;
        for (const [field, value] of Object.entries(withNames(node.fields, named))) {
          if (value !== node.fields[field]) edits.push({ kind: 'setField', id: node.id, field, value });
        }
        const when = whenWith(node, named);
        if (when !== undefined && when !== node.when) edits.push({ kind: 'setWhen', id: node.id, when });
      }
      continue;
    }
    const told = all.map((node) =>
      isHidden(node)
        ? node
        : {
            ...node,
            fields: withNames(node.fields, named),
            ...(node.when !== undefined && { when: whenWith(node, named) as ListEntry }),
          },
    );
    const outermost = told
      .filter((node) => node.parent === id)
      .map((node) => ({ ...node, position: moved(node) }));
    const deeper = told.filter((node) => node.parent !== id);
    const copies = copied({ nodes: [...outermost, ...deeper], edges: inner }, taken, group.parent);
    renames.push(copies.names);
    ids.push(...outermost.map((node) => copies.names.get(node.id)!));
    const firsts = new Map(outermost.map((node) => [copies.names.get(node.id)!, node.id]));
    for (const node of outermostFirst(copies.nodes)) {
      const weightsOf = sharesWeights ? firsts.get(node.id) : undefined;
      edits.push({ kind: 'addNode', node: weightsOf === undefined ? node : { ...node, weightsOf } });
    }
    for (const edge of copies.edges) edits.push({ kind: 'addEdge', edge });
  }

  const outer = (port: string): PortRef | null => into(design.edges, { node: id, port })?.from ?? null;
  /** The tensor that enters copy `copy` at input `port`. */
  const entering = (copy: number, port: number): PortRef | null => {
    const before = outputs[port];
    return copy === 1 || before === undefined ? outer(inputs[port]!) : leaving(copy - 1, before);
  };
  const sourceIn = (copy: number, from: PortRef): PortRef | null => {
    const port = inputs.indexOf(from.node);
    return port === -1 ? renamedEnd(from, renames[copy - 1]!, parents) : entering(copy, port);
  };
  const leaving = (copy: number, output: string): PortRef | null => {
    const edge = into(design.edges, { node: output, port: 'in' });
    return edge === undefined ? null : sourceIn(copy, edge.from);
  };
  const connect = (from: PortRef | null, to: PortRef): void => {
    if (from === null) return;
    const edge = freshEdgeIdAmong(taken.edges);
    taken.edges.add(edge);
    edits.push({ kind: 'addEdge', edge: { id: edge, from, to } });
  };
  const fed = design.edges.filter(({ from, to }) => inputs.includes(from.node) && inside.has(to.node));
  for (let copy = 1; copy <= options.copies; copy++) {
    for (const { from, to } of fed) {
      connect(entering(copy, inputs.indexOf(from.node)), renamedEnd(to, renames[copy - 1]!, parents));
    }
  }
  for (const { from, to } of design.edges) {
    if (from.node === id && outputs.includes(from.port)) connect(leaving(options.copies, from.port), to);
  }
  const notes = notesTo(design, id, group.parent, options.shift);
  return ok({ edit: batch([...edits, ...shared.value, ...notes, { kind: 'removeNode', id }]), ids });
}

const into = (edges: readonly DesignEdge[], to: PortRef): DesignEdge | undefined =>
  edges.find((edge) => edge.to.node === to.node && edge.to.port === to.port);

const whenWith = ({ when }: DesignNode, names: Readonly<Record<string, number>>): ListEntry | undefined =>
  when === undefined ? undefined : (withNames({ when }, names).when as ListEntry);

function withNames(
  fields: DesignNode['fields'],
  names: Readonly<Record<string, number>>,
): DesignNode['fields'] {
  return Object.fromEntries(
    Object.entries(fields).map(([field, value]) => [
      field,
      Object.entries(names).reduce(
        (now: FieldValue, [name, number]) => renamedValue(now, name, String(number)),
        value,
      ),
    ]),
  );
}
