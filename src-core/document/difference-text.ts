import type { FieldValue, Variable } from './design.ts';
import type { Difference } from './differences.ts';
import { shortened } from './in-sentence.ts';

const isExpression = (value: object): value is { readonly expression: string } => 'expression' in value;

function valueText(value: FieldValue | undefined): string {
  if (value === undefined) return 'its default';
  if (typeof value === 'object' && isExpression(value)) return value.expression;
  return Array.isArray(value) ? `[${value.map(valueText).join(', ')}]` : String(value);
}

function variableText(variable: Variable): string {
  if (variable.kind === 'choice') return `${variable.value} of ${variable.options.join(', ')}`;
  return `${variable.value} from ${variable.min} to ${variable.max}`;
}

const boundsText = (variable: Variable): string => JSON.stringify({ ...variable, value: null });

/** What a variable may be is said only where that changed, too. */
function variableChange(before: Variable, after: Variable): string {
  if (boundsText(before) === boundsText(after)) return `${before.value} → ${after.value}`;
  return `${variableText(before)} → ${variableText(after)}`;
}

const level = (parent: string | null): string => parent ?? 'the design';

const weights = (owner: string | null): string =>
  owner === null ? 'its own' : `those of ${shortened(owner)}`;

const presence = (when: FieldValue | undefined): string =>
  when === undefined ? 'always' : shortened(valueText(when));

/** What a difference is in a line of words, from the one design to the other. */
export function differenceText(difference: Difference): string {
  switch (difference.kind) {
    case 'title':
      return `title: ${shortened(difference.before)} → ${shortened(difference.after)}`;
    case 'itemAdded':
    case 'itemRemoved': {
      const { id, definition, inside } = difference;
      const within =
        inside === 0 ? '' : inside === 1 ? ', with 1 item inside' : `, with ${inside} items inside`;
      return `${id} (${definition}) ${difference.kind === 'itemAdded' ? 'added' : 'removed'}${within}`;
    }
    case 'definition':
      return `${difference.id}: ${difference.before} → ${difference.after}`;
    case 'field':
      return `${difference.id}, ${difference.field}: ${shortened(valueText(difference.before))} → ${shortened(valueText(difference.after))}`;
    case 'call':
      return `${difference.id}, called: ${difference.before ?? 'as usual'} → ${difference.after ?? 'as usual'}`;
    case 'muted':
      return `${difference.id} ${difference.after ? 'muted' : 'no longer muted'}`;
    case 'parent':
      return `${difference.id} moved from ${level(difference.before)} to ${level(difference.after)}`;
    case 'weightsOf':
      return `${difference.id}, weights: ${weights(difference.before)} → ${weights(difference.after)}`;
    case 'when':
      return `${difference.id}, there where: ${presence(difference.before)} → ${presence(difference.after)}`;
    case 'blockAdded':
      return `the block ${shortened(difference.title)} added`;
    case 'blockRemoved':
      return `the block ${shortened(difference.title)} removed`;
    case 'block':
      return `the block ${shortened(difference.title)} is another`;
    case 'moved':
      return difference.ids.length === 1
        ? `${difference.ids[0]} stands elsewhere`
        : `${difference.ids.length} items stand elsewhere`;
    case 'wireAdded':
      return `wire ${difference.from} → ${difference.to} added`;
    case 'wireRemoved':
      return `wire ${difference.from} → ${difference.to} removed`;
    case 'variableAdded':
      return `variable ${difference.name} added`;
    case 'variableRemoved':
      return `variable ${difference.name} removed`;
    case 'variable':
      return `variable ${difference.name}: ${variableChange(difference.before, difference.after)}`;
    case 'rest':
      return 'the order of entries, or keys that this version does not show';
  }
}
