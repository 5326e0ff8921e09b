import { ownInput } from '../language/wire.ts';
import type { Graph, GraphNode } from './graph.ts';
import { isLeftOut } from './left-out.ts';
import { lastPart } from './names.ts';
import { formOf } from './operator-form.ts';

/** What stands in a row of modules: an item, nothing where a number is left free, or a row of its own. */
export type RowItem =
  | { readonly kind: 'item'; readonly name: string; readonly index: number }
  | { readonly kind: 'gap'; readonly name: string }
  | { readonly kind: 'row'; readonly name: string; readonly items: readonly RowItem[] };

/** Items of a graph that run one after another and have names in one container, so that the container runs them. */
export interface Row {
  /** The path of the container; empty where it is the object itself. */
  readonly container: string;
  /** The places in the graph of all that it runs, in order. */
  readonly order: readonly number[];
  readonly items: readonly RowItem[];
}

/** How often each child's outputs are read. */
export function usesIn({ nodes, results }: Graph): number[] {
  const uses = nodes.map(() => 0);
  for (const { child } of [...nodes.flatMap(({ sources }) => sources), ...results])
    if (child !== ownInput) uses[child]! += 1;
  return uses;
}

/** Whether an item is a module that is called on one tensor and hands on one. */
function isPlain({ block, expansion, sources, again }: GraphNode): boolean {
  if (sources.length !== 1 || expansion.outputs.length !== 1 || again !== undefined) return false;
  if (block !== null || isLeftOut(expansion)) return true;
  const form = formOf(expansion);
  return form?.kind === 'module' && form.run === undefined;
}

/** What of an item's name lies in a container. */
function within({ attribute }: GraphNode, container: string): readonly string[] | null {
  if (attribute === undefined) return null;
  if (container === '') return attribute.split('.');
  return attribute.startsWith(`${container}.`) ? attribute.slice(container.length + 1).split('.') : null;
}

/** The items from one on that read each other alone, until all of so many have come that have names in a container. */
function chainFrom(
  graph: Graph,
  start: number,
  container: string,
  members: number,
): readonly number[] | null {
  const uses = usesIn(graph);
  const order: number[] = [];
  let found = 0;
  for (let at = start; at >= 0; ) {
    const node = graph.nodes[at]!;
    if (!isPlain(node)) return null;
    order.push(at);
    // Weights that have no public name do not get the number of others.
    if (within(node, container) !== null) found += 1;
    else if (node.expansion.facts.params !== 0n) return null;
    if (found === members && container !== '') return order;
    const next = uses[at] === 1 ? graph.nodes.findIndex(({ sources }) => sources[0]?.child === at) : -1;
    at = next;
  }
  return found === members ? order : null;
}

interface Entry {
  readonly path: readonly string[] | null;
  readonly index: number;
  readonly own: string;
}

/** Entries as items of a row, those without a name where a number is free; null where the names do not go so. */
function itemsOf(entries: readonly Entry[], mayHaveNames: boolean): readonly RowItem[] | null {
  const items: RowItem[] = [];
  const isNumbered = entries.every(({ path }) => path === null || /^\d+$/.test(path[0]!));
  if (!isNumbered && !mayHaveNames) return null;
  for (let at = 0; at < entries.length; ) {
    const { path, index, own } = entries[at]!;
    if (path === null) {
      items.push({ kind: 'item', name: isNumbered ? String(items.length) : own, index });
      at += 1;
      continue;
    }
    const [name] = path as readonly [string];
    if (isNumbered) {
      if (Number(name) < items.length) return null;
      while (items.length < Number(name)) items.push({ kind: 'gap', name: String(items.length) });
    }
    const end = 1 + entries.findLastIndex((each) => each.path?.[0] === name);
    if (path.length === 1) {
      if (end !== at + 1) return null;
      items.push({ kind: 'item', name, index });
    } else {
      const inside = entries.slice(at, end).map((each) => ({ ...each, path: each.path?.slice(1) ?? null }));
      const row = itemsOf(inside, false);
      if (row === null) return null;
      items.push({ kind: 'row', name, items: row });
    }
    at = end;
  }
  const names = items.map(({ name }) => name);
  return new Set(names).size === names.length ? items : null;
}

function rowAt(graph: Graph, container: string): Row | null {
  const members = graph.nodes.flatMap((node, index) => (within(node, container) === null ? [] : [index]));
  const start = container === '' ? 0 : members[0];
  if (start === undefined || members.length === 0) return null;
  const order = chainFrom(graph, start, container, members.length);
  if (order === null) return null;
  const entries = order
    .filter((index) => !isLeftOut(graph.nodes[index]!.expansion) || members.includes(index))
    .map((index) => {
      const node = graph.nodes[index]!;
      return { path: within(node, container), index, own: lastPart(node.name) };
    });
  const items = itemsOf(entries, true);
  return items && { container, order, items };
}

/** The row that a graph is as a whole; null where it is none. */
function wholeRow(graph: Graph): Row | null {
  const row = rowAt(graph, '');
  const [result, ...others] = graph.results;
  const isWhole =
    row?.order.length === graph.nodes.length &&
    others.length === 0 &&
    result?.child === row.order.at(-1) &&
    graph.inputs.length === 1;
  return isWhole ? row : null;
}

export const isWholeRow = (graph: Graph): boolean => wholeRow(graph) !== null;

/** The containers right inside another, by their paths. */
function containersIn({ nodes }: Graph, container: string): readonly string[] {
  const inside = nodes.flatMap((node) => {
    const path = within(node, container);
    return path === null || path.length < 2 ? [] : [container === '' ? path[0]! : `${container}.${path[0]}`];
  });
  return [...new Set(inside)];
}

/** The rows of a graph: containers that run all that they hold, the outermost of them. */
export function rowsOf(graph: Graph): readonly Row[] {
  const isNumbered = graph.nodes.some(({ attribute }) => attribute !== undefined && /^\d/.test(attribute));
  const whole = isNumbered || hasOddNames(graph) ? wholeRow(graph) : null;
  if (whole !== null) return [whole];
  const visit = (container: string): readonly Row[] => {
    const row = rowAt(graph, container);
    return row === null ? containersIn(graph, container).flatMap(visit) : [row];
  };
  return containersIn(graph, '').flatMap(visit);
}

/** Whether some names cannot be written behind a dot, so that a row has to run what they name. */
const hasOddNames = ({ nodes }: Graph): boolean =>
  nodes.some(({ attribute }) => attribute?.split('.').some((name) => !/^\w+$/.test(name)) === true);

const isNumber = (name: string): boolean => /^\d+$/.test(name);

/** Whether what no row runs can be assigned under its name: dotted words, and a number at the end in a list of modules alone. */
function canStand(node: GraphNode, graph: Graph): boolean {
  const path = node.attribute!.split('.');
  const [last, before] = [path.at(-1)!, path.slice(0, -1)];
  if (!before.every((name) => /^[A-Za-z_]\w*$/.test(name))) return false;
  if (!isNumber(last)) return /^[A-Za-z_]\w*$/.test(last);
  const siblings = graph.nodes.filter((each) => within(each, before.join('.')) !== null);
  return (
    before.length > 0 &&
    siblings.every(
      (each) =>
        within(each, before.join('.'))!.length === 1 &&
        isNumber(each.attribute!.split('.').at(-1)!) &&
        (each.block !== null || formOf(each.expansion)?.kind === 'module'),
    )
  );
}

/** A graph without the names that its object cannot have, as those of a published network that a person took apart. */
export function withPossibleNames(graph: Graph): Graph {
  const rows = rowsOf(graph);
  const standing = rows.filter(({ container }) => !container.split('.').some(isNumber));
  const inRow = new Set(standing.flatMap(({ order }) => order));
  const nodes = graph.nodes.map((node, index) => {
    if (node.attribute === undefined || inRow.has(index) || canStand(node, graph)) return node;
    const { attribute: _, ...unnamed } = node;
    return unnamed;
  });
  const isDone = nodes.every((node, index) => node === graph.nodes[index]);
  return isDone ? graph : withPossibleNames({ ...graph, nodes });
}
