import type { DesignNode } from '../document/design.ts';
import { nodesById, surroundings } from '../document/parents.ts';
import type { Issue } from '../errors.ts';
import { issue } from '../errors.ts';
import type { Expansion } from '../language/expansion.ts';
import type { Parting } from '../language/parting.ts';
import { partingOf } from '../language/parting.ts';
import { hasCopies } from '../language/roles.ts';
import { isCopy } from './drawn-parts.ts';
import type { AnalyzedItems, Item } from './item-analysis.ts';
import { itemAt } from './item-paths.ts';
import { issueOfParting } from './parting-issue.ts';
import type { WeightsPlace } from './weights-owner.ts';
import { weightsPlaceOf, weightsPlaceOfTaker } from './weights-owner.ts';

/** The paths at which an item of the design is expanded; of copies that are alike the first one's. */
export function expandedPathsOf(
  analysis: AnalyzedItems,
  nodes: ReadonlyMap<string, DesignNode>,
  id: string,
): readonly string[] {
  let levels: readonly string[] = [''];
  for (const name of surroundings(nodes, id).toReversed()) {
    levels = levels.flatMap((level) => {
      const path = `${level}${name}`;
      const item = itemAt(analysis, path);
      if (!hasCopies(item?.definition)) return [`${path}/`];
      const found = (item?.expansion?.children ?? []).filter(({ name }) => isCopy(name));
      const copies = new Map(found.map((copy) => [copy.expansion, copy.name]));
      return [...copies.values()].map((copy) => `${path}/${copy}/`);
    });
  }
  return levels.map((level) => `${level}${id}`);
}

const partings = new WeakMap<Expansion, WeakMap<Expansion, Parting | null>>();

function partingBetween(owner: Expansion, taker: Expansion): Parting | null {
  const known = partings.get(owner) ?? new WeakMap<Expansion, Parting | null>();
  partings.set(owner, known);
  let parting = known.get(taker);
  if (parting === undefined) {
    parting = partingOf(owner, taker);
    known.set(taker, parting);
  }
  return parting;
}

interface Placed {
  readonly path: string;
  readonly item: Item;
}

/** What keeps an item from running with the weights of another, as far as both are known; null where nothing does. */
function misfit({ path, item: owner }: Placed, { path: at, item: taker }: Placed): Issue | null {
  const [definition, other] = [owner.definition, taker.definition];
  if (definition !== null && other !== null && definition.id !== other.id) {
    const by = { kind: 'definition', expected: definition.title, got: other.title } as const;
    return issueOfParting({ path: [], by }, path, at);
  }
  if (owner.expansion === null || taker.expansion === null) return null;
  const parting = partingBetween(owner.expansion, taker.expansion);
  return parting === null ? null : issueOfParting(parting, path, at);
}

function issueOfPlace(place: WeightsPlace, node: string): Issue | null {
  switch (place.kind) {
    case 'absent':
      return issue('weights/unknown-owner', { node }, { owner: place.owner, nearest: place.nearest });
    case 'loop':
      return issue('weights/loop', { node }, { chain: place.chain.join(' → ') });
    case 'copies':
      return issue('weights/of-copies', { node }, { owner: place.owner, repeat: place.repeat });
    default:
      return null;
  }
}

/** What keeps the item at a path from running with the weights of another item of the design; null where nothing does. */
export function misfitAt(analysis: AnalyzedItems, path: string, owner: string): Issue | null {
  const place = weightsPlaceOfTaker(analysis, owner, path);
  const taker = itemAt(analysis, path);
  if (place.kind !== 'at') return issueOfPlace(place, path);
  if (place.path === path) return issue('weights/loop', { node: path }, { chain: `${owner} → ${path}` });
  const item = itemAt(analysis, place.path);
  return item === null || taker === null ? null : misfit({ path: place.path, item }, { path, item: taker });
}

/**
 * What is wrong with weights that items of a design share, by the item of the design's own level where it is wrong, with
 * paths of the design. Empty where all fit.
 */
export function sharingIssues(analysis: AnalyzedItems): ReadonlyMap<string, readonly Issue[]> {
  const takers = analysis.design.nodes.filter(({ weightsOf }) => weightsOf !== undefined);
  const found = new Map<string, Issue[]>();
  if (takers.length === 0) return found;
  const nodes = nodesById(analysis.design);
  for (const { id, weightsOf } of takers) {
    for (const path of expandedPathsOf(analysis, nodes, id)) {
      const wrong = wrongAt(analysis, path, weightsOf!);
      const [top = ''] = path.split('/', 1);
      if (wrong !== null) found.set(top, [...(found.get(top) ?? []), wrong]);
    }
  }
  return found;
}

/** What is wrong at a path whose item takes the weights of another, be it by what it says itself or by what surrounds it. */
function wrongAt(analysis: AnalyzedItems, path: string, owner: string): Issue | null {
  const said = weightsPlaceOfTaker(analysis, owner, path);
  const place = weightsPlaceOf(analysis, path);
  if (said.kind === 'at' && place.kind === 'at' && said.path !== place.path) {
    return issue('weights/twice', { node: path }, { owner, other: place.path });
  }
  return misfitAt(analysis, path, owner);
}
