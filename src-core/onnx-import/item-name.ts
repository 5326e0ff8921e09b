import { nameKey } from '../document/names.ts';

/** The most characters of a name that is taken from a file. */
const longest = 120;
const unusable = /[\p{Cc}\p{Cs}]/gu;

/**
 * The module that a node came from, by the scopes that TorchScript's exporter writes before the operator: a container
 * repeats the name of its parent, so `/layer1/layer1.0/conv1/Conv` is `layer1.0.conv1`. Null of a name without scopes.
 */
function modulePath(name: string): string | null {
  const parts = name.split('/').filter((part) => part !== '');
  if (parts.length < 2) return null;
  const path: string[] = [];
  for (const scope of parts.slice(0, -1)) {
    const last = path.at(-1);
    if (last !== undefined && scope.startsWith(`${last}.`)) path.pop();
    path.push(scope);
  }
  return path.join('.');
}

/** What a node's item may be called, before it is made the only one of that name. */
export function itemName(name: string, usual: string): string {
  const wanted = (modulePath(name) ?? name.replaceAll('/', '.')).replaceAll(unusable, '');
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
