import type { FieldValue, Variable } from './design.ts';
import type { Difference } from './differences.ts';
import { shortened } from './in-sentence.ts';

/** What lines of differences are made of, with the names of their parts in braces. */
export type DifferencePhrase =
  | 'its default'
  | 'the design'
  | 'its own'
  | 'always'
  | 'as usual'
  | 'those of {owner}'
  | '{value} of {options}'
  | '{value} from {min} to {max}'
  | 'title: {before} → {after}'
  | '{id} ({definition}) added'
  | '{id} ({definition}) removed'
  | '{line}, with 1 item inside'
  | '{line}, with {count} items inside'
  | '{id}: {before} → {after}'
  | '{id}, {field}: {before} → {after}'
  | '{id}, called: {before} → {after}'
  | '{id} muted'
  | '{id} no longer muted'
  | '{id} moved from {before} to {after}'
  | '{id}, weights: {before} → {after}'
  | '{id}, there where: {before} → {after}'
  | 'the block {title} added'
  | 'the block {title} removed'
  | 'the block {title} is another'
  | 'a note'
  | 'the note “{text}”'
  | '{note} added'
  | '{note} removed'
  | '{note} is another'
  | '{id} stands elsewhere'
  | '{count} items stand elsewhere'
  | 'wire {from} → {to} added'
  | 'wire {from} → {to} removed'
  | 'variable {name} added'
  | 'variable {name} removed'
  | 'variable {name}: {change}'
  | 'the order of entries, or keys that this version does not show';

/** Writes a phrase in a language, its names in braces replaced by their parts. */
export type SayDifference = (
  phrase: DifferencePhrase,
  parts?: Readonly<Record<string, string | number>>,
) => string;

const inEnglish: SayDifference = (phrase, parts = {}) =>
  phrase.replace(/\{(\w+)\}/g, (_, name: string) => String(parts[name]));

const isExpression = (value: object): value is { readonly expression: string } => 'expression' in value;

function valueText(value: FieldValue | undefined, say: SayDifference): string {
  if (value === undefined) return say('its default');
  if (typeof value === 'object' && isExpression(value)) return value.expression;
  return Array.isArray(value) ? `[${value.map((entry) => valueText(entry, say)).join(', ')}]` : String(value);
}

function variableText(variable: Variable, say: SayDifference): string {
  if (variable.kind === 'choice')
    return say('{value} of {options}', { value: variable.value, options: variable.options.join(', ') });
  const { value, min, max } = variable;
  return say('{value} from {min} to {max}', { value, min, max });
}

const boundsText = (variable: Variable): string => JSON.stringify({ ...variable, value: null });

/** What a variable may be is said only where that changed, too. */
function variableChange(before: Variable, after: Variable, say: SayDifference): string {
  if (boundsText(before) === boundsText(after)) return `${before.value} → ${after.value}`;
  return `${variableText(before, say)} → ${variableText(after, say)}`;
}

function withInside(line: string, inside: number, say: SayDifference): string {
  if (inside === 0) return line;
  return inside === 1
    ? say('{line}, with 1 item inside', { line })
    : say('{line}, with {count} items inside', { line, count: inside });
}

/** What a difference is in a line of words, from the one design to the other; in English where no language is given. */
export function differenceText(difference: Difference, say: SayDifference = inEnglish): string {
  const fieldText = (value: FieldValue | undefined) => shortened(valueText(value, say));
  const level = (parent: string | null) => parent ?? say('the design');
  const weights = (owner: string | null) =>
    owner === null ? say('its own') : say('those of {owner}', { owner: shortened(owner) });
  const presence = (when: FieldValue | undefined) => (when === undefined ? say('always') : fieldText(when));
  switch (difference.kind) {
    case 'title':
      return say('title: {before} → {after}', {
        before: shortened(difference.before),
        after: shortened(difference.after),
      });
    case 'itemAdded':
    case 'itemRemoved': {
      const { id, definition, inside, kind } = difference;
      const phrase = kind === 'itemAdded' ? '{id} ({definition}) added' : '{id} ({definition}) removed';
      return withInside(say(phrase, { id, definition }), inside, say);
    }
    case 'definition':
      return say('{id}: {before} → {after}', difference);
    case 'field': {
      const { id, field, before, after } = difference;
      const parts = { id, field, before: fieldText(before), after: fieldText(after) };
      return say('{id}, {field}: {before} → {after}', parts);
    }
    case 'call': {
      const { id, before, after } = difference;
      const usual = say('as usual');
      return say('{id}, called: {before} → {after}', {
        id,
        before: before ?? usual,
        after: after ?? usual,
      });
    }
    case 'muted':
      return say(difference.after ? '{id} muted' : '{id} no longer muted', { id: difference.id });
    case 'parent': {
      const { id, before, after } = difference;
      return say('{id} moved from {before} to {after}', { id, before: level(before), after: level(after) });
    }
    case 'weightsOf': {
      const { id, before, after } = difference;
      return say('{id}, weights: {before} → {after}', { id, before: weights(before), after: weights(after) });
    }
    case 'when': {
      const { id, before, after } = difference;
      const parts = { id, before: presence(before), after: presence(after) };
      return say('{id}, there where: {before} → {after}', parts);
    }
    case 'blockAdded':
      return say('the block {title} added', { title: shortened(difference.title) });
    case 'blockRemoved':
      return say('the block {title} removed', { title: shortened(difference.title) });
    case 'block':
      return say('the block {title} is another', { title: shortened(difference.title) });
    case 'noteAdded':
    case 'noteRemoved':
    case 'note': {
      const { kind, text } = difference;
      const phrase =
        kind === 'note' ? '{note} is another' : kind === 'noteAdded' ? '{note} added' : '{note} removed';
      const note = text.trim() === '' ? say('a note') : say('the note “{text}”', { text: shortened(text) });
      return say(phrase, { note });
    }
    case 'moved': {
      const { length } = difference.ids;
      return length === 1
        ? say('{id} stands elsewhere', { id: difference.ids[0] ?? '' })
        : say('{count} items stand elsewhere', { count: length });
    }
    case 'wireAdded':
      return say('wire {from} → {to} added', difference);
    case 'wireRemoved':
      return say('wire {from} → {to} removed', difference);
    case 'variableAdded':
      return say('variable {name} added', difference);
    case 'variableRemoved':
      return say('variable {name} removed', difference);
    case 'variable': {
      const { name, before, after } = difference;
      return say('variable {name}: {change}', { name, change: variableChange(before, after, say) });
    }
    case 'rest':
      return say('the order of entries, or keys that this version does not show');
  }
}
