import type { Analysis } from '../../src-core/analysis/analyzer.ts';
import { conventionOf } from '../../src-core/analysis/conventions/conventions.ts';
import type { Cost } from '../../src-core/analysis/conventions/cost.ts';
import { costUnder } from '../../src-core/analysis/conventions/cost.ts';
import type { ConventionName } from '../../src-core/analysis/conventions/rules.ts';
import { conventions } from '../../src-core/analysis/conventions/rules.ts';
import type { Json } from './json.ts';
import { integerOf } from './quantity.ts';

/** The cost of an analysed design under the convention of that name. */
export const namedCost = (name: ConventionName, analysis: Analysis): Cost =>
  costUnder(analysis, conventionOf(name));

export const costJson = ({ value, unit, convention }: Cost): Json => ({
  value: integerOf(value),
  unit,
  convention,
});

/** Every convention with what it counts, for the help of a command. */
export function conventionsHelp(): string {
  const width = Math.max(...conventions.map(({ name }) => name.length));
  const lines = conventions.map(({ name, counts }) => `  ${name.padEnd(width)}  ${counts}`);
  return `\nConventions:\n${lines.join('\n')}\n`;
}
