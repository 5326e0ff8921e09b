import type { TorchForm } from '../language/torch.ts';
import { py } from '../language/torch.ts';
import type { Source } from '../language/wire.ts';
import { ownInput } from '../language/wire.ts';
import type { Block, Graph, GraphNode } from './graph.ts';
import { Identifiers } from './names.ts';
import { formOf } from './operator-form.ts';
import { pyKey } from './py-shape.ts';

/** What a sum of two tensors is in Python, whichever operator it is. */
const sumKey = pyKey(py.infix('+', py.input(0), py.input(1)));

const isSum = ({ expansion, block, sources }: GraphNode): boolean => {
  const form: TorchForm | null = block !== null || sources.length !== 2 ? null : formOf(expansion);
  return form?.kind === 'expression' && pyKey(form.run) === sumKey;
};

const hasBranch = ({ block, branch }: GraphNode): boolean =>
  branch !== undefined || (block?.graph.nodes.some(hasBranch) ?? false);

type Ways = readonly [readonly GraphNode[], readonly GraphNode[]];

/**
 * What lies on the two ways from one wire to both inputs of a sum. Null where the ways do not part at one wire, share an item, or
 * are residual inside themselves.
 */
function waysTo(nodes: readonly GraphNode[], [one, other]: readonly Source[]): Ways | null {
  const ways: readonly [GraphNode[], GraphNode[]] = [[], []];
  /** Wires that are still to be followed back, and for which inputs. */
  let open: { readonly wire: Source; readonly way: 0 | 1 }[] = [
    { wire: one!, way: 0 },
    { wire: other!, way: 1 },
  ];
  for (;;) {
    const [first] = open;
    const isOne = open.every(
      ({ wire }) => wire.child === first!.wire.child && wire.output === first!.wire.output,
    );
    if (isOne) return new Set(open.map(({ way }) => way)).size === 2 ? ways : null;
    // Sources come before what reads them, so that the last of all is read by nothing that is still to come.
    const last = Math.max(...open.map(({ wire }) => wire.child));
    if (last === ownInput) return null;
    const node = nodes[last]!;
    const readBy = new Set(open.filter(({ wire }) => wire.child === last).map(({ way }) => way));
    if (readBy.size === 2 || hasBranch(node)) return null;
    const [way] = readBy;
    ways[way!].push(node);
    open = open.filter(({ wire }) => wire.child !== last);
    for (const wire of node.sources) open.push({ wire, way: way! });
    if (open.length === 0) return null;
  }
}

const operatorsIn = (nodes: readonly GraphNode[]): number =>
  nodes.reduce((sum, { block }) => sum + (block === null ? 1 : operatorsIn(block.graph.nodes)), 0);

/** Which input of an item is a branch: of two ways to a sum the longer one, where it learns. */
function branchOf(nodes: readonly GraphNode[], item: GraphNode): 0 | 1 | undefined {
  const ways = isSum(item) ? waysTo(nodes, item.sources) : null;
  if (ways === null) return undefined;
  const [one, other] = ways.map(operatorsIn) as [number, number];
  if (one === other) return undefined;
  const branch = one > other ? 0 : 1;
  return ways[branch].some(({ expansion }) => expansion.facts.params !== 0n) ? branch : undefined;
}

/** Items whose branches have attributes: that of timm, with numbers where there are several. */
function withAttributes(nodes: readonly GraphNode[]): readonly GraphNode[] {
  const taken = new Identifiers(nodes.flatMap(({ attribute }) => attribute?.split('.')[0] ?? []));
  const isOnly = nodes.filter(({ branch }) => branch !== undefined).length === 1;
  let count = 0;
  return nodes.map((node) => {
    if (node.branch === undefined) return node;
    count += 1;
    return { ...node, attribute: taken.take(isOnly ? 'drop_path' : `drop_path${count}`) };
  });
}

/** A graph in which the sums that close residual blocks say which of their inputs is the branch. */
export function withBranches(graph: Graph): Graph {
  const known = new Map<Block, Block>();
  const blockWith = (block: Block): Block => {
    const marked = known.get(block) ?? { ...block, graph: marking(block.graph) };
    known.set(block, marked);
    return marked;
  };
  const marking = (of: Graph): Graph => {
    const nodes: GraphNode[] = [];
    for (const node of of.nodes) {
      const inside = node.block === null ? node : { ...node, block: blockWith(node.block) };
      const branch = branchOf(nodes, inside);
      nodes.push(branch === undefined ? inside : { ...inside, branch });
    }
    return { ...of, nodes: withAttributes(nodes) };
  };
  return marking(graph);
}

/** Whether a graph has residual branches anywhere inside. */
export const hasBranches = ({ nodes }: Graph): boolean => nodes.some(hasBranch);
