import { definitions } from '../../src-core/catalogue.ts';
import type { Definition, Family } from '../../src-core/language/definition.ts';

export interface Section {
  readonly title: string;
  readonly definitions: readonly Definition[];
}

/** Where each definition stands in the palette. Blocks that repeat others, or open and close a network, stand apart. */
type Heading = 'Blocks' | 'Stages and heads' | 'Input and output' | Exclude<Capitalized, 'Block' | 'Io'>;
type Capitalized =
  | 'Block'
  | 'Io'
  | 'Convolution'
  | 'Normalization'
  | 'Activation'
  | 'Pooling'
  | 'Linear'
  | 'Tensor';

const families: Readonly<Record<Exclude<Family, 'block'>, Heading>> = {
  io: 'Input and output',
  conv: 'Convolution',
  norm: 'Normalization',
  act: 'Activation',
  pool: 'Pooling',
  linear: 'Linear',
  tensor: 'Tensor',
};

const order: readonly Heading[] = [
  'Blocks',
  'Stages and heads',
  'Input and output',
  'Convolution',
  'Normalization',
  'Activation',
  'Pooling',
  'Linear',
  'Tensor',
];

/** A block that repeats another by a depth, or that is named for an end of a network, belongs to the stages and heads. */
function headingOf(definition: Definition): Heading {
  if (definition.kind === 'block' && ('depth' in definition.fields || /stem|head/.test(definition.id))) {
    return 'Stages and heads';
  }
  return definition.kind === 'block' ? 'Blocks' : families[definition.family as Exclude<Family, 'block'>];
}

/** The sections of the palette, each in the catalogue's order; empty ones are left out. */
export const sections: readonly Section[] = order
  .map((title) => ({
    title,
    definitions: definitions.filter((definition) => headingOf(definition) === title),
  }))
  .filter((section) => section.definitions.length > 0);

export const definitionOf = (id: string): Definition | undefined =>
  definitions.find((definition) => definition.id === id);

const mostSymbols = 3;

/** The symbols of the fields a person sets first, `s w k`: those of one letter, which stay readable beside a name. */
export function hintOf({ fields }: Definition): string {
  return Object.entries(fields)
    .filter(
      ([, field]) => field.shown !== false && (field.kind === 'dimension' || field.kind === 'structural'),
    )
    .map(([name, field]) => (field.kind === 'dimension' ? field.symbol : name))
    .filter((symbol) => symbol.length === 1)
    .slice(0, mostSymbols)
    .join(' ');
}
