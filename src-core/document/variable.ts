import type { Issue } from '../errors.ts';
import { issue } from '../errors.ts';
import type { Variable } from './design.ts';
import { inWords, shortened } from './in-sentence.ts';
import { isVariableName } from './names.ts';

/** Finds what is wrong with a variable of the right shape: its name, its bounds or options, its value. */
export function faultsOfVariable(variable: Variable): readonly Issue[] {
  const name = shortened(variable.name);
  if (!isVariableName(variable.name)) return [issue('document/bad-variable-name', {}, { name })];
  const detail = variable.kind === 'choice' ? optionsFault(variable.options) : boundsFault(variable);
  if (detail !== null) return [issue('document/malformed', {}, { detail: `the variable ${name} ${detail}` })];
  const fault = faultOfValue(variable, variable.value);
  return fault === null ? [] : [fault];
}

/** Says why a variable cannot take a value, or null when it can. */
export function faultOfValue(variable: Variable, value: unknown): Issue<'document/variable-value'> | null {
  const good =
    variable.kind === 'choice'
      ? typeof value === 'string' && variable.options.includes(value)
      : typeof value === 'number' &&
        value >= variable.min &&
        value <= variable.max &&
        isOfKind(variable.kind, value);
  if (good) return null;
  return issue(
    'document/variable-value',
    {},
    { name: variable.name, expected: expected(variable), value: inWords(value) },
  );
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

function expected(variable: Variable): string {
  if (variable.kind === 'choice') return `one of ${shortened(variable.options.join(', '))}`;
  const noun = variable.kind === 'integer' ? 'a whole number' : 'a number';
  return `${noun} from ${variable.min} to ${variable.max}`;
}
