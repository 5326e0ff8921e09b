import * as v from 'valibot';
import type { Issue } from '../errors.ts';
import { issue, issueAt } from '../errors.ts';
import type { OwnBlock } from './design.ts';
import { faultsOfDrawing, faultsOfNotes } from './drawing-faults.ts';
import { inWords, pathText, shortened } from './in-sentence.ts';
import { faultOfJson } from './json-fault.ts';
import { isVariableName } from './names.ts';
import { isOwnId } from './own-block.ts';
import { nestingLimit } from './read-json.ts';

const text = v.string('text');
const number = v.pipe(v.number('a number'), v.finite('a finite number'));
const field = v.looseObject(
  {
    name: text,
    kind: text,
    label: text,
    help: v.optional(text),
    unit: v.optional(text),
    min: v.optional(number),
    max: v.optional(number),
    default: v.union([number, v.boolean(), text], 'a number, true or false, or text'),
    options: v.optional(v.array(text, 'a list')),
  },
  'an object',
);
const printed = v.looseObject(
  { title: text, source: v.optional(text), of: text, claim: text, formula: text },
  'an object',
);
const block = v.looseObject(
  {
    id: text,
    title: text,
    help: v.optional(text),
    library: v.optional(v.looseObject({ id: text, hash: text }, 'an object with id and hash')),
    fields: v.array(field, 'a list'),
    published: v.optional(v.array(printed, 'a list')),
    nodes: v.array(v.unknown(), 'a list'),
    edges: v.array(v.unknown(), 'a list'),
    notes: v.optional(v.array(v.unknown(), 'a list')),
  },
  'an object',
);

/** Levels of a file above a definition: the design and its list. */
const levelsAbove = 2;

/**
 * Finds what keeps a value from being the definition of an own block. That it names others that are not there, or itself, is
 * no fault: it loads, and its uses say so.
 */
export function faultsOfBlock(value: unknown, steps: readonly (string | number)[] = []): readonly Issue[] {
  const plain = faultOfJson(value, nestingLimit - levelsAbove, nestingLimit);
  if (plain !== null) {
    if (plain.issue.code !== 'document/malformed') return [issueAt(plain.issue, {})];
    const at = pathText([...steps, ...plain.path]);
    return [issue('document/malformed', {}, { detail: `${at} ${plain.issue.data.detail}`.trim() })];
  }
  const [found] = v.safeParse(block, value, { abortEarly: true }).issues ?? [];
  if (found !== undefined) {
    const inner = found.path?.map((step) => step.key as string | number) ?? [];
    const said =
      found.input === undefined ? 'is missing' : `must be ${found.message}, got ${inWords(found.input)}`;
    return [issue('document/malformed', {}, { detail: `${pathText([...steps, ...inner])} ${said}`.trim() })];
  }
  const { id, title, fields, nodes, edges, notes = [] } = value as OwnBlock;
  if (!isOwnId(id) || id.includes('/') || id.length > 200) {
    return [issue('own/bad-id', {}, { id: shortened(id) })];
  }
  const names = new Set<string>();
  for (const { name } of fields) {
    if (!isVariableName(name)) return [issue('own/bad-field', {}, { block: title, name: shortened(name) })];
    if (names.has(name)) return [issue('own/duplicate-field', {}, { block: title, name })];
    names.add(name);
  }
  const ofNotes = faultsOfNotes(notes, steps);
  if (ofNotes.length > 0) return ofNotes;
  return faultsOfDrawing(nodes, edges, steps).map((fault) => {
    const { node } = fault.where;
    return { ...fault, where: { ...fault.where, node: node === undefined ? id : `${id}/${node}` } };
  });
}
