import type { Definition, GraphBuilder } from '../language/definition.ts';
import type { Given } from '../language/field.ts';
import type { Wire } from '../language/wire.ts';

type Draw = (definition: Definition, given: Given, inputs: readonly Wire[]) => readonly Wire[];

/** A pen that has each child drawn by others. What weights are shared, and how code calls a child, is nothing to it. */
export class Pen implements GraphBuilder {
  readonly #draw: Draw;
  readonly #made = new Map<string, readonly [definition: Definition, given: Given]>();

  constructor(draw: Draw) {
    this.#draw = draw;
  }

  add: GraphBuilder['add'] = (name, definition, given, ...inputs) =>
    this.addAll(name, definition, given, ...inputs)[0]!;

  addAll: GraphBuilder['addAll'] = (name, definition, given, ...inputs) => {
    this.#made.set(name, [definition as Definition, given as Given]);
    return this.#draw(definition as Definition, given as Given, inputs);
  };

  again: GraphBuilder['again'] = (name, earlier, ...inputs) => {
    const [definition, given] = this.#made.get(earlier)!;
    this.#made.set(name, [definition, given]);
    return this.#draw(definition, given, inputs);
  };

  runWith: GraphBuilder['runWith'] = () => undefined;
  followSizes: GraphBuilder['followSizes'] = () => undefined;
  callAs: GraphBuilder['callAs'] = () => undefined;
}
