import type { FieldValue } from '../document/design.ts';
import type { Edit } from '../document/edit.ts';
import type { Fix } from './fix.ts';
import type { PlainNumber, Problem } from './problem.ts';
import { numberIn, plainNumbers, upstream } from './problem.ts';

/** How far back along the wires fields are looked at. */
const mostUpstream = 4;
/** Numbers tried around the present one. */
const around = [1, -1, 2, -2, 3, -3] as const;

function setting({ node, name, field }: PlainNumber, value: number, problem: Problem): Fix {
  const edit: Edit = { kind: 'setField', id: node.id, field: name, value };
  const data = { field: field.label, item: node.id, value: String(value) };
  return { kind: node.id === problem.node.id ? 'setField' : 'setFieldOf', data, edit };
}

const isInside = ({ field }: PlainNumber, value: number): boolean => value >= field.min && value <= field.max;

function numbersOf(problem: Problem): readonly PlainNumber[] {
  const { node, catalogue } = problem;
  return [node, ...upstream(problem, mostUpstream)].flatMap((each) =>
    plainNumbers(each, catalogue.definitionOf(each.definition)),
  );
}

/** The sizes of the other inputs that an input parts from, each with its own there. */
function partingSizes({ item }: Problem): readonly (readonly [got: number, wanted: number])[] {
  return item.inputs.flatMap((own) =>
    item.inputs.flatMap((other) => {
      if (own === null || other === null || own === other || own.length !== other.length) return [];
      return own.flatMap((size, axis) => {
        const wanted = other[axis];
        const isNumber = typeof size === 'bigint' && typeof wanted === 'bigint' && size !== wanted;
        return isNumber ? [[Number(size), Number(wanted)] as const] : [];
      });
    }),
  );
}

/**
 * A field that says what is expected takes what is there, and where the tensor comes from, the other way round. Of several
 * inputs that part, what feeds one takes a size of another.
 */
export function* matchingFields(problem: Problem): Generator<Fix> {
  const [expected, got] = [numberIn(problem.issue, 'expected'), numberIn(problem.issue, 'got')];
  const isSaid = expected !== null && got !== null;
  const parting = partingSizes(problem);
  for (const number of numbersOf(problem)) {
    const isOwn = number.node.id === problem.node.id;
    if (isSaid && number.value === (isOwn ? expected : got))
      yield setting(number, isOwn ? got : expected, problem);
    if (isOwn) continue;
    for (const [own, wanted] of parting) if (number.value === own) yield setting(number, wanted, problem);
  }
}

/** The field that is at fault takes the nearest value in its bounds, or its default. */
export function* faultyField(problem: Problem): Generator<Fix> {
  const { issue, node, catalogue } = problem;
  const name = issue.where.field;
  if (name === undefined) return;
  const definition = catalogue.definitionOf(node.definition);
  const field = definition?.fields[name];
  if (field === undefined) {
    if (Object.hasOwn(node.fields, name)) yield reset(node.id, name, name);
    return;
  }
  const value = numberIn(issue, 'value');
  const number = { node, name, value: value ?? 0, field } as PlainNumber;
  if (value !== null && (field.kind === 'dimension' || field.kind === 'structural')) {
    const inside = Math.min(field.max, Math.max(field.min, value));
    for (const next of [inside, inside - 1, inside + 1]) yield setting(number, next, problem);
  }
  if (Object.hasOwn(node.fields, name)) yield reset(node.id, name, field.label);
}

const reset = (id: string, field: string, label: string): Fix => ({
  kind: 'resetField',
  data: { field: label },
  edit: { kind: 'clearField', id, field },
});

/** Whole numbers near the present ones, and multiples of what has to divide them, of the item and of what feeds it. */
export function* nearbyFields(problem: Problem): Generator<Fix> {
  const divisor = numberIn(problem.issue, 'divisor') ?? numberIn(problem.issue, 'groups');
  for (const number of numbersOf(problem)) {
    const { value } = number;
    const multiples =
      divisor === null || divisor < 2
        ? []
        : [Math.ceil(value / divisor) * divisor, Math.floor(value / divisor) * divisor];
    const tried = new Set([...multiples, ...around.map((by) => value + by), value * 2, value / 2]);
    tried.delete(value);
    for (const next of tried)
      if (Number.isSafeInteger(next) && isInside(number, next)) yield setting(number, next, problem);
  }
}

const isCount = (value: FieldValue | undefined): value is readonly number[] =>
  Array.isArray(value) && value.every((entry) => typeof entry === 'number');

/** A list of sizes that has to add up to a number shares it evenly, or lets its last entry take what is left. */
export function* addingUp({ issue, node }: Problem): Generator<Fix> {
  const { field } = issue.where;
  const [sum, channels] = [numberIn(issue, 'sum'), numberIn(issue, 'channels')];
  const sizes = field === undefined ? undefined : node.fields[field];
  if (field === undefined || sum === null || channels === null || !isCount(sizes)) return;
  const count = sizes.length;
  const last = (sizes.at(-1) ?? 0) + channels - sum;
  const even = sizes.map(
    (_, index) => Math.floor(((index + 1) * channels) / count) - Math.floor((index * channels) / count),
  );
  for (const list of [even, [...sizes.slice(0, -1), last]]) {
    if (list.some((size) => size < 1)) continue;
    const edit: Edit = { kind: 'setField', id: node.id, field, value: list };
    yield { kind: 'carry', data: { sizes: list.join(' + ') }, edit };
  }
}
