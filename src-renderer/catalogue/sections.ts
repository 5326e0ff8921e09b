import { definitions } from '../../src-core/catalogue.ts';
import type { Definition, Family } from '../../src-core/language/definition.ts';
import { blockSections, operatorSections } from '../../src-core/language/palette-section.ts';
import type { PlainText } from '../locale/translate.ts';

export interface Section {
  readonly title: PlainText;
  readonly definitions: readonly Definition[];
}

const families: Readonly<Record<Exclude<Family, 'block'>, PlainText>> = {
  io: 'Input and output',
  conv: 'Convolution',
  norm: 'Normalization',
  act: 'Activation',
  pool: 'Pooling',
  linear: 'Linear',
  math: 'Arithmetic',
  tensor: 'Tensor',
};

/** Sections that are open at first; the headings of the others stay in sight around them. */
export const openAtFirst: readonly string[] = [
  'Own blocks',
  'My library',
  'Recent',
  'Multi-scale',
  'Building parts',
  'Input and output',
];

const { io, tensor, ...others } = families;
/** What every design needs comes ahead of the blocks of one kind. */
const general = blockSections.indexOf('Building parts') + 1;
const headings: readonly PlainText[] = [
  ...blockSections.slice(0, general),
  io,
  ...blockSections.slice(general),
  ...Object.values(others),
  ...operatorSections,
  tensor,
];

const headingOf = ({ section, family }: Definition): string =>
  section ?? families[family as Exclude<Family, 'block'>];

/** The sections of the palette, each in the catalogue's order; empty ones are left out. */
export const sections: readonly Section[] = headings
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
