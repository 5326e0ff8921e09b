import type { Item } from '../../src-core/analysis/heavy-designs.fixture.ts';
import { byCopy, chain, nested, repeat } from '../../src-core/analysis/heavy-designs.fixture.ts';
import type { Design } from '../../src-core/document/design.ts';

const conv = (outChannels: DesignField): Item => ({ definition: 'conv2d', fields: { outChannels } });
type DesignField = NonNullable<Item['fields'][string]>;

const variables = (count: number): Design['variables'] =>
  Array.from({ length: count }, (_, index) => ({
    name: `v${index}`,
    kind: 'integer',
    value: 2 + (index % 30),
    min: 1,
    max: 100,
  }));
const sum = (names: readonly string[]) => ({ expression: names.join('+') });
const names = (count: number) => variables(count).map(({ name }) => name);

/** The documents that give the window most to do, each of another kind. */
export const heavyDesigns = (): readonly (readonly [string, Design])[] => [
  ['repeats in one another, 20,000 items looked at', nested(62, repeat(2), byCopy)],
  ['one sequence in another, 62 deep', nested(62, { definition: 'sequence', fields: {} })],
  ['3,000 items in a row', chain(3000, () => conv(16))],
  [
    '3,000 variables, one an item',
    chain(3000, (index) => conv({ expression: `v${index}` }), variables(3000)),
  ],
  ['20 variables, 210 terms an item, 2,000 items', chain(2000, () => conv(sum(names(20))), variables(20))],
  [
    '10,000 expressions of 800 characters',
    chain(10_000, () => conv(sum(Array(400).fill('v0'))), variables(1)),
  ],
  ['20,000 operators in a row', chain(20_000, () => conv(16))],
];
