import { definitionOf } from '../definitions.ts';
import type { Design, DesignEdge, DesignNode, FieldValue, SourceCall, Variable } from '../document/design.ts';
import { formatName, formatVersion } from '../document/design.ts';
import { isWide } from '../language/is-wide.ts';
import type { PublicKeys } from './keys/public-keys.ts';

/** The families that networks are offered under, in this order. */
export const networkFamilies = [
  'HS-ResNet',
  'Res2Net',
  'GhostNet',
  'ResNet',
  'Attention',
  'Mobile',
  'Classic',
  'Modern',
  'Transformer',
  'Detection',
  'Segmentation',
  'Super-resolution',
  'Text',
] as const;
export type NetworkFamily = (typeof networkFamilies)[number];

/** A published network as a document: opened and edited like any other. */
export interface ReadyNetwork {
  readonly name: string;
  readonly title: string;
  /** What tells it from its siblings, such as `20w × 5s`. */
  readonly subtitle: string;
  readonly reference: string;
  readonly family: NetworkFamily;
  /** Ids of the items whose outputs are the maps at a quarter, 1/8, 1/16 and 1/32 of the input, where it can be a backbone. */
  readonly features?: readonly [string, string, string, string];
  /** Set where an item that loses its step to a finer map is dilated too, and not only those behind it. */
  readonly dilatesStep?: true;
  /** What its weights are called in a published implementation, where there is one whose names we know. */
  readonly publicKeys?: PublicKeys;
  readonly design: Design;
}

type FieldValues = Readonly<Record<string, FieldValue>>;

export interface NetworkItem {
  readonly id: string;
  readonly definition: string;
  readonly fields?: FieldValues;
  /** How the network's published source calls it; absent where that is as its definition is called usually. */
  readonly call?: SourceCall;
  /** What feeds each input, as `item` or `item.port`, in the order of `to`; the item before it where absent. */
  readonly from?: readonly string[];
  /** The input ports that `from` feeds; `in` for one, `in1`, `in2`, … for several. */
  readonly to?: readonly string[];
  /** Columns right of the trunk. */
  readonly column?: number;
  /** Rows down from the top; one below the item before it where absent. */
  readonly row?: number;
}

export const expression = (text: string): FieldValue => ({ expression: text });

/** The steps between items: node, wire and its label; beside a column there is room for the shortcuts past it. */
const rowStep = 104;
const columnStep = 480;

/** What is not drawn wide is slimmer by this much on either side, and stands in the middle of its column. */
const indent = 88;

const usualPorts = (count: number): readonly string[] =>
  count === 1 ? ['in'] : Array.from({ length: count }, (_, index) => `in${index + 1}`);

/** Nodes and wires of items drawn top down from a row on; each is fed by the one before it unless it says otherwise. */
function drawn(
  items: readonly NetworkItem[],
  top: number,
): { readonly nodes: readonly DesignNode[]; readonly edges: readonly DesignEdge[] } {
  const nodes: DesignNode[] = [];
  const edges: DesignEdge[] = [];
  let row = -1;
  items.forEach(({ id, definition, fields = {}, call, from, to, column = 0, row: own }, index) => {
    row = own ?? row + 1;
    const position = {
      x: column * columnStep + (isWide(definitionOf(definition)) ? 0 : indent),
      y: top + row * rowStep,
    };
    nodes.push({ id, definition, fields, position, ...(call !== undefined && { call }) });
    const before = items[index - 1];
    const feeds = from ?? (before === undefined ? [] : [before.id]);
    const ports = to ?? usualPorts(feeds.length);
    feeds.forEach((feed, input) => {
      const [node = feed, port = 'out'] = feed.split('.');
      const suffix = feeds.length === 1 ? '' : `-${input + 1}`;
      edges.push({
        id: `${node}-${id}${suffix}`,
        from: { node, port },
        to: { node: id, port: ports[input] ?? 'in' },
      });
    });
  });
  return { nodes, edges };
}

/** A design of items drawn top down; each is fed by the one before it unless it says otherwise. */
export const network = (
  title: string,
  variables: readonly Variable[],
  items: readonly NetworkItem[],
): Design => ({ format: formatName, version: formatVersion, title, variables, ...drawn(items, 0) });

/** Rows down to what is drawn beneath a design: the wires of all the maps that it reads turn in there. */
const rowsBeneath = 1.5;

/** A design with further items drawn beneath it, which say what of it they read. */
export function beneath(design: Design, items: readonly NetworkItem[]): Design {
  const bottom = Math.max(...design.nodes.map((node) => node.position.y));
  const added = drawn(items, bottom + rowsBeneath * rowStep);
  return {
    ...design,
    nodes: [...design.nodes, ...added.nodes],
    edges: [...design.edges, ...added.edges],
  };
}

/** Planes and depth of the four stages of a residual network with bottlenecks. */
export function stages(definition: string, depths: readonly number[], fields: FieldValues): NetworkItem[] {
  return depths.map((depth, index) => ({
    id: `stage${index + 1}`,
    definition,
    fields: { depth, planes: 64 * 2 ** index, stride: index === 0 ? 1 : 2, ...fields },
  }));
}

/** The same of basic blocks: the first stage keeps size and channels, so none of its copies projects. */
export const basicStages = (
  definition: string,
  depths: readonly number[],
  fields: FieldValues,
): NetworkItem[] =>
  stages(definition, depths, fields).map((item, index) =>
    index === 0 ? { ...item, fields: { ...item.fields, project: false } } : item,
  );

/** The stages of a residual network, whose outputs are its feature maps. */
export const residualFeatures = ['stage1', 'stage2', 'stage3', 'stage4'] as const;

/** Stem, stages and head between an input and an output. */
export function residualNetwork(
  title: string,
  variables: readonly Variable[],
  stem: FieldValues,
  body: readonly NetworkItem[],
): Design {
  return network(title, variables, [
    { id: 'input', definition: 'input' },
    { id: 'stem', definition: 'stem', fields: stem },
    ...body,
    { id: 'head', definition: 'head' },
    { id: 'output', definition: 'output' },
  ]);
}
