/** Steps of a drag for which a wire that was sent another way has kept it before it comes to rest. */
const restAfter = 4;

/**
 * The wires that a drag takes along or sends another way. One that has kept its way for some steps comes to rest as soon as
 * another is lifted, which draws what is at rest anyway.
 */
export class MovingWires {
  /** The step that last changed each. */
  readonly #changed = new Map<string, number>();
  #step = 0;

  get ids(): Iterable<string> {
    return this.#changed.keys();
  }

  has(id: string): boolean {
    return this.#changed.has(id);
  }

  /** Takes the wires that a step has changed; returns those that it lifts, and those that come to rest. */
  take(changed: ReadonlySet<string>): {
    readonly lifted: ReadonlySet<string>;
    readonly settled: readonly string[];
  } {
    const lifted = new Set([...changed].filter((id) => !this.#changed.has(id)));
    this.#step += 1;
    for (const id of changed) this.#changed.set(id, this.#step);
    if (lifted.size === 0) return { lifted, settled: [] };
    const still = [...this.#changed].filter(([, step]) => this.#step - step >= restAfter);
    const settled = still.map(([id]) => id);
    for (const id of settled) this.#changed.delete(id);
    return { lifted, settled };
  }

  clear(): void {
    this.#changed.clear();
  }
}
