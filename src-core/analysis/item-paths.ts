import type { Design, DesignNode } from '../document/design.ts';
import { nodesById, surroundings } from '../document/parents.ts';
import type { Issue } from '../errors.ts';
import type { Catalogue } from '../language/definition.ts';
import type { Expansion } from '../language/expand.ts';
import { drawnKindOf } from '../language/roles.ts';
import { ownInput } from '../language/wire.ts';
import type { Analysis } from './analyzer.ts';
import { copyName } from './drawn.ts';
import type { ItemAnalysis, PortSource } from './item-analysis.ts';

const noIssues: readonly Issue[] = [];

const inside = (expansion: Expansion | null, name: string): Expansion | null =>
  expansion?.children.find((child) => child.name === name)?.expansion ?? null;

/** Where the children of an item that is drawn once stand: its own expansion, or that of the first copy. */
const drawnExpansion = ({ definition, expansion }: ItemAnalysis): Expansion | null =>
  drawnKindOf(definition) === 'repeated' ? inside(expansion, copyName(1)) : expansion;

const known = new WeakMap<Expansion, Map<string, ItemAnalysis>>();

/** The analysis of an item drawn inside another, read off the expansion around it. */
function ofChild(around: Expansion, id: string): ItemAnalysis | undefined {
  const entry = known.get(around)?.get(id);
  if (entry !== undefined) return entry;
  const child = around.children.find(({ name }) => name === id);
  if (child === undefined) return undefined;
  const { definition, values, inputs, outputs, facts } = child.expansion;
  const item: ItemAnalysis = {
    id,
    definition,
    values,
    held: [],
    inputPorts: definition.inputs(values).map((port) => port.name),
    outputPorts: definition.outputs(values).map((port) => port.name),
    sources: child.sources.map((source): PortSource | null =>
      source.child === ownInput ? null : { node: around.children[source.child]!.name, output: source.output },
    ),
    inputs,
    outputs,
    expansion: child.expansion,
    facts,
    issues: noIssues,
    members: null,
  };
  known.set(around, (known.get(around) ?? new Map()).set(id, item));
  return item;
}

/** An item drawn inside another (inside its first copy), by name. */
function memberOf(around: ItemAnalysis, id: string): ItemAnalysis | undefined {
  const expansion = drawnExpansion(around);
  return expansion === null ? around.members?.get(id) : ofChild(expansion, id);
}

/** What is known of an item wherever it is drawn; in a repeated drawing as it is in the first copy. */
export function itemOf(analysis: Analysis, id: string): ItemAnalysis | undefined {
  const own = analysis.items.get(id);
  if (own !== undefined) return own;
  const [outermost = '', ...chain] = surroundings(nodesById(analysis.design), id).toReversed();
  let item = analysis.items.get(outermost);
  for (const name of [...chain, id]) item = item === undefined ? undefined : memberOf(item, name);
  return item;
}

/** A place on the canvas that a path leads to. */
export interface Spot {
  /** The item of the design that stands there; null for the inside of a block, and for one copy of a drawing. */
  readonly node: DesignNode | null;
  /** The item whose drawing opens there; null where nothing is drawn by hand. The design's own is ''. */
  readonly drawing: string | null;
}

const nowhere: Spot = { node: null, drawing: null };

/** What stands at a path of the design: `part/conv`, and `repeat/copy2/conv` in each copy of a repeated drawing. */
export function spotAt(design: Design, path: string, { definitionOf }: Catalogue): Spot {
  if (path === '') return { node: null, drawing: '' };
  const nodes = nodesById(design);
  const segments = path.split('/');
  let parent: string | undefined;
  for (let at = 0; ; at++) {
    const node = nodes.get(segments[at] ?? '');
    if (node === undefined || node.parent !== parent) return nowhere;
    const drawn = drawnKindOf(definitionOf(node.definition));
    if (at === segments.length - 1) return { node, drawing: drawn === 'once' ? node.id : null };
    if (drawn === undefined) return nowhere;
    if (drawn === 'repeated') {
      at += 1;
      if (!/^copy\d+$/.test(segments[at] ?? '')) return nowhere;
      if (at === segments.length - 1) return { node: null, drawing: node.id };
    }
    parent = node.id;
  }
}

/** The path of a level where the inside of an item is drawn: of its first copy, where it is repeated. */
export function levelOf(design: Design, id: string, { definitionOf }: Catalogue): string {
  if (id === '') return '';
  const nodes = nodesById(design);
  return [...surroundings(nodes, id).toReversed(), id]
    .flatMap((name) => {
      const repeated = drawnKindOf(definitionOf(nodes.get(name)?.definition ?? '')) === 'repeated';
      return repeated ? [name, copyName(1)] : [name];
    })
    .join('/');
}

/**
 * What stands at a path: an item of the design, what is drawn inside it, or what its definition expands to; null where
 * nothing does. A drawing that cannot be expanded is known as far as its items are.
 */
export function itemAtPath(analysis: Analysis, path: string): ItemAnalysis | Expansion | null {
  const [first = '', ...rest] = path.split('/');
  let item = analysis.items.get(first);
  for (let at = 0; item !== undefined && at < rest.length; at++) {
    if (item.expansion !== null) return within(item.expansion, rest.slice(at));
    if (drawnKindOf(item.definition) === 'repeated') at += 1;
    item = item.members?.get(rest[at] ?? '');
  }
  return item ?? null;
}

function within(expansion: Expansion, names: readonly string[]): Expansion | null {
  let found: Expansion | null = expansion;
  for (const name of names) found = inside(found, name);
  return found;
}
