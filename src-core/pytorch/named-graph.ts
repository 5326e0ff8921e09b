import type { Expansion } from '../language/expansion.ts';
import type { Source } from '../language/wire.ts';
import { ownInput } from '../language/wire.ts';
import type { Block, Graph, GraphNode } from './graph.ts';
import { formOf } from './operator-form.ts';
import { isWholeRow, withPossibleNames } from './rows.ts';

/** The names of all operators that have one, by path; a name is given once, to the operator that comes first. */
function namesIn(graph: Graph, nameOf: (path: string) => string | undefined): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const given = new Set<string>();
  const visit = ({ nodes }: Graph, before: string): void => {
    for (const { name, block } of nodes) {
      const path = before + name;
      if (block !== null) {
        visit(block.graph, `${path}/`);
        continue;
      }
      const found = nameOf(path);
      if (found === undefined || given.has(found)) continue;
      given.add(found);
      names.set(path, found);
    }
  };
  visit(graph, '');
  return names;
}

/** All that a name begins with, the shortest first: `a` and `a.b` of `a.b.c`. */
const prefixesOf = (name: string): readonly string[] =>
  name
    .split('.')
    .slice(0, -1)
    .map((_, at, parts) => parts.slice(0, at + 1).join('.'));

const isWithin = (name: string, prefix: string): boolean => prefix === '' || name.startsWith(`${prefix}.`);

/**
 * A graph whose operators have the names of a published implementation. A block whose operators there have an object of their
 * own stays a block, which is an attribute; the items of any other stand in its place.
 */
export function namedGraph(graph: Graph, nameOf: (path: string) => string | undefined): Graph {
  const names = namesIn(graph, nameOf);
  if (names.size === 0) return graph;
  const paths = [...names.keys()];
  const counts = new Map<string, number>();
  for (const name of names.values())
    for (const prefix of prefixesOf(name)) counts.set(prefix, (counts.get(prefix) ?? 0) + 1);

  /** The paths of objects that a block's operators have for themselves inside another, the outermost first. */
  const ownObjects = (path: string, at: string): readonly string[] => {
    const inside = paths.filter((each) => each.startsWith(`${path}/`)).map((each) => names.get(each)!);
    const common = prefixesOf(inside[0]!).filter((prefix) => inside.every((name) => isWithin(name, prefix)));
    return common.filter(
      (prefix) => prefix !== at && isWithin(prefix, at) && counts.get(prefix) === inside.length,
    );
  };
  const hasOddName = (path: string): boolean =>
    [...names].some(([each, name]) => each.startsWith(`${path}/`) && !/^[\w.]+$/.test(name));
  const hasNames = (path: string): boolean => paths.some((each) => each.startsWith(`${path}/`));
  const relative = (name: string, at: string): string => (at === '' ? name : name.slice(at.length + 1));
  const interned = new Map<Expansion, Map<string, Block>>();
  const blockWith = (expansion: Expansion, inside: Graph): Block => {
    const known = interned.get(expansion) ?? new Map<string, Block>();
    interned.set(expansion, known);
    const key = keyOf(inside);
    const block = known.get(key) ?? { expansion, graph: inside };
    known.set(key, block);
    return block;
  };

  /** @param at the path of the object that is made of the graph */
  const named = (of: Graph, before: string, at: string): Graph => {
    const nodes: GraphNode[] = [];
    const found = new Map<number, readonly Source[]>();
    const sourceOf = ({ child, output }: Source): Source =>
      child === ownInput ? { child, output } : found.get(child)![output]!;
    const inPlace = new Set<string>();
    of.nodes.forEach((node, index) => {
      const path = before + node.name;
      const sources = node.sources.map(sourceOf);
      const put = (more: Partial<GraphNode>): void => {
        const child = nodes.push({ ...node, sources, ...more }) - 1;
        found.set(
          index,
          node.expansion.outputs.map((_, output) => ({ child, output })),
        );
      };
      const { block } = node;
      if (block === null) {
        const name = names.get(path);
        put(name !== undefined && isWithin(name, at) ? { attribute: relative(name, at) } : {});
        return;
      }
      const isTaken = node.again !== undefined && inPlace.has(node.again);
      if (!hasNames(path) && !isTaken) {
        put({});
        return;
      }
      // A block around one block alone adds no object of its own, but for a name that only a row can have.
      const isShell =
        block.graph.nodes.length === 1 && block.graph.nodes[0]!.block !== null && !hasOddName(path);
      for (const object of isTaken || isShell ? [] : ownObjects(path, at)) {
        const inside = named(block.graph, `${path}/`, object);
        if (!hasNumbers(inside) || isWholeRow(inside)) {
          put({
            block: blockWith(node.expansion, withPossibleNames(inside)),
            attribute: relative(object, at),
          });
          return;
        }
      }
      inPlace.add(node.name);
      const inside = named(block.graph, `${path}/`, at);
      const base = nodes.length;
      const moved = ({ child, output }: Source): Source =>
        child === ownInput ? sources[output]! : { child: base + child, output };
      for (const inner of inside.nodes) {
        const again = inner.again ?? (isTaken && isModule(inner) ? inner.name : undefined);
        const owner = inner.again === undefined ? node.again : node.name;
        nodes.push({
          ...inner,
          name: `${node.name}/${inner.name}`,
          sources: inner.sources.map(moved),
          ...(again !== undefined && { again: `${owner}/${again}` }),
        });
      }
      found.set(index, inside.results.map(moved));
    });
    return { ...of, nodes, results: of.results.map(sourceOf) };
  };
  return withPossibleNames(named(graph, '', ''));
}

/** Whether modules of a graph are to have numbers for names in its object. */
const hasNumbers = ({ nodes }: Graph): boolean =>
  nodes.some(({ attribute }) => attribute !== undefined && /^\d+(\.|$)/.test(attribute));

const isModule = ({ block, expansion }: GraphNode): boolean => {
  if (block !== null) return true;
  const form = formOf(expansion);
  return form?.kind === 'module' && form.run === undefined;
};

/** What tells two graphs of one block apart. */
const keyOf = ({ nodes }: Graph): string =>
  nodes
    .map(
      ({ name, attribute = '', block }) =>
        `${name}=${attribute}${block === null ? '' : `{${keyOf(block.graph)}}`}`,
    )
    .join();
