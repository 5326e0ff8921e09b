import type { Design } from '../document/design.ts';
import { shortened } from '../document/in-sentence.ts';
import type { Issue, Result } from '../errors.ts';
import { fail, issue, note, ok } from '../errors.ts';
import type { Values } from '../language/field.ts';
import { elementCount } from '../language/tensor.ts';
import type { Modules } from '../lower/modules.ts';
import type { OnnxFile } from '../lower/onnx-read.ts';
import { readsOfFileNode } from '../lower/onnx-read.ts';
import type { UnsizedNode } from '../lower/unsized.ts';
import { boxesInput, input, sequenceInput } from '../operators/io.ts';
import { averagesOf, mayAverage } from './averages.ts';
import { constantOf, isByteType, isRealType } from './constant.ts';
import { designOfDraft, needed } from './design-of-draft.ts';
import { Draft } from './draft.ts';
import { folded } from './fold.ts';
import { heldNode, withHeldPieces } from './held-nodes.ts';
import { withoutFunctions } from './local-functions.ts';
import { modulesOf } from './modules.ts';
import { NodeReading } from './node-reading.ts';
import { orderedNodes } from './ordered-nodes.ts';
import { patterns } from './patterns.ts';
import { plainNodes, quantizedNodes } from './plain-nodes.ts';
import { readers, settings } from './readers.ts';
import { SaidTensors } from './said-tensors.ts';
import { storedAfter } from './stored.ts';
import type { HasFile } from './stored-weights.ts';
import { isAtHand, storedIn } from './stored-weights.ts';
import { mayBeTable, tableOf } from './tables.ts';
import type { DraftItem, Value } from './value.ts';
import { known } from './value.ts';
import { withWholeCuts } from './whole-cuts.ts';

/** What a file says of itself. */
export interface FileHead {
  readonly source: { readonly ir: number; readonly opset: number; readonly producer: string };
  /** How many it has. */
  readonly nodes: number;
  readonly weights: 'present' | 'absent' | 'partly';
}

/** A file as a design of operators. */
export interface Imported extends FileHead {
  readonly design: Design;
  /** How many its nodes came to. */
  readonly items: number;
  /** The modules that its items stood in, by the names of these, as far as the file says. */
  readonly modules: ReadonlyMap<string, Modules>;
  /** The operators of the file that no item is known for, and that stay as they are. */
  readonly opaque: readonly OpaqueCount[];
  /** Those of them of which the file does not say all sizes that leave them. */
  readonly unsized: readonly UnsizedNode[];
  /** What was chosen where the file leaves it open. */
  readonly notes: readonly Issue[];
}

/** How many nodes of an operator stay as they are. */
export interface OpaqueCount {
  readonly op: string;
  /** Empty for the operators of ONNX itself. */
  readonly domain: string;
  readonly count: number;
}

/** The opsets whose operators are read. */
const [leastOpset, mostOpset] = [7, 23];
/** A size that a file leaves open, by the place of its axis: the batch, channels, rows and columns. */
const openSizes = [1, 3, 224, 224];
/** A box has so many numbers. */
const boxSides = 4;
/** Weights of more values than this are never taken for a number that somebody wrote. */
const mostKnown = 1;

/**
 * Reads an ONNX file as a design of operators, which says of weights which tensor of the file has their values. Operators for
 * which no item is known are held as they are. Fails with `onnx/opset`, `onnx/input`, `onnx/cycle`, `onnx/functions`,
 * `onnx/missing-tensor`, or `onnx/operators` where there are some that cannot be held either.
 * @param hasFile whether a file is there that the model leaves values to; none where left out
 */
export function designOfFile(
  file: OnnxFile,
  title: string,
  hasFile: HasFile = () => false,
): Result<Imported> {
  const opset = opsetOf(file);
  if (opset < leastOpset || opset > mostOpset)
    return fail(issue('onnx/opset', {}, { opset, least: leastOpset, most: mostOpset }));
  const written = withoutFunctions(file);
  if (!written.ok) return written;
  const nodes = orderedNodes(plainNodes(written.value));
  if (nodes === null) return fail(issue('onnx/cycle'));
  const draft = new Draft();
  const values = new Map<string, Value>(storedValues(file));
  const inputs: DraftItem[] = [];
  const integer = quantizedNodes(written.value);
  const said = new SaidTensors(file);
  const notes: Issue[] = integer === 0 ? [] : [note('onnx/quantized', {}, { count: integer })];
  for (const entering of file.inputs) {
    if (values.has(entering.name)) continue;
    const added = addInput(entering, draft, said);
    if (added === null) return fail(issue('onnx/input', {}, { name: entering.name }));
    notes.push(...added.notes);
    values.set(entering.name, added.value);
    inputs.push(added.value.item);
  }
  const unknown = new Map<string, number>();
  const unsized: UnsizedNode[] = [];
  const pieces = new Map<DraftItem, NodeReading>();
  for (const node of nodes) {
    const reading = new NodeReading(node, opset, draft, values);
    const missing = readsOfFileNode(node).find((name) => name !== '' && !values.has(name));
    // what an unknown node makes is missing too, and was said
    if (missing !== undefined) {
      if (unknown.size > 0) continue;
      return fail(issue('onnx/missing-tensor', { node: node.name }, { tensor: missing }));
    }
    said.note(reading);
    const read = valuesOfNode(reading);
    const made = read ?? heldNode(reading, said, unsized);
    for (const value of read ?? []) if (value.kind === 'computed') pieces.set(value.item, reading);
    if (made === null) unknown.set(node.op, (unknown.get(node.op) ?? 0) + 1);
    else
      made.forEach((value, index) => {
        const name = node.outputs[index];
        if (name !== undefined && name !== '' && value !== null) values.set(name, value);
      });
  }
  const outputs = file.outputs.flatMap(({ name }) => {
    const value = values.get(name);
    const computed =
      value === undefined ? null : value.kind === 'unread' ? value.wire : draft.computed(value, name);
    return computed === null ? [] : [{ name, value: computed }];
  });
  const cut = withWholeCuts(...withHeldPieces(needed(draft.items, outputs), outputs, pieces, said));
  for (const item of cut.items)
    if (item.definition === null) unknown.set(item.piece ?? '', (unknown.get(item.piece ?? '') ?? 0) + 1);
  if (unknown.size > 0) {
    const counts = [...unknown].map(([op, count]) => ({ op, domain: '', count }));
    return fail(issue('onnx/operators', {}, { list: listOf(counts) }));
  }
  const opaque = opaqueCounts(cut.items);
  if (opaque.length > 0) notes.push(note('onnx/opaque', {}, { list: listOf(opaque) }));
  const around = new Map(
    written.value.flatMap((node) => {
      const found = node.name === '' ? null : modulesOf(node);
      return found === null ? [] : [[node.name, found] as const];
    }),
  );
  const stored = storedIn(file.initializers, hasFile);
  const known = { title, modules: around, stored };
  const { design, names } = designOfDraft(cut.items, inputs, cut.outputs, known);
  const modules = new Map(
    [...names].flatMap(([item, id]) => {
      // what is called after a weight stands where that does
      const found = around.get(item.name) ?? modulesOf({ name: item.name });
      return found === null ? [] : [[id, found] as const];
    }),
  );
  return ok({
    ...headOf(file, hasFile),
    design,
    items: design.nodes.length,
    modules,
    opaque,
    unsized,
    notes,
  });
}

/** The most operators that are named in a sentence. */
const mostNamed = 12;

function listOf(counts: readonly OpaqueCount[]): string {
  const names = counts.slice(0, mostNamed).map(({ op, domain, count }) => {
    const name = shortened(domain === '' ? op : `${domain}.${op}`);
    return count === 1 ? name : `${name} (${count})`;
  });
  return [...names, ...(counts.length > mostNamed ? ['…'] : [])].join(', ');
}

function opaqueCounts(items: readonly DraftItem[]): readonly OpaqueCount[] {
  const counts = new Map<string, OpaqueCount>();
  for (const { definition, given } of items) {
    const operator = definition?.opaque?.operator(given as Values);
    if (operator == null) continue;
    const { op, domain } = operator;
    const key = JSON.stringify([domain, op]);
    counts.set(key, { op, domain, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()];
}

const opsetOf = ({ opsets }: OnnxFile): number => opsets.find(({ domain }) => domain === '')?.version ?? 0;

/** What a file says of itself, whether its operators can be read or not. */
export const headOf = (file: OnnxFile, hasFile: HasFile): FileHead => ({
  source: {
    ir: file.irVersion,
    opset: opsetOf(file),
    producer: [file.producer.name, file.producer.version].join(' ').trim(),
  },
  nodes: file.nodes.length,
  weights: weightsOf(file, hasFile),
});

function valuesOfNode(reading: NodeReading): readonly Value[] | null {
  if (reading.node.domain !== '') return null;
  const constant = folded(reading);
  if (constant !== null) return [known(constant)];
  if (reading.inputs.some((value) => value?.kind === 'unread')) return null;
  const stored = storedAfter(reading);
  if (stored !== null) return [stored];
  const made = readers.get(reading.node.op)?.(reading) ?? null;
  return made?.map((value) => readBack(value, reading.draft)) ?? null;
}

/** What an item and those before it stand for together; the item itself where they are no pattern. */
function readBack(value: Value, draft: Draft): Value {
  if (value.kind !== 'computed' || value.item.outputs.length > 1) return value;
  for (const pattern of patterns) {
    const whole = pattern(value, draft);
    if (whole !== null) return readBack(whole, draft);
  }
  return value;
}

/** The values of a tensor that follow a rule, so that nobody learned them; null of any other. */
function heldTable(tensor: OnnxFile['initializers'][number]) {
  const isLookedAt = mayBeTable(tensor.dims) || mayAverage(tensor.dims);
  const constant = isLookedAt ? constantOf(tensor) : null;
  if (constant === null) return null;
  const isHeld =
    tableOf(constant) !== null ||
    averagesOf(constant, 'ahead') !== null ||
    averagesOf(constant, 'behind') !== null;
  return isHeld ? constant : null;
}

function* storedValues({ initializers, nodes }: OnnxFile): Generator<[string, Value]> {
  const said = new Set(
    nodes.flatMap(({ op, inputs }) => settings.get(op)?.map((index) => inputs[index]) ?? []),
  );
  for (const tensor of initializers) {
    const { name, dims } = tensor;
    const isReal = isRealType(tensor.elementType);
    const isWeight = isReal || isByteType(tensor.elementType);
    const isMany = isWeight && elementCount(dims) > mostKnown && !said.has(name);
    const constant = isMany ? (isReal ? heldTable(tensor) : null) : constantOf(tensor);
    // whole numbers of a quantised weight are none of the values that it stands for
    const stored: Value = { kind: 'stored', name, dims, ...(!isReal && { layout: 'lost' }) };
    yield [name, constant === null ? stored : known(constant)];
  }
}

function addInput({ name, shape }: OnnxFile['inputs'][number], draft: Draft, said: SaidTensors) {
  if (shape === null) return null;
  const notes: Issue[] = [];
  const sizes = shape.map((size, axis) => {
    if (typeof size === 'number' && size > 0) return size;
    const chosen = openSizes[axis] ?? 1;
    if (typeof size === 'string') said.choose(size, chosen);
    notes.push(note('onnx/open-size', { node: name }, { name: size ?? `axis ${axis}`, size: chosen }));
    return chosen;
  });
  const [batch, channels, height, width] = sizes;
  const made =
    sizes.length === 4
      ? draft.add(input, { batch, channels, height, width }, [], { name })
      : sizes.length === 3
        ? draft.add(sequenceInput, { batch, channels, length: height }, [], { name })
        : sizes.length === 2 && channels === boxSides
          ? draft.add(boxesInput, { boxes: batch }, [], { name })
          : null;
  return made?.[0] === undefined ? null : { value: made[0], notes };
}

function weightsOf({ initializers }: OnnxFile, hasFile: HasFile): Imported['weights'] {
  const gone = initializers.filter((tensor) => !isAtHand(tensor, hasFile)).length;
  if (gone === 0) return 'present';
  return gone === initializers.length ? 'absent' : 'partly';
}
