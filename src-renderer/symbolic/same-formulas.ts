import { shallow } from 'zustand/shallow';
import type { ShownFormulas } from './formulas-for.ts';

const alike = (some: readonly object[], others: readonly object[]): boolean =>
  some.length === others.length && some.every((one, index) => shallow(one, others[index]));

const flat = ({ sources, heldFields }: ShownFormulas): readonly object[] => [
  ...[...sources].map(([name, source]) => ({ ...source, name })),
  ...heldFields.map((held) => ({ ...held, symbols: held.symbols.join() })),
];

/**
 * Whether formulas are those of before, worked out again. Expansions are kept while what they are made of is the same, so that one
 * is known by which it is, and with it all that is counted of it.
 */
export const sameFormulas = (before: ShownFormulas, after: ShownFormulas): boolean =>
  before.expansion === after.expansion &&
  before.rows.length === after.rows.length &&
  before.rows.every(({ label, paths, expansion }, index) => {
    const row = after.rows[index];
    return row?.label === label && row.expansion === expansion && shallow(row.paths, paths);
  }) &&
  alike(before.held, after.held) &&
  alike(flat(before), flat(after));
