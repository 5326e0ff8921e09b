import { nearestText } from '../document/nearest-names.ts';
import { nodesById, surroundings } from '../document/parents.ts';
import { drawnKindOf, hasCopies } from '../language/roles.ts';
import { copyName, isCopy } from './drawn-parts.ts';
import type { AnalyzedItems } from './item-analysis.ts';
import { itemAt } from './item-paths.ts';

/** Where the weights of an item are counted, or why that is nowhere. */
export type WeightsPlace =
  | { readonly kind: 'at'; readonly path: string }
  /** There is no item of that name. */
  | { readonly kind: 'absent'; readonly owner: string; readonly nearest: string }
  /** The weights are taken in a circle, through these paths. */
  | { readonly kind: 'loop'; readonly chain: readonly string[] }
  /** Every copy of a repeat has such weights, and nothing says which are meant. */
  | { readonly kind: 'copies'; readonly owner: string; readonly repeat: string }
  /** Something on the way cannot be expanded. */
  | { readonly kind: 'unknown' };

const join = (level: string, name: string): string => (level === '' ? name : `${level}/${name}`);

/** The path of an item of the design as it is seen from the path of another: in a repeat around both, in the same copy. */
function placeSeenFrom(analysis: AnalyzedItems, id: string, from: string): WeightsPlace {
  const nodes = nodesById(analysis.design);
  if (!nodes.has(id)) return { kind: 'absent', owner: id, nearest: nearestText(id, [...nodes.keys()]) };
  let path = '';
  for (const name of [...surroundings(nodes, id).toReversed(), id]) {
    path = join(path, name);
    const item = itemAt(analysis, path);
    if (item === null) return { kind: 'unknown' };
    if (name === id || !hasCopies(item.definition)) continue;
    if (from.startsWith(`${path}/`)) {
      path = join(path, from.slice(path.length + 1).split('/', 1)[0]!);
      continue;
    }
    const copies = item.expansion?.children.filter((child) => isCopy(child.name));
    if (copies === undefined) return { kind: 'unknown' };
    if (copies[1] !== undefined && copies[1].weightsOf === undefined) {
      return { kind: 'copies', owner: id, repeat: name };
    }
    path = join(path, copyName(1));
  }
  return { kind: 'at', path };
}

/** Follows owners of weights to the last of them. */
class Search {
  readonly #analysis: AnalyzedItems;
  /** The paths that are asked for while they are looked for. */
  readonly #asked: string[] = [];

  constructor(analysis: AnalyzedItems) {
    this.#analysis = analysis;
  }

  /** The place of the weights of the item at a path. */
  find(path: string): WeightsPlace {
    const at = this.#asked.indexOf(path);
    if (at >= 0) return { kind: 'loop', chain: [...this.#asked.slice(at), path] };
    this.#asked.push(path);
    const place = this.#step(path);
    this.#asked.pop();
    return place;
  }

  /** The place of the weights of an item of the design, as it is seen from a path. */
  follow(id: string, from: string): WeightsPlace {
    const seen = placeSeenFrom(this.#analysis, id, from);
    return seen.kind === 'at' ? this.find(seen.path) : seen;
  }

  /** What surrounds an item says first where its weights are; there its counterpart says the rest. */
  #step(path: string): WeightsPlace {
    const cut = path.lastIndexOf('/');
    if (cut < 0) {
      const owner = this.#analysis.items.get(path)?.weightsOf;
      return owner === undefined ? { kind: 'at', path } : this.follow(owner, path);
    }
    const [around, name] = [path.slice(0, cut), path.slice(cut + 1)];
    const base = this.find(around);
    if (base.kind !== 'at') return base;
    const own = itemAt(this.#analysis, around)?.expansion;
    const shared = itemAt(this.#analysis, base.path)?.expansion;
    const counterpart = shared?.children[own?.children.findIndex((child) => child.name === name) ?? -1];
    if (shared == null || counterpart === undefined) return { kind: 'unknown' };
    const at = join(base.path, counterpart.name);
    const { weightsOf } = counterpart;
    if (weightsOf === undefined) return { kind: 'at', path: at };
    return drawnKindOf(shared.definition) === 'once'
      ? this.follow(weightsOf, at)
      : this.find(join(base.path, weightsOf));
  }
}

/** Where the weights of the item at a path are counted: at its own path where it has its own. */
export const weightsPlaceOf = (analysis: AnalyzedItems, path: string): WeightsPlace =>
  new Search(analysis).find(path);

/** As `weightsPlaceOf`, where the item at the path takes the weights of another item of the design, by name. */
export const weightsPlaceOfTaker = (analysis: AnalyzedItems, owner: string, path: string): WeightsPlace =>
  new Search(analysis).follow(owner, path);

/** Path of the item whose weights the one at `path` runs with; null where it has its own, or none. */
export function weightsOwnerOf(analysis: AnalyzedItems, path: string): string | null {
  if (itemAt(analysis, path)?.expansion?.borrows !== true) return null;
  const place = weightsPlaceOf(analysis, path);
  if (place.kind !== 'at' || place.path === path) return null;
  const facts = itemAt(analysis, place.path)?.facts ?? null;
  return facts === null || (facts.params === 0n && facts.buffers === 0n) ? null : place.path;
}

/** What is left of the owner's path behind the items that both are in: `level1/convs` for `rpn/level3/convs`. */
export function pathOfOwner(path: string, weightsOwner: string): string {
  const own = path.split('/');
  const parts = weightsOwner.split('/');
  return parts.slice(parts.findIndex((part, index) => part !== own[index])).join('/');
}
