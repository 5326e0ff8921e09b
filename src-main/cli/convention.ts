import type { Analysis } from '../../src-core/analysis/analyzer.ts';
import { conventionOf, withFunctions } from '../../src-core/analysis/conventions.ts';
import type { Convention, ConventionName } from '../../src-core/analysis/conventions-rules.ts';
import { conventions } from '../../src-core/analysis/conventions-rules.ts';
import type { Cost } from '../../src-core/analysis/cost.ts';
import { costUnder } from '../../src-core/analysis/cost.ts';
import { functionCallsOf } from '../../src-core/published/function-calls.ts';
import type { Json } from './json.ts';
import { integerOf } from './quantity.ts';

/** The convention of that name, as it meets the design that a person named. */
export const conventionFor = (name: ConventionName, design: string): Convention =>
  withFunctions(conventionOf(name), functionCallsOf(design));

export const namedCost = (name: ConventionName, design: string, analysis: Analysis): Cost =>
  costUnder(analysis, conventionFor(name, design));

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
