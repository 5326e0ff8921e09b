import type { Drawing } from '../document/drawing.ts';
import { issue } from '../errors.ts';
import { valueText } from '../language/resolve.ts';
import type { Shape } from '../language/shape.ts';
import type { Steps } from '../steps.ts';
import type { Environment } from './environment.ts';

/**
 * Items inside drawings that one update looks at. Copies that are alike are looked at once, so only copies that differ
 * come near it; they need not hold a single operator to go on for ever.
 */
const memberLimit = 20_000;

export const tooManyItems = issue('graph/too-many-items', {}, { limit: memberLimit });

type Inputs = readonly (Shape | null)[];

const textOf = (inputs: Inputs): string =>
  inputs.map((shape) => (shape === null ? '?' : valueText(shape))).join('|');

/**
 * The looking at drawings that one update does. A drawing is looked at once for each environment and what feeds it: an item
 * that cannot be expanded asks a second time what is wrong inside it, and without an answer at hand every level would
 * double the work of the one inside it.
 */
export class DrawnWork<Members> {
  #found = new WeakMap<Drawing, WeakMap<Environment, Map<string, Members>>>();
  #looked = 0;
  readonly #unseen: Members;

  /** @param unseen what is said of a drawing that is not looked at any more */
  constructor(unseen: Members) {
    this.#unseen = unseen;
  }

  begin(): void {
    this.#found = new WeakMap();
    this.#looked = 0;
  }

  /** What is in a drawing, looked at now or earlier in this update; past `memberLimit` it is `unseen`. */
  *membersOf(
    drawing: Drawing,
    inputs: Inputs,
    environment: Environment,
    look: () => Steps<Members>,
  ): Steps<Members> {
    const byInputs = this.#foundIn(drawing, environment);
    const key = textOf(inputs);
    let members = byInputs.get(key);
    if (members === undefined) {
      this.#looked += drawing.nodes.length;
      members = this.#looked > memberLimit ? this.#unseen : yield* look();
      byInputs.set(key, members);
    }
    return members;
  }

  #foundIn(drawing: Drawing, environment: Environment): Map<string, Members> {
    const byEnvironment = this.#found.get(drawing) ?? new WeakMap<Environment, Map<string, Members>>();
    this.#found.set(drawing, byEnvironment);
    const byInputs = byEnvironment.get(environment) ?? new Map<string, Members>();
    byEnvironment.set(environment, byInputs);
    return byInputs;
  }
}
