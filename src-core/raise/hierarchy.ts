import type { FlatProgram } from '../analysis/flat-program.ts';
import type { Modules } from '../lower/modules.ts';

/** The modules that the operators of a program came from. */
export class Hierarchy {
  /** By operator, from the outermost module on. */
  readonly modules: readonly (readonly string[])[];
  readonly #by: readonly (Modules['by'] | null)[];
  readonly #operators = new Map<string, number[]>();

  /**
   * @param modules by the path of an operator; one of which nothing is known stands where its first reader does
   * @param isThere whether an operator is one that blocks are made of, by its number
   */
  constructor(
    { operators }: FlatProgram,
    modules: ReadonlyMap<string, Modules>,
    isThere: (at: number) => boolean = () => true,
  ) {
    const found: (Modules | null)[] = operators.map(({ path }) => modules.get(path) ?? null);
    const readers = new Map<string, number>();
    operators.forEach(({ inputs }, at) => {
      for (const { name } of inputs) if (!readers.has(name)) readers.set(name, at);
    });
    for (let at = operators.length - 1; at >= 0; at--) {
      const { inputs, outputs } = operators[at]!;
      const reader = inputs.length > 0 ? undefined : readers.get(outputs[0]?.name ?? '');
      if (reader !== undefined) found[at] ??= found[reader] ?? null;
    }
    this.modules = found.map((one) => one?.names ?? []);
    this.#by = found.map((one) => one?.by ?? null);
    for (const [at, names] of this.modules.entries())
      for (const name of new Set(isThere(at) ? names : [])) {
        const operators = this.#operators.get(name);
        if (operators === undefined) this.#operators.set(name, [at]);
        else operators.push(at);
      }
  }

  /** How many operators a module has. */
  #sizeOf(module: string): number {
    return this.operatorsOf(module).length;
  }

  /** How many operators of each module are among some. */
  #within(operators: readonly number[]): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const at of operators)
      for (const name of new Set(this.modules[at])) counts.set(name, (counts.get(name) ?? 0) + 1);
    return counts;
  }

  /** The operators of a module, in order. */
  operatorsOf(module: string): readonly number[] {
    return this.#operators.get(module) ?? [];
  }

  /** Whether some operators cut no module: each has all of its operators among them, none, or all of them and more. */
  isAligned(operators: readonly number[]): boolean {
    return [...this.#within(operators)].every(
      ([name, count]) => count === operators.length || count === this.#sizeOf(name),
    );
  }

  /** The outermost modules that some operators are all of, where these are neighbours of several operators each; null of others. */
  #wholes(operators: readonly number[]): readonly string[] | null {
    const counts = this.#within(operators);
    const wholes = new Set<string>();
    const around = new Set<string>();
    for (const at of operators) {
      const names = this.modules[at]!;
      const outermost = names.findIndex((name) => counts.get(name) === this.#sizeOf(name));
      const name = names[outermost];
      if (name === undefined || counts.get(name)! < 2) return null;
      wholes.add(name);
      around.add(names[outermost - 1] ?? '');
    }
    return around.size === 1 ? [...wholes] : null;
  }

  /** The module that some operators are, or the first of the neighbours that they are, and who says so; null where nobody does. */
  saidOf(operators: readonly number[]): { readonly name: string; readonly by: Modules['by'] } | null {
    const [name] = this.#wholes(operators) ?? [];
    const by = this.#by[operators[0] ?? -1];
    return name === undefined || by == null ? null : { name, by };
  }

  /** The modules that hold all of some operators and others too, from the outermost on. */
  around(operators: readonly number[]): readonly string[] {
    const counts = this.#within(operators);
    return (this.modules[operators[0]!] ?? []).filter(
      (name) => counts.get(name) === operators.length && this.#sizeOf(name) > operators.length,
    );
  }
}
