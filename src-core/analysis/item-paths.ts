import type { Design, DesignNode } from '../document/design.ts';
import { nodesById, surroundings } from '../document/parents.ts';
import type { Issue } from '../errors.ts';
import type { Catalogue, Definition } from '../language/definition.ts';
import type { Expansion } from '../language/expansion.ts';
import { wholeFacts } from '../language/facts.ts';
import { drawnKindOf, hasCopies, shownCopy } from '../language/roles.ts';
import { copyName, isCopy } from './drawn-parts.ts';
import type { AnalyzedItems, Item, ItemAnalysis } from './item-analysis.ts';
import { portsOf } from './item-analysis.ts';
import { catalogueOf } from './own-definitions.ts';

const noIssues: readonly Issue[] = [];

/** Items by what they are read off, and their place in it: the same objects while that is the same. */
const known = new WeakMap<Expansion | ItemAnalysis, Map<string, Item | null>>();

function remembered<T extends Item | null>(from: Expansion | ItemAnalysis, place: string, make: () => T): T {
  let items = known.get(from);
  if (items === undefined) {
    items = new Map();
    known.set(from, items);
  }
  let item = items.get(place);
  if (item === undefined) {
    item = make();
    items.set(place, item);
  }
  // Of one place the same is asked each time.
  return item as T;
}

/** What is known of a use of a definition. Equal uses, which share an expansion, share it too. */
const ofExpansion = (expansion: Expansion): Item =>
  remembered(expansion, '', () => {
    const { definition, values, inputs, outputs, facts } = expansion;
    return {
      definition,
      values,
      ...portsOf(definition, values),
      inputs,
      outputs,
      expansion,
      facts: wholeFacts(facts),
      issues: noIssues,
    };
  });

/** An item that is drawn inside a definition and is left out here: it has its ports, and counts nothing. */
function leftOut(definition: Definition | null, name: string): Item | null {
  const drawn = definition?.kind === 'block' ? definition.portsOfDrawn?.(name) : undefined;
  if (drawn == null) return null;
  return { ...drawn, values: null, inputs: [], outputs: [], expansion: null, facts: null, issues: noIssues };
}

/** What an expansion holds at a path inside it; null where there is nothing. */
function within(expansion: Expansion, names: readonly string[]): Item | null {
  let found = expansion;
  for (const [at, name] of names.entries()) {
    const child = found.children.find((each) => each.name === name);
    if (child === undefined) {
      if (at < names.length - 1) return null;
      return remembered(found, `left out ${name}`, () => leftOut(found.definition, name));
    }
    found = child.expansion;
  }
  return ofExpansion(found);
}

/** An item as it is in a copy that is not reached while the drawing cannot be expanded. */
const unreached = (item: ItemAnalysis): ItemAnalysis => ({
  ...item,
  inputs: item.inputs.map(() => null),
  outputs: item.outputs.map(() => null),
  expansion: null,
  facts: null,
});

/**
 * What is known of the item at a path, at any depth; null where there is none. A drawing that cannot be expanded is known
 * as far as the items in its first copy are. Equal uses share one object, and it is the same object until the analysis
 * of the item, or of what surrounds it, changes. Places of issues inside a drawing are paths of the design.
 */
export function itemAt(analysis: Pick<AnalyzedItems, 'items'>, path: string): Item | null {
  const [first = '', ...names] = path.split('/');
  const own = analysis.items.get(first);
  if (own === undefined || names.length === 0) return own ?? null;
  let item = own;
  let isReached = true;
  for (let at = 0; at < names.length; at++) {
    if (item.expansion !== null) return within(item.expansion, names.slice(at));
    if (hasCopies(item.definition)) {
      isReached &&= names[at] === copyName(shownCopy(item.definition));
      at += 1;
    }
    const member = item.members?.get(names[at] ?? '');
    if (member === undefined) {
      const { definition } = item;
      if (at < names.length - 1) return null;
      return remembered(own, path, () => leftOut(definition, names[at] ?? ''));
    }
    item = member;
  }
  return remembered(own, path, () => ({
    ...(isReached ? item : unreached(item)),
    issues: own.issues.filter(({ where: { node = '' } }) => node === path || node.startsWith(`${path}/`)),
  }));
}

/** What is known of an item of the design, wherever it is drawn; in a repeated drawing as it is in the copy that is shown. */
export function itemOf(analysis: AnalyzedItems, id: string): Item | undefined {
  const own = analysis.items.get(id);
  if (own !== undefined) return own;
  let path = '';
  let item: Item | null = null;
  for (const name of [...surroundings(nodesById(analysis.design), id).toReversed(), id]) {
    path = item === null ? name : `${levelInside(path, item)}/${name}`;
    item = itemAt(analysis, path);
    if (item === null) return undefined;
  }
  return item ?? undefined;
}

/** The path of a level where what is drawn inside an item is known: of the copy that is shown, where it has several. */
const levelInside = (path: string, { definition }: Item): string =>
  hasCopies(definition) ? `${path}/${copyName(shownCopy(definition))}` : path;

/** True where an item has an inside to enter: one that a person drew is there to be mended, too, where it cannot be expanded. */
export const opens = (item: Item | null): boolean =>
  (item?.expansion?.children.length ?? 0) > 0 ||
  drawnKindOf(item?.definition) !== undefined ||
  (item?.definition?.kind === 'block' && item.definition.closed === true);

/** A place on the canvas that a path leads to. */
export interface Spot {
  /** The item of the design that stands there; null for the inside of a block, and for one copy of a drawing. */
  readonly node: DesignNode | null;
  /** The item whose drawing opens there; null where nothing is drawn by hand. The design's own is ''. */
  readonly drawing: string | null;
}

const nowhere: Spot = { node: null, drawing: null };

/** What stands at a path of the design: `part/conv`, and `repeat/copy2/conv` in each copy of a repeated drawing. */
export function spotAt(design: Design, path: string, base: Catalogue): Spot {
  if (path === '') return { node: null, drawing: '' };
  const { definitionOf } = catalogueOf(design, base);
  const nodes = nodesById(design);
  const segments = path.split('/');
  let parent: string | undefined;
  for (let at = 0; ; at++) {
    const node = nodes.get(segments[at] ?? '');
    if (node === undefined || node.parent !== parent) return nowhere;
    const definition = definitionOf(node.definition);
    const drawn = drawnKindOf(definition);
    if (at === segments.length - 1) return { node, drawing: drawn === 'once' ? node.id : null };
    if (drawn === undefined) return nowhere;
    if (hasCopies(definition)) {
      at += 1;
      if (!isCopy(segments[at] ?? '')) return nowhere;
      if (at === segments.length - 1) return { node: null, drawing: node.id };
    }
    parent = node.id;
  }
}

/** The path of a level where the inside of an item is drawn: of the copy that is shown, where it has several. */
export function levelOf(design: Design, id: string, base: Catalogue): string {
  if (id === '') return '';
  const { definitionOf } = catalogueOf(design, base);
  const nodes = nodesById(design);
  return [...surroundings(nodes, id).toReversed(), id]
    .flatMap((name) => {
      const definition = definitionOf(nodes.get(name)?.definition ?? '');
      return hasCopies(definition) ? [name, copyName(shownCopy(definition))] : [name];
    })
    .join('/');
}
