import { isInteger } from '../algebra/expression.ts';
import type {
  Design,
  DesignEdge,
  DesignNode,
  FieldValue,
  Note,
  OwnBlock,
  PortRef,
} from '../document/design.ts';
import { drawingOf } from '../document/drawing.ts';
import type { Edit } from '../document/edit.ts';
import { batch } from '../document/edit.ts';
import { blocksOf, designOfBlock } from '../document/own-block.ts';
import type { Catalogue } from '../language/definition.ts';
import type { Expansion } from '../language/expansion.ts';
import type { Values } from '../language/field.ts';
import { boundaryOf, sizeFieldsOf } from '../language/roles.ts';
import type { Shape } from '../language/shape.ts';
import { portsIn } from './drawn-parts.ts';
import { defaultsOf, fieldEnvironment } from './environment.ts';
import type { AnalyzedItems } from './item-analysis.ts';
import { channelsEntering } from './own-channels.ts';
import { aroundId, catalogueOf } from './own-definitions.ts';

/** The values and inputs at which the drawing of an own block is looked at. */
export interface BlockSample {
  readonly fields: Readonly<Record<string, FieldValue>>;
  readonly inputs: readonly Shape[];
}

/** The first use of a definition in what is expanded; null where there is none. */
function firstUse(expansion: Expansion, id: string): Expansion | null {
  if (expansion.definition.id === id) return expansion;
  for (const child of expansion.children) {
    const found = firstUse(child.expansion, id);
    if (found !== null) return found;
  }
  return null;
}

const literals = (values: Values): Record<string, FieldValue> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'bigint' ? Number(value) : (value as FieldValue),
    ]),
  );

const side = 32;

/** A block as its first use in a design has it; where there is none, at its defaults. */
export function sampleOf({ design, items }: AnalyzedItems, block: OwnBlock, base: Catalogue): BlockSample {
  for (const { expansion } of items.values()) {
    const use = expansion === null ? null : firstUse(expansion, block.id);
    if (use !== null) return { fields: literals(use.values), inputs: use.inputs };
  }
  const catalogue = catalogueOf(design, base);
  const fields = catalogue.definitionOf(block.id)?.fields ?? {};
  const { environment } = fieldEnvironment(fields, defaultsOf(fields));
  const drawing = drawingOf(designOfBlock(block));
  const inputs = portsIn(drawing, base, 'input').map((port): Shape => {
    const channels = channelsEntering(drawing, port, base, environment) ?? BigInt(side);
    return [1n, isInteger(channels) ? channels : BigInt(side), BigInt(side), BigInt(side)];
  });
  return { fields: {}, inputs };
}

const inside = new WeakMap<DesignNode, Map<string, DesignNode>>();

/** An item of the drawing as it stands inside the item around; the same object while it is. */
function insideOf(node: DesignNode, around: string): DesignNode {
  if (node.parent !== undefined) return node;
  const known = inside.get(node) ?? new Map<string, DesignNode>();
  inside.set(node, known);
  const placed = known.get(around) ?? { ...node, parent: around };
  known.set(around, placed);
  return placed;
}

const placedNotes = new WeakMap<Note, Note>();

/** The notes of a block as they stand inside the item around, which is called as the block; each the same object while it is. */
function notesAround({ id, nodes, notes }: OwnBlock): Pick<Design, 'notes'> {
  if (notes === undefined) return {};
  const names = new Set(nodes.map((node) => node.id));
  const placed = notes.map((note) => {
    if (note.parent !== undefined && names.has(note.parent)) return note;
    const known = placedNotes.get(note);
    if (known?.parent === id) return known;
    const now = { ...note, parent: id };
    placedNotes.set(note, now);
    return now;
  });
  return { notes: placed };
}

/**
 * The drawing of an own block as a design that can be analysed and drawn on: an item around it, called as its id, that is fed
 * what the sample says. Edits of it are edits of the block, by `editOfBlock`.
 */
export function designAround(whole: Design, block: OwnBlock, sample: BlockSample, base: Catalogue): Design {
  const { id } = block;
  const drawing = drawingOf(designOfBlock(block));
  const [inputs, outputs] = (['input', 'output'] as const).map((at) => portsIn(drawing, base, at));
  const kindOf = (at: 'input' | 'output', rank: number): string | undefined =>
    base.ids.find((each) => {
      const definition = base.definitionOf(each);
      return boundaryOf(definition) === at && (at === 'output' || sizeFieldsOf(definition)?.length === rank);
    });
  const origin = { x: 0, y: 0 };
  const fed = inputs!.flatMap((port, index): readonly DesignNode[] => {
    const shape = sample.inputs[index] ?? sample.inputs[0] ?? [];
    const definition = kindOf('input', shape.length);
    if (definition === undefined) return [];
    const names = sizeFieldsOf(base.definitionOf(definition)) ?? [];
    const fields = Object.fromEntries(names.map((name, axis) => [name, Number(shape[axis] as bigint)]));
    return [{ id: `${id}.${port}`, definition, fields, position: origin }];
  });
  const output = kindOf('output', 0);
  const left = outputs!.flatMap((port): readonly DesignNode[] =>
    output === undefined ? [] : [{ id: `${id}.${port}`, definition: output, fields: {}, position: origin }],
  );
  const wire = (from: DesignEdge['from'], to: DesignEdge['to']): DesignEdge => ({
    id: `${from.node} ${to.node}`,
    from,
    to,
  });
  const { notes: _, ...document } = whole;
  return {
    ...document,
    title: block.title,
    variables: [],
    // Those of the block first, so that each has its place there.
    nodes: [
      ...block.nodes.map((node) => insideOf(node, id)),
      ...fed,
      { id, definition: aroundId(id), fields: sample.fields, position: origin },
      ...left,
    ],
    ...notesAround(block),
    edges: [
      ...block.edges,
      ...fed.map(({ id: from }, index) =>
        wire({ node: from, port: 'out' }, { node: id, port: inputs![index]! }),
      ),
      ...left.map(({ id: to }, index) =>
        wire({ node: id, port: outputs![index]! }, { node: to, port: 'in' }),
      ),
    ],
  };
}

/**
 * The edit of the whole design that an edit of the drawing of an own block is. What concerns definitions stays as it is; what
 * stands inside the item around stands in the block; where a port gets another name, the wires of all uses follow.
 */
export function editOfBlock(whole: Design, block: OwnBlock, edit: Edit): Edit {
  if (edit.kind === 'batch') return batch(edit.edits.map((each) => editOfBlock(whole, block, each)));
  if (['addBlock', 'removeBlock', 'setBlock', 'inBlock'].includes(edit.kind)) return edit;
  const own: Edit = { kind: 'inBlock', block: block.id, edit: insideEdit(block.id, edit) };
  const isPort =
    edit.kind === 'renameNode' &&
    block.nodes.some(({ id, parent }) => id === edit.id && parent === undefined);
  return isPort ? batch([own, ...wiresOfUses(whole, block.id, edit.id, edit.to)]) : own;
}

function insideEdit(around: string, edit: Edit): Edit {
  if (edit.kind === 'addNode' && edit.node.parent === around) {
    const { parent: _, ...node } = edit.node;
    return { ...edit, node };
  }
  if (edit.kind === 'setParent' && edit.parent === around) return { ...edit, parent: null };
  if (edit.kind === 'setNote' && edit.note?.parent === around) {
    const { parent: _, ...note } = edit.note;
    return { ...edit, note };
  }
  return edit;
}

/** The edits that lead the wires at a port of every use to that port under another name. */
function wiresOfUses(whole: Design, block: string, port: string, to: string): readonly Edit[] {
  const within = ({ nodes, edges }: Pick<Design, 'nodes' | 'edges'>): readonly Edit[] => {
    const uses = new Set(nodes.filter(({ definition }) => definition === block).map(({ id }) => id));
    const end = (at: PortRef): PortRef => (uses.has(at.node) && at.port === port ? { ...at, port: to } : at);
    return edges.flatMap((edge, index): readonly Edit[] => {
      const [from, into] = [end(edge.from), end(edge.to)];
      if (from === edge.from && into === edge.to) return [];
      return [
        { kind: 'removeEdge', id: edge.id },
        { kind: 'addEdge', edge: { ...edge, from, to: into }, index },
      ];
    });
  };
  return [
    ...within(whole),
    ...blocksOf(whole).flatMap((other) =>
      within(other).map((edit): Edit => ({ kind: 'inBlock', block: other.id, edit })),
    ),
  ];
}
