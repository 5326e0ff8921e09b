import type { Expr } from '../algebra/expression.ts';
import type { Item } from '../analysis/item-analysis.ts';
import type { Shape } from '../language/shape.ts';
import { C, H, W } from '../language/shape.ts';

/** What a search looks at: an item, its name on its level, and how deep it stands, 1 for the design's own. */
export interface Subject extends Pick<Item, 'definition' | 'values' | 'inputs' | 'outputs' | 'facts'> {
  readonly name: string;
  readonly level: number;
}

/** What is not known yet of an item; nothing is said of it, not even that it is unlike something. */
export const unknownYet = Symbol('unknown yet');

/** Everything that a name stands for in an item; none where the item has nothing of the kind. */
export type Numbers = readonly (Expr | typeof unknownYet)[];

const axisOf =
  (side: 'inputs' | 'outputs', axis: number) =>
  (subject: Subject): Numbers =>
    subject[side].flatMap((shape: Shape | null): Numbers => {
      if (shape === null) return [unknownYet];
      const size = shape[axis];
      return size === undefined ? [] : [size];
    });

const countOf =
  (read: (facts: NonNullable<Subject['facts']>) => Expr) =>
  ({ facts }: Subject): Numbers => [facts === null ? unknownYet : read(facts)];

const double = (count: Expr): Expr => (typeof count === 'bigint' ? 2n * count : count);

/** The numbers of an item besides its fields, by the name that a search calls them. Counts are of the whole batch, FLOPs twice the MACs. */
export const measures: Readonly<Record<string, (subject: Subject) => Numbers>> = {
  params: countOf((facts) => facts.params),
  macs: countOf((facts) => facts.macs),
  flops: countOf((facts) => double(facts.macs)),
  activations: countOf((facts) => facts.activationBytes),
  operators: countOf((facts) => BigInt(facts.operators)),
  level: ({ level }) => [BigInt(level)],
  channels: axisOf('outputs', C),
  height: axisOf('outputs', H),
  width: axisOf('outputs', W),
  'in.channels': axisOf('inputs', C),
  'in.height': axisOf('inputs', H),
  'in.width': axisOf('inputs', W),
};

/** The measures that have a share of the design's own. */
export const sharedMeasures = ['params', 'macs', 'flops', 'activations', 'operators'] as const;

/** The texts of an item that a search can ask for by name. */
export const textNames = ['name', 'kind', 'shape', 'in.shape'] as const;
export type TextName = (typeof textNames)[number];

export const isTextName = (name: string): name is TextName => (textNames as readonly string[]).includes(name);
