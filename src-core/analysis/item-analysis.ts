import type { Design } from '../document/design.ts';
import type { Issue } from '../errors.ts';
import type { Definition } from '../language/definition.ts';
import type { Expansion } from '../language/expansion.ts';
import type { Facts } from '../language/facts.ts';
import type { Values } from '../language/field.ts';
import type { Shape } from '../language/shape.ts';

/** The output of a node that an input port reads. */
export interface PortSource {
  readonly node: string;
  readonly output: number;
}

/** What is known of an item at any depth. Null stands for what is unknown, and is never counted as zero. */
export interface Item {
  /** Null where the catalogue does not have it. */
  readonly definition: Definition | null;
  readonly values: Values | null;
  /** Where the values are unknown, those of the defaults, so that the item still has ports to draw. */
  readonly inputPorts: readonly string[];
  readonly outputPorts: readonly string[];
  readonly inputs: readonly (Shape | null)[];
  readonly outputs: readonly (Shape | null)[];
  readonly expansion: Expansion | null;
  readonly facts: Facts | null;
  readonly issues: readonly Issue[];
}

/**
 * What is known of one node of a design, and where it stands among the others. The places of its issues are counted from
 * its level: `conv`, and `part/conv` for what is inside.
 */
export interface ItemAnalysis extends Item {
  readonly id: string;
  /** The item of the design whose weights it runs with, by name; absent where it has its own. */
  readonly weightsOf?: string;
  readonly sources: readonly (PortSource | null)[];
  /** The items drawn inside (in the first copy), where these cannot be read off an expansion. */
  readonly members: ReadonlyMap<string, ItemAnalysis> | null;
}

/** The items of a design as they were analysed. */
export interface AnalyzedItems {
  readonly design: Design;
  /** The design's own items; what is drawn inside one is found through it. */
  readonly items: ReadonlyMap<string, ItemAnalysis>;
}

/** The names of the ports that a definition has at these values. */
export const portsOf = (
  definition: Definition,
  values: Values,
): Pick<Item, 'inputPorts' | 'outputPorts'> => ({
  inputPorts: definition.inputs(values).map(({ name }) => name),
  outputPorts: definition.outputs(values).map(({ name }) => name),
});
