import { nameKey } from '../document/names.ts';

/** The most characters of a name that is taken from a file. */
const longest = 120;
const unusable = /[\p{Cc}\p{Cs}]/gu;

/** What our own files put behind the name of an operator that is several nodes. */
const ofNode = /#[^/#]*$/;

/** What a node's item, or a module, may be called, before it is made the only one of that name. */
export function itemName(name: string, usual: string): string {
  const wanted = name.replace(/^\/+/, '').replace(ofNode, '').replaceAll('/', '.').replaceAll(unusable, '');
  const short = [...wanted].slice(0, longest).join('');
  return short === '' ? usual : short;
}

/** Gives out names, each once: a name that was given before gets `_2` behind it, then `_3`. */
export class ItemNames {
  readonly #taken = new Set<string>();
  readonly #last = new Map<string, number>();

  take(wanted: string): string {
    let name = wanted;
    for (let count = this.#last.get(wanted) ?? 1; this.#taken.has(nameKey(name)); ) {
      count += 1;
      this.#last.set(wanted, count);
      name = `${wanted}_${count}`;
    }
    this.#taken.add(nameKey(name));
    return name;
  }
}
