import * as v from 'valibot';
import type { Issue, Where } from '../errors.ts';
import { issue, issueAt } from '../errors.ts';
import { sourceCalls } from './design.ts';
import { inWords, pathText, shortened } from './in-sentence.ts';
import { faultOfJson, isRecord } from './json-fault.ts';
import { badName, isNodeName } from './names.ts';
import { nestingLimit } from './read-json.ts';
import { faultsOfVariable } from './variable.ts';

/** Levels of a file above an item, an edge or a variable: the design and its list. */
const levelsAbove = 2;

/** So many issues say enough about a broken file; the rest of it is not looked at. */
export const issueLimit = 100;

const text = v.string('text');
const number = v.pipe(v.number('a number'), v.finite('a finite number'));
const expression = v.looseObject({ expression: text }, 'an expression');
const listEntry = v.union([number, expression], 'a number or an expression');
const fieldValue = v.union(
  [number, v.boolean(), text, expression],
  'a number, true or false, text, a list or an expression',
);
const position = v.looseObject({ x: number, y: number }, 'an object with x and y');
const portRef = v.looseObject({ node: text, port: text }, 'an object with node and port');
const edgeId = v.pipe(text, v.minLength(1, 'a name'), v.maxLength(256, 'at most 256 characters'));
const fields = v.custom<Record<string, unknown>>(isRecord, 'an object');
const call = v.picklist(sourceCalls, `${sourceCalls.slice(0, -1).join(', ')} or ${sourceCalls.at(-1)}`);
const sizes = v.array(
  v.pipe(number, v.integer('a whole number'), v.minValue(0, '0 or more')),
  'a list of sizes',
);
const storedTensor = v.looseObject(
  { tensor: text, sizes, turned: v.optional(v.looseObject({ sizes, order: sizes }, 'an object')) },
  'a tensor of a file',
);
const hash = v.pipe(text, v.regex(/^[0-9a-f]{64}$/, 'a SHA-256 in hexadecimal'));
const weightsFile = v.looseObject(
  {
    file: v.pipe(text, v.minLength(1, 'a path'), v.maxLength(4096, 'at most 4096 characters')),
    format: v.picklist(['onnx', 'safetensors'], 'onnx or safetensors'),
    sha256: hash,
    others: v.optional(v.array(v.looseObject({ file: text, sha256: hash }, 'a file'), 'a list of files')),
  },
  'a file of weights',
);
const node = v.looseObject(
  {
    id: text,
    definition: text,
    fields,
    position,
    parent: v.optional(text),
    call: v.optional(call),
    muted: v.optional(v.literal(true, 'true')),
    weightsOf: v.optional(text),
    when: v.optional(listEntry),
    weights: v.optional(v.record(text, storedTensor)),
  },
  'an object',
);
const edge = v.looseObject({ id: edgeId, from: portRef, to: portRef }, 'an object');
const size = v.looseObject({ width: number, height: number }, 'an object with width and height');
const note = v.looseObject({ id: edgeId, parent: v.optional(text), text, position, size }, 'an object');
const range = { value: number, min: number, max: number };
const variable = v.variant(
  'kind',
  [
    v.looseObject({ name: text, kind: v.literal('integer'), ...range }),
    v.looseObject({ name: text, kind: v.literal('decimal'), ...range, step: v.optional(number) }),
    v.looseObject({ name: text, kind: v.literal('choice'), value: text, options: v.array(text, 'a list') }),
  ],
  'integer, decimal or choice',
);

/** Where a value stands: the issue's place, and the steps to write before its own (`nodes[3]`, or none). */
interface Place {
  readonly where: Where;
  readonly steps: readonly (string | number)[];
}

/** Finds what keeps a value from being an item; the issues stand on the item and its field. `steps` lead to it in its file. */
export function faultsOfNode(value: unknown, steps: Place['steps'] = []): readonly Issue[] {
  const id = isRecord(value) && typeof value.id === 'string' ? value.id : undefined;
  const named = id !== undefined && isNodeName(id);
  const place: Place = named ? { where: { node: id }, steps: [] } : { where: {}, steps };
  const faults = shapeFaults(value, node, place);
  if (faults.length > 0) return faults;
  const issues: Issue[] = [];
  if (!named) issues.push(badName(id ?? ''));
  const parsed = value as v.InferOutput<typeof node>;
  for (const [name, field] of Object.entries(parsed.fields)) {
    if (issues.length >= issueLimit) break;
    issues.push(...faultsOfField(field, name, place));
  }
  return issues;
}

/** Finds what keeps a value from being saved as a field's value; whether the field takes it is not known here. */
export function faultsOfFieldValue(value: unknown, nodeId: string, field: string): readonly Issue[] {
  const place = { where: { node: nodeId }, steps: [] };
  const plain = plainFaults({ fields: { [field]: value } }, place);
  return plain.length > 0 ? plain : faultsOfField(value, field, place);
}

/** Finds what keeps a value from being an edge. Where it ends is not looked at: a dangling edge is an edge. */
export function faultsOfEdge(value: unknown, steps: Place['steps'] = []): readonly Issue[] {
  return shapeFaults(value, edge, { where: endOf(value), steps });
}

/** Finds what keeps a value from being a note. */
export function faultsOfNote(value: unknown, steps: Place['steps'] = []): readonly Issue[] {
  return shapeFaults(value, note, { where: {}, steps });
}

/** Finds what keeps a value from being a variable: its shape, its name, its bounds or options, its value. */
export function faultsOfVariableShape(value: unknown, steps: Place['steps'] = []): readonly Issue[] {
  const faults = shapeFaults(value, variable, { where: {}, steps });
  return faults.length > 0 ? faults : faultsOfVariable(value as v.InferOutput<typeof variable>);
}

/** Finds what keeps a value from being a position. */
export function faultsOfPosition(value: unknown, nodeId: string): readonly Issue[] {
  return shapeFaults(value, position, { where: { node: nodeId }, steps: ['position'] });
}

/** Finds what keeps a value from being the file that weights are in. */
export function faultsOfWeightsFile(value: unknown): readonly Issue[] {
  return shapeFaults(value, weightsFile, { where: {}, steps: ['weights'] });
}

/** Finds what keeps an entry of the design that this version does not know from being written back. */
export function faultsOfEntry(key: string, value: unknown): readonly Issue[] {
  return plainFaults({ [key]: value }, { where: {}, steps: [] }, 0);
}

function faultsOfField(value: unknown, field: string, { where }: Place): readonly Issue[] {
  const place = { where: { ...where, field }, steps: [] };
  if (!Array.isArray(value)) return schemaFaults(value, fieldValue, place);
  const bad = value.findIndex((entry) => !v.is(listEntry, entry));
  return bad === -1 ? [] : schemaFaults(value[bad], listEntry, { ...place, steps: [bad] });
}

function shapeFaults(value: unknown, schema: v.GenericSchema, place: Place): readonly Issue[] {
  const plain = plainFaults(value, place);
  return plain.length > 0 ? plain : schemaFaults(value, schema, place);
}

function plainFaults(value: unknown, place: Place, above = levelsAbove): readonly Issue[] {
  const fault = faultOfJson(value, nestingLimit - above, nestingLimit);
  if (fault === null) return [];
  const [first, field, ...rest] = fault.path;
  const inField = place.where.node !== undefined && first === 'fields' && typeof field === 'string';
  const where = inField ? { ...place.where, field: shortened(field) } : place.where;
  if (fault.issue.code !== 'document/malformed') return [issueAt(fault.issue, where)];
  const steps = pathText([...place.steps, ...(inField ? rest : fault.path)]);
  return [issue('document/malformed', where, { detail: `${steps} ${fault.issue.data.detail}`.trim() })];
}

function schemaFaults(value: unknown, schema: v.GenericSchema, place: Place): readonly Issue[] {
  const [found] = v.safeParse(schema, value, { abortEarly: true }).issues ?? [];
  if (found === undefined) return [];
  const inner = found.path?.map((step) => step.key as string | number) ?? [];
  const steps = pathText([...place.steps, ...inner]);
  const said =
    found.input === undefined ? 'is missing' : `must be ${found.message}, got ${inWords(found.input)}`;
  return [issue('document/malformed', place.where, { detail: `${steps} ${said}`.trim() })];
}

/** The input port that an edge of whatever shape leads to, as far as it can be read. */
function endOf(value: unknown): Where {
  if (!isRecord(value) || !isRecord(value.to)) return {};
  const { node: id, port } = value.to;
  if (typeof id !== 'string' || typeof port !== 'string') return {};
  return { node: shortened(id), port: shortened(port) };
}
