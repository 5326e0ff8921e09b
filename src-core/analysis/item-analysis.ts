import type { Issue } from '../errors.ts';
import type { Definition } from '../language/definition.ts';
import type { Expansion } from '../language/expand.ts';
import type { Facts } from '../language/facts.ts';
import type { Values } from '../language/field.ts';
import type { Shape } from '../language/shape.ts';
import type { HeldField } from './node-fields.ts';

/** The output of a node that an input port reads. */
export interface PortSource {
  readonly node: string;
  readonly output: number;
}

/** What is known of one node of a design. Null stands for what is unknown, and is never counted as zero. */
export interface ItemAnalysis {
  readonly id: string;
  readonly definition: Definition | null;
  readonly values: Values | null;
  readonly held: readonly HeldField[];
  readonly inputPorts: readonly string[];
  readonly outputPorts: readonly string[];
  readonly sources: readonly (PortSource | null)[];
  readonly inputs: readonly (Shape | null)[];
  readonly outputs: readonly (Shape | null)[];
  readonly expansion: Expansion | null;
  readonly facts: Facts | null;
  /** Their places are counted from the level where the item stands: `conv`, and `part/conv` for what is inside. */
  readonly issues: readonly Issue[];
  /** The items drawn inside (in the first copy), where these cannot be read off an expansion. */
  readonly members: ReadonlyMap<string, ItemAnalysis> | null;
}
