import type { Issue } from '../errors.ts';
import { issue } from '../errors.ts';
import type { Design, Variable } from './design.ts';
import { inWords, shortened } from './in-sentence.ts';
import { isVariableName } from './names.ts';
import { nearestText } from './nearest-names.ts';

/** Finds what is wrong with a variable of the right shape: its name, its bounds or options, its value. */
export function faultsOfVariable(variable: Variable): readonly Issue[] {
  const name = shortened(variable.name);
  if (!isVariableName(variable.name)) return [issue('document/bad-variable-name', {}, { name })];
  const detail = variable.kind === 'choice' ? optionsFault(variable.options) : boundsFault(variable);
  if (detail !== null) return [issue('document/malformed', {}, { detail: `the variable ${name} ${detail}` })];
  const fault = faultOfValue(variable, variable.value);
  return fault === null ? [] : [fault];
}

/** A design has no variable of that name. */
export const unknownVariable = ({ variables }: Design, name: string): Issue => {
  const nearest = nearestText(
    name,
    variables.map((variable) => variable.name),
  );
  return issue('document/unknown-variable', {}, { name: shortened(name), nearest });
};

/** Says why a variable cannot take a value, or null when it can. */
export function faultOfValue(
  variable: Variable,
  value: unknown,
): Issue<'document/variable-value' | 'document/variable-option'> | null {
  const good =
    variable.kind === 'choice'
      ? typeof value === 'string' && variable.options.includes(value)
      : typeof value === 'number' &&
        value >= variable.min &&
        value <= variable.max &&
        isOfKind(variable.kind, value);
  if (good) return null;
  const { name } = variable;
  if (variable.kind === 'choice') {
    const nearest = nearestText(String(value), variable.options);
    return issue('document/variable-option', {}, { name, value: inWords(value), nearest });
  }
  return issue('document/variable-value', {}, { name, expected: expected(variable), value: inWords(value) });
}

function isOfKind(kind: 'integer' | 'decimal', value: number): boolean {
  return kind === 'integer' ? Number.isSafeInteger(value) : Number.isFinite(value);
}

function boundsFault(variable: Exclude<Variable, { kind: 'choice' }>): string | null {
  const { kind, min, max } = variable;
  if (!isOfKind(kind, min) || !isOfKind(kind, max)) {
    return `needs ${kind === 'integer' ? 'whole numbers below 2^53' : 'finite numbers'} as bounds`;
  }
  if (min > max) return `has a lower bound ${min} above its upper bound ${max}`;
  const step = variable.kind === 'decimal' ? (variable.step ?? 1) : 1;
  return Number.isFinite(step) && step > 0 ? null : `needs a step above 0, not ${step}`;
}

function optionsFault(options: readonly string[]): string | null {
  if (options.length === 0) return 'needs at least one option';
  if (options.includes('')) return 'has an option without a name';
  return new Set(options).size === options.length ? null : 'has the same option twice';
}

function expected(variable: Exclude<Variable, { kind: 'choice' }>): string {
  const noun = variable.kind === 'integer' ? 'a whole number' : 'a number';
  return `${noun} from ${variable.min} to ${variable.max}`;
}
