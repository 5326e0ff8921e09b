/**
 * Names that cannot stand in a file twice. Whoever asks first has the name as it is; who asks for it again gets `~2`
 * behind it, then `~3`, so equal programs are named alike.
 */
export class UniqueNames {
  readonly #taken: Set<string>;

  constructor(taken: Iterable<string> = []) {
    this.#taken = new Set(taken);
  }

  take(wanted: string): string {
    let name = wanted;
    for (let count = 2; this.#taken.has(name); count++) name = `${wanted}~${count}`;
    this.#taken.add(name);
    return name;
  }
}
