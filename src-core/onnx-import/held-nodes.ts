import { base64Of } from '../document/base64.ts';
import { elementCount } from '../language/tensor.ts';
import { constantAttributes, heldOf } from '../lower/held-node.ts';
import { readsOfFileNode } from '../lower/onnx-read.ts';
import type { OnnxFileTensor } from '../lower/onnx-read-tensor.ts';
import { valuesOf } from '../lower/onnx-read-tensor.ts';
import { elementType as types } from '../lower/onnx-schema.ts';
import { bytesOf } from '../lower/real-types.ts';
import type { UnsizedNode } from '../lower/unsized.ts';
import { opaque } from '../operators/opaque.ts';
import type { OpaqueInput, OpaqueNode } from '../operators/opaque-node.ts';
import { mostOfNode, opaqueNodeOf } from '../operators/opaque-node.ts';
import { isRealType } from './constant.ts';
import type { DraftOutput } from './design-of-draft.ts';
import type { NodeReading } from './node-reading.ts';
import type { SaidTensors } from './said-tensors.ts';
import type { Computed, DraftItem, HeldWeight, Known, Stored, Value } from './value.ts';
import { sizesOf } from './value.ts';

/** Real tensors of more values than this are weights, whose values stay in the file. */
const mostOfConstant = 64;

/** What an input of a held node is, and what the item then reads or has as a weight. */
interface Input {
  readonly input: OpaqueInput;
  readonly wire?: Computed;
  readonly weight?: HeldWeight;
}

const absent: Input = { input: { kind: 'absent' } };

const constant = (dims: readonly number[], elementType: number, raw: Uint8Array): Input => ({
  input: { kind: 'constant', attributes: base64Of(constantAttributes({ dims, elementType, raw })) },
});

/** Values as they are in memory; null of a type of which they are not kept. */
function rawOf(values: readonly number[], elementType: number): Uint8Array | null {
  switch (elementType) {
    case types.float:
      return bytesOf(Float32Array.from(values));
    case types.int64:
      return bytesOf(BigInt64Array.from(values, BigInt));
    case types.int32:
      return bytesOf(Int32Array.from(values));
    case types.bool:
    case types.uint8:
      return Uint8Array.from(values);
    case types.int8:
      return bytesOf(Int8Array.from(values));
    default:
      return null;
  }
}

/** A tensor of the file that is no weight, as it is; null where it is not in the file, or too large. */
function wholeTensor(tensor: OnnxFileTensor): Input | null {
  const { dims, elementType, data } = tensor;
  if (data === 'elsewhere') return null;
  if ('raw' in data) return constant(dims, elementType, data.raw);
  const values = valuesOf(tensor);
  const raw = values?.every(Number.isSafeInteger) === true ? rawOf(values, elementType) : null;
  return raw === null ? null : constant(dims, elementType, raw);
}

function knownInput(name: string, { dims, isReal, values }: Known, said: SaidTensors): Input | null {
  const tensor = said.tensors.get(name);
  if (tensor !== undefined && !isReal) return wholeTensor(tensor);
  const type = isReal ? types.float : said.typeOf(name) || types.int64;
  const raw = isReal || values.every(Number.isSafeInteger) ? rawOf(values, type) : null;
  return raw === null ? null : constant(dims, type, raw);
}

function storedInput(name: string, value: Stored, said: SaidTensors): Input | null {
  const tensor = said.tensors.get(value.name);
  const isPlain = tensor !== undefined && name === value.name;
  if (isPlain && !isRealType(tensor.elementType)) return wholeTensor(tensor);
  if (isPlain && elementCount(value.dims) <= mostOfConstant) {
    const values = valuesOf(tensor);
    if (values !== null) return constant(value.dims, types.float, bytesOf(Float32Array.from(values)));
  }
  const { dims, layout } = value;
  return {
    input: { kind: 'weight', sizes: [...dims] },
    weight: { name: value.name, dims, ...(layout !== undefined && { layout }) },
  };
}

function inputOf(name: string, reading: NodeReading, said: SaidTensors): Input | null {
  const value = name === '' ? undefined : reading.at(name);
  if (value === undefined) return absent;
  if (value.kind === 'known') return knownInput(name, value, said);
  if (value.kind === 'stored') return storedInput(name, value, said);
  const sizes = sizesOf(value);
  const type = value.kind === 'unread' ? value.type : types.float;
  return {
    input: { kind: 'wire', type, sizes: sizes === null ? null : [...sizes] },
    wire: value.kind === 'unread' ? value.wire : value,
  };
}

type Held = Pick<DraftItem, 'name' | 'definition' | 'given' | 'inputs' | 'outputs' | 'weights'>;

/** The item that holds a node as the file has it; null where the node does not stand alone, or is too large. */
function itemOf(reading: NodeReading, said: SaidTensors): { item: Held; node: OpaqueNode } | null {
  const { op, domain, name, bytes, inputs, outer = [], outputs, opset } = reading.node;
  const attributes = bytes === undefined ? null : heldOf(bytes);
  if (attributes === null || op === '') return null;
  const reads = readsOfFileNode(reading.node).map((one) => inputOf(one, reading, said));
  const there = reads.filter((one) => one !== null);
  if (there.length < reads.length) return null;
  const held = there.map(({ input }) => input);
  const node: OpaqueNode = {
    op,
    domain,
    version: domain === '' ? (opset ?? reading.opset) : said.versionOf(domain),
    attributes: base64Of(attributes),
    inputs: held.slice(0, inputs.length),
    outer: outer.map(({ inside }, index) => ({ inside, input: held[inputs.length + index]! })),
    outputs: outputs.map((one) => {
      if (one === '') return null;
      const sizes = said.sizesOf(one);
      return { type: said.typeOf(one), sizes: sizes === null ? null : [...sizes] };
    }),
  };
  const text = JSON.stringify(node);
  if (text.length > mostOfNode || opaqueNodeOf(text) === null) return null;
  const item = {
    name: name === '' ? op : name,
    definition: opaque,
    given: { node: text },
    inputs: there.flatMap(({ wire }) => wire ?? []),
    outputs: node.outputs.flatMap((output) => (output === null ? [] : [output.sizes ?? []])),
    weights: there.flatMap(({ weight }) => weight ?? []),
  };
  return { item, node };
}

/**
 * What leaves a node that is held as it is, output by output; null where it cannot be.
 * @param unsized takes it where the file does not say its sizes
 */
export function heldNode(
  reading: NodeReading,
  said: SaidTensors,
  unsized: UnsizedNode[],
): readonly (Value | null)[] | null {
  const held = itemOf(reading, said);
  if (held === null) return null;
  if (held.node.outputs.some((output) => output?.sizes === null))
    unsized.push({
      node: String(held.item.given.node),
      reads: readsOfFileNode(reading.node),
      outputs: reading.node.outputs,
    });
  const wires = reading.draft.addHeld(held.item);
  let at = 0;
  return held.node.outputs.map((output): Value | null => {
    if (output === null) return null;
    const wire = wires[at++]!;
    const { type, sizes } = output;
    return type === types.float && sizes !== null ? wire : { kind: 'unread', wire, type, sizes };
  });
}

/** Items in which what is a piece of no pattern holds its node as the file has it. */
export function withHeldPieces(
  items: readonly DraftItem[],
  outputs: readonly DraftOutput[],
  readings: ReadonlyMap<DraftItem, NodeReading>,
  said: SaidTensors,
): [readonly DraftItem[], readonly DraftOutput[]] {
  const made = new Map<DraftItem, DraftItem>();
  const now = (value: Computed): Computed => {
    const item = made.get(value.item);
    return item === undefined ? value : { ...value, item };
  };
  for (const item of items) {
    const reading = item.definition === null ? readings.get(item) : undefined;
    const held = reading === undefined ? null : itemOf(reading, said);
    // what stands for a piece has the sizes and the type of what it reads
    const { outputs: shapes } = item;
    const next = held === null ? item : { ...item, ...heldAs(held, shapes), piece: null };
    const inputs = next.inputs.map(now);
    const isMoved = inputs.some((value, index) => value !== next.inputs[index]);
    if (next !== item || isMoved) made.set(item, { ...next, inputs });
  }
  if (made.size === 0) return [items, outputs];
  return [
    items.map((item) => made.get(item) ?? item),
    outputs.map(({ name, value }) => ({ name, value: now(value) })),
  ];
}

function heldAs({ item, node }: NonNullable<ReturnType<typeof itemOf>>, shapes: DraftItem['outputs']): Held {
  const outputs = node.outputs.map(
    (output, index) => output && { type: types.float, sizes: [...(shapes[index] ?? [])] },
  );
  return { ...item, given: { node: JSON.stringify({ ...node, outputs }) }, outputs: shapes };
}
