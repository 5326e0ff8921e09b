import type { Analysis } from '../../src-core/analysis/analyzer.ts';
import { conventionOf } from '../../src-core/analysis/conventions/conventions.ts';
import type { Cost } from '../../src-core/analysis/conventions/cost.ts';
import { costUnder } from '../../src-core/analysis/conventions/cost.ts';
import type { ModelMode } from '../../src-core/analysis/conventions/model-mode.ts';
import type { ConventionName } from '../../src-core/analysis/conventions/rules.ts';
import { conventions } from '../../src-core/analysis/conventions/rules.ts';
import type { Json } from './json.ts';
import { integerOf } from './quantity.ts';

/** The cost of an analysed design under the convention of that name, of a model in that mode. */
export const namedCost = (name: ConventionName, analysis: Analysis, mode?: ModelMode): Cost =>
  costUnder(analysis, conventionOf(name, mode));

/** A cost; where the tool stops instead of counting, with its error. */
export const costJson = ({ value, unit, convention, error }: Cost): Json => ({
  value: integerOf(value),
  unit,
  convention,
  ...(error !== undefined && { error }),
});

/** Every convention with what it counts, for the help of a command. */
export function conventionsHelp(): string {
  const width = Math.max(...conventions.map(({ name }) => name.length));
  const lines = conventions.map(({ name, counts }) => `  ${name.padEnd(width)}  ${counts}`);
  return `\nConventions:\n${lines.join('\n')}\n`;
}
