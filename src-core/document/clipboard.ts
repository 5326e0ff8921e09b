import type { Issue, Result } from '../errors.ts';
import { fail, issue, ok } from '../errors.ts';
import { copied, outermostFirst } from './copies.ts';
import type { Design, DesignEdge, DesignNode, Note, OwnBlock, Position, Variable } from './design.ts';
import { formatVersion } from './design.ts';
import type { Edit } from './edit.ts';
import { batch } from './edit.ts';
import { namesInValue } from './field-names.ts';
import { inWords } from './in-sentence.ts';
import { isRecord } from './json-fault.ts';
import type { Migration } from './migrations.ts';
import { broughtUp, migrations, versionAfter } from './migrations.ts';
import { takenNames } from './names.ts';
import { notesOfCopies } from './notes-inside.ts';
import { blocksOf, blocksUsedBy } from './own-block.ts';
import { broughtBlocks } from './own-block-merge.ts';
import { faultsOfBlock } from './own-block-shape.ts';
import { faultsOfParents, withInside } from './parents.ts';
import { readJson } from './read-json.ts';
import { renamedValue } from './rename-variable.ts';
import { faultsOfEdge, faultsOfNode, faultsOfNote, faultsOfVariableShape, issueLimit } from './shape.ts';
import { withoutStored } from './stored-weights.ts';
import { handedOn, ownWeights } from './weights-owners.ts';

const selectionFormat = 'blockwright-selection';

interface Selection {
  readonly nodes: readonly DesignNode[];
  readonly edges: readonly DesignEdge[];
  /** The definitions of the own blocks among the items. */
  readonly blocks: readonly OwnBlock[];
  /** The variables of the design that the items name. */
  readonly variables: readonly Variable[];
  /** The notes in the drawings of the items. */
  readonly notes: readonly Note[];
}

/** A variable that comes along, and another of its name that is there already. */
export interface Collision {
  readonly theirs: Variable;
  readonly ours: Variable;
}

/** The edit that pastes, and the names of the items it adds to the level, in their order. */
export interface Paste {
  readonly edit: Edit;
  readonly ids: readonly string[];
  /** Variables that mean something else here. */
  readonly collisions: readonly Collision[];
}

export interface PasteOptions {
  /** The item in whose inside they go; the design itself where left out. */
  readonly parent?: string | undefined;
  /** Where a variable is another here: items follow the one that is here, or theirs comes under a fresh name. */
  readonly collisions?: 'here' | 'fresh';
  /** Whether a name in the fields of an item is that of a variable; a field of the item by that name is something else. */
  readonly means?: (node: DesignNode, name: string) => boolean;
  /** The steps from version 1 to this version. */
  readonly table?: readonly Migration[];
}

/**
 * Writes the items of these names, what is drawn inside them and the edges among them as text for a clipboard. The text
 * does not say what surrounds them. They share weights among themselves, and with nothing else. The definitions of own blocks,
 * the variables that they name and the notes in their drawings go along.
 * @param blocks the definitions to choose from, where the items stand in the drawing of a block
 */
export function copySelection(
  design: Design,
  ids: ReadonlySet<string>,
  blocks: readonly OwnBlock[] = blocksOf(design),
): string {
  const all = withInside(design.nodes, ids);
  const others = new Set(design.nodes.map(({ id }) => id).filter((id) => !all.has(id)));
  const nodes = handedOn(design.nodes, others).map((node) => withoutOutside(node, all));
  const edges = innerEdges({ nodes, edges: design.edges });
  const used = blocksUsedBy(nodes, blocks);
  const named = new Set(nodes.flatMap(({ fields }) => Object.values(fields).flatMap(namesInValue)));
  const variables = design.variables.filter(({ name }) => named.has(name));
  const notes = (design.notes ?? []).filter(({ parent }) => parent !== undefined && all.has(parent));
  const selection = {
    format: selectionFormat,
    version: formatVersion,
    ...(variables.length > 0 && { variables }),
    ...(used.length > 0 && { blocks: used }),
    ...(notes.length > 0 && { notes }),
    nodes,
    edges,
  };
  return `${JSON.stringify(selection, null, 2)}\n`;
}

/**
 * Reads copied items and makes the one edit that adds them to a design, under fresh names, moved by `offset`. Variables that
 * they name and that are not there come along. A copy of an older version is brought up to this one; text that is no such copy
 * is an issue.
 */
export function pasteSelection(
  design: Design,
  text: string,
  offset: Position,
  { parent, collisions: way = 'here', means = () => true, table = migrations }: PasteOptions = {},
): Result<Paste> {
  const read = readSelection(text, table);
  if (!read.ok) return read;
  const { missing, collisions } = partedVariables(design, read.value.variables);
  const fresh = way === 'fresh' ? freshVariables(design, missing, collisions) : [];
  const nodes = fresh.reduce(
    (items, { from, variable }) =>
      items.map((node) => (means(node, from) ? following(node, from, variable.name) : node)),
    read.value.nodes,
  );
  const taken = { names: takenNames(design), edges: new Set(design.edges.map((edge) => edge.id)) };
  const own = broughtBlocks(blocksOf(design), read.value.blocks);
  const copies = copied({ nodes: own.renamed(nodes), edges: read.value.edges }, taken, parent);
  const isOuter = ({ parent: around }: DesignNode) => around === parent;
  const added = outermostFirst(copies.nodes).map((node): Edit => {
    const { x, y } = node.position;
    const position = isOuter(node) ? { ...node.position, x: x + offset.x, y: y + offset.y } : node.position;
    return { kind: 'addNode', node: { ...node, position } };
  });
  const variables = [...missing, ...fresh.map(({ variable }) => variable)];
  const edges = copies.edges.map((edge): Edit => ({ kind: 'addEdge', edge }));
  const ids = copies.nodes.filter(isOuter).map((node) => node.id);
  const brought = [
    ...variables.map((variable): Edit => ({ kind: 'addVariable', variable })),
    ...own.added.map((block): Edit => ({ kind: 'addBlock', block })),
  ];
  const notes = notesOfCopies(design, read.value.notes, (around) =>
    around === undefined ? undefined : copies.names.get(around),
  );
  return ok({ edit: batch([...brought, ...added, ...edges, ...notes]), ids, collisions });
}

/** Which variables of a copy a design does not have, and which it has with another meaning. */
function partedVariables({ variables }: Design, theirs: readonly Variable[]) {
  const byName = new Map(variables.map((variable) => [variable.name, variable]));
  const missing = theirs.filter(({ name }) => !byName.has(name));
  const collisions = theirs.flatMap((variable): Collision[] => {
    const ours = byName.get(variable.name);
    const isOther = ours !== undefined && (ours.kind !== variable.kind || ours.value !== variable.value);
    return isOther ? [{ theirs: variable, ours }] : [];
  });
  return { missing, collisions };
}

/** The variables that are another in a design, under names that nothing has. */
function freshVariables(
  { variables }: Design,
  missing: readonly Variable[],
  collisions: readonly Collision[],
) {
  const taken = new Set([...variables, ...missing].map(({ name }) => name));
  return collisions.map(({ theirs }) => {
    const name = freshVariableName(theirs.name, taken);
    taken.add(name);
    return { from: theirs.name, variable: { ...theirs, name } };
  });
}

function freshVariableName(base: string, taken: ReadonlySet<string>): string {
  for (let number = 2; ; number++) if (!taken.has(`${base}${number}`)) return `${base}${number}`;
}

/** An item whose expressions name another variable in the place of one. */
const following = (node: DesignNode, from: string, to: string): DesignNode => ({
  ...node,
  fields: Object.fromEntries(
    Object.entries(node.fields).map(([field, value]) => [field, renamedValue(value, from, to)]),
  ),
});

/** An item without the names of what surrounds it, and of what it takes its weights from, that are not among the items. */
function withoutOutside(node: DesignNode, all: ReadonlySet<string>): DesignNode {
  const { parent, ...outside } = node;
  // values of another design's file would be taken for those of this one's
  const placed = withoutStored(parent === undefined || all.has(parent) ? node : outside);
  const { weightsOf } = placed;
  return weightsOf === undefined || all.has(weightsOf) ? placed : ownWeights(placed);
}

function innerEdges({ nodes, edges }: Pick<Selection, 'nodes' | 'edges'>): readonly DesignEdge[] {
  const inside = new Set(nodes.map((node) => node.id));
  return edges.filter((edge) => inside.has(edge.from.node) && inside.has(edge.to.node));
}

function readSelection(text: string, table: readonly Migration[]): Result<Selection> {
  const json = readJson(text);
  if (!json.ok) return json.issues[0]?.code === 'document/not-json' ? none('it is other text') : json;
  const { value } = json;
  if (!isRecord(value) || value.format !== selectionFormat)
    return none(`it is ${inWords(value)} of another kind`);
  const { version } = value;
  const supported = versionAfter(table);
  if (typeof version === 'number' && version > supported) {
    return fail(issue('document/newer-version', {}, { version, supported }));
  }
  // Steps are written for whole designs.
  const whole: Readonly<Record<string, unknown>> = { title: '', variables: [], ...value };
  const {
    nodes,
    edges,
    variables,
    blocks = [],
    notes = [],
  } = typeof version === 'number' ? broughtUp(whole, version, table) : whole;
  if (!Array.isArray(nodes) || !Array.isArray(edges) || !Array.isArray(variables))
    return none('its items, wires or variables are no list');
  if (nodes.length === 0) return none('it is empty');
  if (!Array.isArray(blocks)) return none('its blocks are no list');
  if (!Array.isArray(notes)) return none('its notes are no list');
  const issues = [
    ...faultsOf(nodes, edges),
    ...variables.flatMap((variable, index) => faultsOfVariableShape(variable, ['variables', index])),
    ...blocks.flatMap((block) => faultsOfBlock(block)),
    ...notes.flatMap((note, index) => faultsOfNote(note, ['notes', index])),
  ].slice(0, issueLimit);
  if (issues.length > 0) return fail(...issues);
  const names = new Set(nodes.map((node: DesignNode) => node.id));
  const items = nodes.map((node: DesignNode) => withoutOutside(node, names));
  const loops = faultsOfParents(items);
  return loops.length === 0
    ? ok({ nodes: items, edges, variables, blocks, notes })
    : fail(...loops.slice(0, issueLimit));
}

function faultsOf(nodes: readonly unknown[], edges: readonly unknown[]): readonly Issue[] {
  const names = new Set<string>();
  for (const [index, node] of nodes.entries()) {
    const faults = faultsOfNode(node, ['nodes', index]);
    if (faults.length > 0) return faults.slice(0, issueLimit);
    const name = (node as DesignNode).id;
    if (names.has(name)) return [issue('document/duplicate-name', { node: name }, { name })];
    names.add(name);
  }
  return edges.flatMap((edge, index) => faultsOfEdge(edge, ['edges', index])).slice(0, issueLimit);
}

function none(detail: string): Result<never> {
  return fail(issue('document/not-a-selection', {}, { detail }));
}
