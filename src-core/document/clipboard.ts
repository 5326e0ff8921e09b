import { fail, type Issue, issue, ok, type Result } from '../errors.ts';
import { type Design, type DesignEdge, type DesignNode, formatVersion, type Position } from './design.ts';
import { batch, type Edit } from './edit.ts';
import { freshEdgeIdAmong, freshNameAmong, takenNames } from './names.ts';
import { isRecord } from './plain.ts';
import { readJson } from './read-json.ts';
import { faultsOfEdge, faultsOfNode, issueLimit } from './shape.ts';
import { shown } from './shown.ts';

const selectionFormat = 'blockwright-selection';

interface Selection {
  readonly nodes: readonly DesignNode[];
  readonly edges: readonly DesignEdge[];
}

/** The edit that pastes, and the names of the items it adds, in their order. */
export interface Paste {
  readonly edit: Edit;
  readonly ids: readonly string[];
}

/** Writes the items of these names and the edges among them as text for a clipboard. */
export function copySelection(design: Design, ids: ReadonlySet<string>): string {
  const nodes = design.nodes.filter((node) => ids.has(node.id));
  const edges = innerEdges({ nodes, edges: design.edges });
  return `${JSON.stringify({ format: selectionFormat, version: formatVersion, nodes, edges }, null, 2)}\n`;
}

/**
 * Reads copied items and makes the one edit that adds them to a design, under fresh names and moved by
 * `offset`. Text that is no such copy is an issue.
 */
export function pasteSelection(design: Design, text: string, offset: Position): Result<Paste> {
  const selection = readSelection(text);
  if (!selection.ok) return selection;
  const names = takenNames(design);
  const renamed = new Map<string, string>();
  const nodes = selection.value.nodes.map((node): Edit => {
    const id = freshNameAmong(names, node.id);
    names.add(id);
    renamed.set(node.id, id);
    const position = { ...node.position, x: node.position.x + offset.x, y: node.position.y + offset.y };
    return { kind: 'addNode', node: { ...node, id, position } };
  });
  const edgeIds = new Set(design.edges.map((edge) => edge.id));
  const edges = innerEdges(selection.value).map((edge): Edit => {
    const id = freshEdgeIdAmong(edgeIds);
    edgeIds.add(id);
    const from = { ...edge.from, node: renamed.get(edge.from.node) ?? edge.from.node };
    const to = { ...edge.to, node: renamed.get(edge.to.node) ?? edge.to.node };
    return { kind: 'addEdge', edge: { ...edge, id, from, to } };
  });
  return ok({ edit: batch([...nodes, ...edges]), ids: [...renamed.values()] });
}

function innerEdges({ nodes, edges }: Selection): readonly DesignEdge[] {
  const inside = new Set(nodes.map((node) => node.id));
  return edges.filter((edge) => inside.has(edge.from.node) && inside.has(edge.to.node));
}

function readSelection(text: string): Result<Selection> {
  const json = readJson(text);
  if (!json.ok) return json.issues[0]?.code === 'document/not-json' ? none('it is other text') : json;
  const { value } = json;
  if (!isRecord(value) || value.format !== selectionFormat)
    return none(`it is ${shown(value)} of another kind`);
  const { version, nodes, edges } = value;
  if (typeof version === 'number' && version > formatVersion) {
    return fail(issue('document/newer-version', {}, { version, supported: formatVersion }));
  }
  if (!Array.isArray(nodes) || !Array.isArray(edges)) return none('its items or wires are no list');
  if (nodes.length === 0) return none('it is empty');
  const issues = faultsOf(nodes, edges);
  return issues.length === 0 ? ok({ nodes, edges }) : fail(...issues);
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
