import type { Issue, Result } from '../errors.ts';
import { fail, issue, ok } from '../errors.ts';
import { copied, outermostFirst } from './copies.ts';
import type { Design, DesignEdge, DesignNode, OwnBlock, Position } from './design.ts';
import { formatVersion } from './design.ts';
import type { Edit } from './edit.ts';
import { batch } from './edit.ts';
import { inWords } from './in-sentence.ts';
import { isRecord } from './json-fault.ts';
import type { Migration } from './migrations.ts';
import { broughtUp, migrations, versionAfter } from './migrations.ts';
import { takenNames } from './names.ts';
import { blocksOf, blocksUsedBy } from './own-block.ts';
import { broughtBlocks } from './own-block-merge.ts';
import { faultsOfBlock } from './own-block-shape.ts';
import { faultsOfParents, withInside } from './parents.ts';
import { readJson } from './read-json.ts';
import { faultsOfEdge, faultsOfNode, issueLimit } from './shape.ts';
import { handedOn, ownWeights } from './weights-owners.ts';

const selectionFormat = 'blockwright-selection';

interface Selection {
  readonly nodes: readonly DesignNode[];
  readonly edges: readonly DesignEdge[];
  /** The definitions of the own blocks among the items. */
  readonly blocks: readonly OwnBlock[];
}

/** The edit that pastes, and the names of the items it adds to the level, in their order. */
export interface Paste {
  readonly edit: Edit;
  readonly ids: readonly string[];
}

/**
 * Writes the items of these names, what is drawn inside them and the edges among them as text for a clipboard. The text
 * does not say what surrounds them. They share weights among themselves, and with nothing else. The definitions of own blocks
 * go along.
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
  const selection = {
    format: selectionFormat,
    version: formatVersion,
    ...(used.length > 0 && { blocks: used }),
    nodes,
    edges,
  };
  return `${JSON.stringify(selection, null, 2)}\n`;
}

/**
 * Reads copied items and makes the one edit that adds them to a design, under fresh names, moved by `offset`, on the level
 * inside `parent`. A copy of an older version is brought up to this one; text that is no such copy is an issue.
 * @param table the steps from version 1 to this version
 */
export function pasteSelection(
  design: Design,
  text: string,
  offset: Position,
  parent?: string,
  table: readonly Migration[] = migrations,
): Result<Paste> {
  const selection = readSelection(text, table);
  if (!selection.ok) return selection;
  const taken = { names: takenNames(design), edges: new Set(design.edges.map((edge) => edge.id)) };
  const brought = broughtBlocks(blocksOf(design), selection.value.blocks);
  const { edges: wires } = selection.value;
  const copies = copied({ nodes: brought.renamed(selection.value.nodes), edges: wires }, taken, parent);
  const isOuter = ({ parent: around }: DesignNode) => around === parent;
  const nodes = outermostFirst(copies.nodes).map((node): Edit => {
    const { x, y } = node.position;
    const position = isOuter(node) ? { ...node.position, x: x + offset.x, y: y + offset.y } : node.position;
    return { kind: 'addNode', node: { ...node, position } };
  });
  const edges = copies.edges.map((edge): Edit => ({ kind: 'addEdge', edge }));
  const ids = copies.nodes.filter(isOuter).map((node) => node.id);
  const added = brought.added.map((block): Edit => ({ kind: 'addBlock', block }));
  return ok({ edit: batch([...added, ...nodes, ...edges]), ids });
}

/** An item without the names of what surrounds it, and of what it takes its weights from, that are not among the items. */
function withoutOutside(node: DesignNode, all: ReadonlySet<string>): DesignNode {
  const { parent, ...outside } = node;
  const placed = parent === undefined || all.has(parent) ? node : outside;
  const { weightsOf } = placed;
  return weightsOf === undefined || all.has(weightsOf) ? placed : ownWeights(placed);
}

function innerEdges({ nodes, edges }: Omit<Selection, 'blocks'>): readonly DesignEdge[] {
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
  const whole = { title: '', variables: [], ...value };
  const {
    nodes,
    edges,
    blocks = [],
  } = typeof version === 'number' ? broughtUp(whole, version, table) : value;
  if (!Array.isArray(nodes) || !Array.isArray(edges)) return none('its items or wires are no list');
  if (nodes.length === 0) return none('it is empty');
  if (!Array.isArray(blocks)) return none('its blocks are no list');
  const issues = [...faultsOf(nodes, edges), ...blocks.flatMap((block) => faultsOfBlock(block))];
  if (issues.length > 0) return fail(...issues);
  const names = new Set(nodes.map((node: DesignNode) => node.id));
  const items = nodes.map((node: DesignNode) => withoutOutside(node, names));
  const loops = faultsOfParents(items);
  return loops.length === 0 ? ok({ nodes: items, edges, blocks }) : fail(...loops.slice(0, issueLimit));
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
