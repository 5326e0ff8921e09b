import type { DesignNode } from '../document/design.ts';
import type { FlatGraph } from './flat-graph.ts';

/** An operator that hands on a tensor with its axes in another order. */
interface Turn {
  readonly path: string;
  readonly from: number;
  readonly to: number;
}

/** What has to be drawn so that a value is had. */
interface DrawnTurn {
  readonly node: DesignNode;
  readonly from: number;
}

/** The items that put axes in another order, drawn where a raised design needs one and nowhere else. */
export class Turns {
  readonly #graph: FlatGraph;
  readonly #kept: ReadonlyMap<string, DesignNode>;
  readonly #turns: readonly Turn[];

  /** @param kept the items of the design of operators, by their names */
  constructor(graph: FlatGraph, kept: ReadonlyMap<string, DesignNode>) {
    this.#graph = graph;
    this.#kept = kept;
    const { program, valueNumbers, baseOf } = graph;
    this.#turns = program.operators.flatMap(({ path, inputs, outputs }) => {
      const [from, to] = [inputs[0], outputs[0]].map((one) => (one ? valueNumbers.get(one.name)! : -1));
      const isTurn = inputs.length === 1 && outputs.length === 1 && from !== to;
      return isTurn && baseOf(from!) === baseOf(to!) ? [{ path, from: from!, to: to! }] : [];
    });
  }

  /**
   * An item that makes a value of one that is had: that of the operators where there is one, else one like it.
   * Null where no operator changes the order so.
   * @param isHad whether something that is drawn makes a value
   */
  to(value: number, isHad: (value: number) => boolean): DrawnTurn | null {
    const { baseOf, turnsOf } = this.#graph;
    const own = this.#turns.find(({ from, to }) => to === value && isHad(from));
    if (own !== undefined) return { node: this.#kept.get(own.path)!, from: own.from };
    const base = baseOf(value);
    for (const from of [base, ...turnsOf(base)]) {
      if (from === value || !isHad(from)) continue;
      const order = this.#between(from, value);
      const other = this.#turns.find((turn) => this.#between(turn.from, turn.to) === order);
      if (other !== undefined) return { node: this.#kept.get(other.path)!, from };
    }
    return null;
  }

  /** The order that makes one value of another. */
  #between(from: number, to: number): string {
    const orderOf = (value: number): readonly number[] | undefined =>
      this.#graph.values[value]!.turned?.order;
    const [first, last] = [orderOf(from), orderOf(to)];
    const axes = last ?? first?.map((_, axis) => axis) ?? [];
    return axes.map((axis) => first?.indexOf(axis) ?? axis).join();
  }
}
