import type { Design, DesignEdge, DesignNode, FieldValue, Variable } from '../document/design.ts';
import { formatName, formatVersion } from '../document/design.ts';

/** A published network as a document: opened and edited like any other. */
export interface ReadyNetwork {
  readonly name: string;
  readonly title: string;
  /** What tells it from its siblings, such as `20w × 5s`. */
  readonly subtitle: string;
  readonly reference: string;
  readonly design: Design;
}

export interface ChainItem {
  readonly id: string;
  readonly definition: string;
  readonly fields?: Readonly<Record<string, FieldValue>>;
}

export const expression = (text: string): FieldValue => ({ expression: text });

/** The vertical step between items: node, wire and its label. */
const step = 104;

/** A design whose items follow one another, each with ports `in` and `out`, drawn top down. */
export function chain(title: string, variables: readonly Variable[], items: readonly ChainItem[]): Design {
  const nodes: DesignNode[] = items.map(({ id, definition, fields = {} }, index) => ({
    id,
    definition,
    fields,
    position: { x: 0, y: index * step },
  }));
  const edges: DesignEdge[] = items.slice(1).map((item, index) => ({
    id: `${items[index]!.id}-${item.id}`,
    from: { node: items[index]!.id, port: 'out' },
    to: { node: item.id, port: 'in' },
  }));
  return { format: formatName, version: formatVersion, title, variables, nodes, edges };
}

/** Planes and depth of the four stages of a residual network with bottlenecks. */
export function stages(
  definition: string,
  depths: readonly number[],
  fields: Readonly<Record<string, FieldValue>>,
): ChainItem[] {
  return depths.map((depth, index) => ({
    id: `stage${index + 1}`,
    definition,
    fields: { depth, planes: 64 * 2 ** index, stride: index === 0 ? 1 : 2, ...fields },
  }));
}

/** Stem, stages and head between an input and an output. */
export function residualNetwork(
  title: string,
  variables: readonly Variable[],
  stem: Readonly<Record<string, FieldValue>>,
  body: readonly ChainItem[],
): Design {
  return chain(title, variables, [
    { id: 'input', definition: 'input' },
    { id: 'stem', definition: 'stem', fields: stem },
    ...body,
    { id: 'head', definition: 'head' },
    { id: 'output', definition: 'output' },
  ]);
}
