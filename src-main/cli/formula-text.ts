import type { ItemFormulas } from '../../src-core/analysis/formulas/item-formulas.ts';
import type { Row } from '../../src-core/figure/formula-rows.ts';
import { formulaRows, heldRows, macsLabel } from '../../src-core/figure/formula-rows.ts';
import { valueText } from '../../src-core/language/resolve.ts';
import { partNames } from './parts.ts';
import { ratioText } from './ratio.ts';
import { pairs } from './table.ts';

/** A name with its value, or alone where it is free. */
export const namedValue = (name: string, value: string): string =>
  name === value ? name : `${name} = ${value}`;

/** The parameters under their headings, where there is more than one heading to tell apart. */
export function partRows(parts: ItemFormulas['parts']): Row[] {
  const filled = partNames(parts).filter((name) => parts[name].exact !== 0n);
  return filled.length < 2 ? [] : filled.flatMap((name) => formulaRows(`  of them ${name}`, parts[name]));
}

function comparisonRows({ parts, comparisons }: ItemFormulas): Row[] {
  return comparisons.flatMap(({ title, weights }) => {
    const ratio = ratioText(parts.conv.form, weights.form);
    return formulaRows(title, weights, ratio === null ? '' : `   (this block: ${ratio} of it)`);
  });
}

const titled = (title: string, rows: readonly Row[]): string =>
  rows.length === 0 ? '' : `\n${title}\n${pairs(rows.map(([name, value]) => [`  ${name}`, value]))}`;

/**
 * The formulas of a definition on its own, for people.
 * @param costs other tools' counts, below ours
 */
export function definitionText(formulas: ItemFormulas, costs: readonly Row[] = []): string {
  const { definition, values, groups } = formulas;
  const fields = Object.entries(values).map(([name, value]) => namedValue(name, valueText(value)));
  const head = pairs([
    ['formula', `${definition.title} (${definition.id})`],
    ['fields', fields.join(', ') || 'none'],
    ...heldRows(formulas.held),
    ...formulaRows('params', formulas.params),
    ...partRows(formulas.parts),
    ...formulaRows(macsLabel, formulas.macs),
    ...costs,
  ]);
  const params = groups.flatMap(({ group, params }) => formulaRows(group, params));
  const macs = groups.flatMap(({ group, macs }) => formulaRows(group, macs));
  const beside = titled('Beside it, convolution weights alone', comparisonRows(formulas));
  return `${head}${titled('Params of each group', params)}${titled('MACs of each group', macs)}${beside}`;
}
