import { bytesOfBase64 } from '../document/base64.ts';
import type { HeldNode } from '../language/onnx.ts';
import { joinedBytes } from './joined-bytes.ts';
import { readTensor } from './onnx-read-tensor.ts';
import * as schema from './onnx-schema.ts';
import { ProtobufWriter } from './protobuf.ts';
import { MalformedProtobuf, rawFields, readMessage } from './protobuf-reader.ts';
import { decodeUtf8 } from './utf8.ts';

/** Graphs in graphs no deeper than this are read. */
const deepest = 16;

/** What of a node is written anew wherever it stands, and what exporters say besides: source text, stack traces, private paths. */
const notHeld: ReadonlySet<number> = new Set([
  schema.node.input,
  schema.node.output,
  schema.node.name,
  schema.node.opType,
  schema.node.domain,
  schema.node.docString,
  schema.node.metadataProps,
]);

interface Message {
  bytes(): Uint8Array;
}

function requireShallow(message: Uint8Array, depth: number): void {
  if (depth > deepest) throw new MalformedProtobuf(message.byteOffset, 'graphs nest too deep');
}

/** What takes the text of a field of each message into some names. */
const taking =
  (names: Set<string>) =>
  (field: number) =>
  (message: Message): void =>
    readMessage(message.bytes(), { [field]: (name) => names.add(name.text()) });

/** Works out which tensors graphs read from around them. */
class Outer {
  readonly names = new Set<string>();

  /** Looks into the attributes of a node, which sees these names. */
  node(bytes: Uint8Array, seen: readonly ReadonlySet<string>[], depth: number): void {
    requireShallow(bytes, depth);
    readMessage(bytes, {
      [schema.node.attribute]: (attribute) =>
        readMessage(attribute.bytes(), {
          [schema.attribute.g]: (graph) => this.#graph(graph.bytes(), seen, depth + 1),
          [schema.attribute.graphs]: (graph) => this.#graph(graph.bytes(), seen, depth + 1),
        }),
    });
  }

  #graph(bytes: Uint8Array, around: readonly ReadonlySet<string>[], depth: number): void {
    const own = new Set<string>();
    const seen = [...around, own];
    const read = (name: string): void => {
      if (name !== '' && !seen.some((names) => names.has(name))) this.names.add(name);
    };
    const named = taking(own);
    readMessage(bytes, {
      [schema.graph.input]: named(schema.valueInfo.name),
      [schema.graph.initializer]: named(schema.tensor.name),
      [schema.graph.sparseInitializer]: (sparse) =>
        readMessage(sparse.bytes(), { 1: named(schema.tensor.name) }),
    });
    readMessage(bytes, {
      [schema.graph.node]: (node) => {
        const written = node.bytes();
        readMessage(written, { [schema.node.input]: (name) => read(name.text()) });
        this.node(written, seen, depth);
        readMessage(written, { [schema.node.output]: (name) => own.add(name.text()) });
      },
    });
    readMessage(bytes, {
      [schema.graph.output]: (value) =>
        readMessage(value.bytes(), { [schema.valueInfo.name]: (name) => read(name.text()) }),
    });
  }
}

/** The tensors that the graphs among a node's attributes read from around them, in their order. Raises MalformedProtobuf. */
export function outerTensors(node: Uint8Array): readonly string[] {
  const outer = new Outer();
  outer.node(node, [], 0);
  return [...outer.names];
}

/** The names that graphs among held attributes give, which nothing around them may have too. */
export function innerTensors(attributes: string): readonly string[] {
  const held = bytesOfBase64(attributes);
  const names = new Set<string>();
  const named = taking(names);
  const node = (bytes: Uint8Array, depth: number): void => {
    requireShallow(bytes, depth);
    const graph = (value: Message): void =>
      readMessage(value.bytes(), {
        [schema.graph.input]: named(schema.valueInfo.name),
        [schema.graph.initializer]: named(schema.tensor.name),
        [schema.graph.node]: (inner) => {
          readMessage(inner.bytes(), { [schema.node.output]: (name) => names.add(name.text()) });
          node(inner.bytes(), depth + 1);
        },
      });
    readMessage(bytes, {
      [schema.node.attribute]: (attribute) =>
        readMessage(attribute.bytes(), { [schema.attribute.g]: graph, [schema.attribute.graphs]: graph }),
    });
  };
  try {
    if (held !== null) node(held, 0);
  } catch (error) {
    // What cannot be read is refused where it is written.
    if (!(error instanceof MalformedProtobuf)) throw error;
  }
  return [...names];
}

type Rename = (name: string) => string;

const bytesIn = (file: ProtobufWriter): Uint8Array => joinedBytes([...file.finish().chunks()]);

/** A field that holds text or a message. */
function fieldOf(number: number, value: Uint8Array | string): Uint8Array {
  const file = new ProtobufWriter();
  if (typeof value === 'string') file.string(number, value);
  else file.message(number, () => file.written(value));
  return bytesIn(file);
}

/** A message with other fields in the place of some; what `change` returns null for goes, `same` stays as it is written. */
const same = 'same';
function changed(
  message: Uint8Array,
  change: (field: number, value: Uint8Array) => Uint8Array | string | null | typeof same,
): Uint8Array {
  const parts: Uint8Array[] = [];
  for (const { field, written, value } of rawFields(message)) {
    const next = value === null ? same : change(field, value);
    if (next === null) continue;
    parts.push(next === same ? written : fieldOf(field, next));
  }
  return joinedBytes(parts);
}

function attributeOf(bytes: Uint8Array, rename: Rename, depth: number): Uint8Array {
  return changed(bytes, (field, value) => {
    if (field === schema.attribute.docString) return null;
    const isGraph = field === schema.attribute.g || field === schema.attribute.graphs;
    return isGraph ? graphOf(value, rename, depth + 1) : same;
  });
}

function graphOf(bytes: Uint8Array, rename: Rename, depth: number): Uint8Array {
  requireShallow(bytes, depth);
  const text = (value: Uint8Array): string | typeof same => {
    const name = decodeUtf8(value);
    const next = rename(name);
    return next === name ? same : next;
  };
  return changed(bytes, (field, value) => {
    if (field === schema.graph.docString || field === schema.graph.metadataProps) return null;
    if (field === schema.graph.output)
      return changed(value, (part, name) => (part === schema.valueInfo.name ? text(name) : same));
    if (field !== schema.graph.node) return same;
    return changed(value, (part, content) => {
      if (part === schema.node.docString || part === schema.node.metadataProps) return null;
      if (part === schema.node.input) return text(content);
      return part === schema.node.attribute ? attributeOf(content, rename, depth) : same;
    });
  });
}

/**
 * What is kept of a node: its attributes byte for byte, without the words of its exporter, as fields of a NodeProto. Null
 * where it cannot be read, or cannot stand without what is around it: attributes of a call, or values in another file.
 */
export function heldOf(node: Uint8Array): Uint8Array | null {
  try {
    if (!standsAlone(node, 0)) return null;
    return changed(node, (field, value) => {
      if (notHeld.has(field)) return null;
      return field === schema.node.attribute ? attributeOf(value, (name) => name, 0) : same;
    });
  } catch (error) {
    if (error instanceof MalformedProtobuf) return null;
    throw error;
  }
}

/** Held attributes whose graphs read other tensors from around them. */
const withOuterTensors = (held: Uint8Array, outer: ReadonlyMap<string, string>): Uint8Array =>
  changed(held, (field, value) =>
    field === schema.node.attribute ? attributeOf(value, (name) => outer.get(name) ?? name, 0) : same,
  );

/** The attributes of a held node as its file gets them; null where they are no such bytes. */
export function readAttributes({ attributes, outer }: HeldNode): Uint8Array | null {
  const held = bytesOfBase64(attributes);
  try {
    return held === null ? null : withOuterTensors(held, outer);
  } catch (error) {
    if (error instanceof MalformedProtobuf) return null;
    throw error;
  }
}

/** The attributes of a held node that can be read. */
export function attributesOf(node: HeldNode): Uint8Array {
  const bytes = readAttributes(node);
  if (bytes === null) throw new Error('a held node cannot be read');
  return bytes;
}

function standsAlone(node: Uint8Array, depth: number): boolean {
  requireShallow(node, depth);
  let isAlone = true;
  const never = (): void => {
    isAlone = false;
  };
  const tensor = (value: Message): void => {
    if (readTensor(value.bytes()).data === 'elsewhere') isAlone = false;
  };
  const graph = (value: Message): void =>
    readMessage(value.bytes(), {
      [schema.graph.initializer]: tensor,
      [schema.graph.sparseInitializer]: never,
      [schema.graph.node]: (inner) => {
        if (isAlone) isAlone = standsAlone(inner.bytes(), depth + 1);
      },
    });
  readMessage(node, {
    [schema.node.attribute]: (attribute) =>
      readMessage(attribute.bytes(), {
        [schema.attribute.refAttrName]: never,
        [schema.attribute.sparseTensor]: never,
        [schema.attribute.sparseTensors]: never,
        [schema.attribute.t]: tensor,
        [schema.attribute.tensors]: tensor,
        [schema.attribute.g]: graph,
        [schema.attribute.graphs]: graph,
      }),
  });
  return isAlone;
}

/** The attributes of a Constant node that holds a tensor. */
export function constantAttributes({ dims, elementType, raw }: HeldTensor): Uint8Array {
  const attribute = new ProtobufWriter();
  attribute.string(schema.attribute.name, 'value');
  attribute.message(schema.attribute.t, () => {
    for (const size of dims) attribute.integer(schema.tensor.dims, size);
    attribute.integer(schema.tensor.dataType, elementType);
    attribute.message(schema.tensor.rawData, () => attribute.written(raw));
  });
  attribute.integer(schema.attribute.type, schema.attributeType.tensor);
  return fieldOf(schema.node.attribute, bytesIn(attribute));
}

/** A tensor with its values as they are in memory. */
export interface HeldTensor {
  readonly dims: readonly number[];
  readonly elementType: number;
  readonly raw: Uint8Array;
}
