import type { Definition } from '../language/definition.ts';
import type { Expansion } from '../language/expansion.ts';
import type { Facts } from '../language/facts.ts';
import type { Py } from '../language/torch.ts';
import type { Source } from '../language/wire.ts';
import type { Argument } from './arguments.ts';

/** Equal modules in a row. */
export interface MadeSegment {
  readonly make: Py;
  readonly count: Py;
  /** What its module is called there; absent where that is its number. */
  readonly name?: string;
}

/** What a step leaves in the constructor. */
export type Made =
  | { readonly kind: 'module' | 'parameter'; readonly make: Py; readonly test?: Py }
  | {
      readonly kind: 'run';
      readonly segments: readonly MadeSegment[];
      readonly test?: Py;
    }
  | { readonly kind: 'nothing' };

export interface ClassStep {
  readonly name: string;
  /** The names of the items that it stands for, in its first use. */
  readonly children: readonly string[];
  /** Of a row of modules: the place in it of each child; see `Step`. */
  readonly places?: readonly (number | null)[];
  /** The attribute that it is made as, or that it runs once more. */
  readonly attribute: string;
  readonly made: Made;
  readonly run: Py;
  readonly sources: readonly Source[];
  readonly outputs: number;
}

/** A class of the file: what blocks of one form come to, whatever their numbers. */
export interface PyClass {
  readonly name: string;
  readonly definition: Definition | null;
  readonly args: readonly Argument[];
  readonly inputs: readonly string[];
  readonly steps: readonly ClassStep[];
  readonly results: readonly Source[];
  /** The blocks that it is written for; empty of the design itself. */
  readonly uses: readonly Expansion[];
  /** What the class of a network has beside its `forward`. */
  readonly parts?: NetworkParts;
  /** What the design costs, where it is the design itself. */
  readonly facts?: Pick<Facts, 'params' | 'macs'>;
  /** Modules, or weights of modules, that are others' too, by their paths: what is set, and to what. */
  readonly ties?: readonly (readonly [taker: string, owner: string])[];
  /** What the constructor calls when all is made. */
  readonly ended?: readonly Py[];
  /** Values that `forward` needs of the constructor, by attribute. */
  readonly kept: readonly (readonly [attribute: string, value: Py])[];
  /** Set where it is one row of modules, which its own numbers name. */
  readonly isSequential: boolean;
}

/** What `forward` is written from. */
export type Flow = Pick<PyClass, 'inputs' | 'steps' | 'results'>;

/** A map that a network hands to a task: as timm names it. */
interface FeatureInfo {
  readonly module: string;
  readonly channels: number;
  readonly reduction: number;
}

/** What a network for classification has beside its `forward`, and one with feature maps. */
export interface NetworkParts {
  /** Everything up to the last map or tokens, and what makes scores of them. */
  readonly features?: Flow;
  readonly head?: Flow;
  readonly intermediates?: { readonly flow: Flow; readonly info: readonly FeatureInfo[] };
}
