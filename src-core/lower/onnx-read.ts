import type { Result } from '../errors.ts';
import { fail, issue, ok } from '../errors.ts';
import { outerTensors } from './held-node.ts';
import type { OnnxAttribute } from './onnx-read-attribute.ts';
import { hasGraph, readAttribute } from './onnx-read-attribute.ts';
import type { OnnxFileTensor } from './onnx-read-tensor.ts';
import { readEntry, readTensor } from './onnx-read-tensor.ts';
import * as schema from './onnx-schema.ts';
import { MalformedProtobuf, readMessage } from './protobuf-reader.ts';

export interface OnnxFileNode {
  readonly name: string;
  readonly op: string;
  /** Empty for the operators of ONNX itself. */
  readonly domain: string;
  /** Tensor names; empty where an optional one is left out. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: ReadonlyMap<string, OnnxAttribute>;
  /** The opset that it is of, where that is not the file's: inside a function with one of its own. */
  readonly opset?: number | undefined;
  /** As the file has it; absent of one that was made of others. */
  readonly bytes?: Uint8Array | undefined;
  /** What the graphs among its attributes read from around them: the name inside, and the tensor that it is. */
  readonly outer?: readonly OuterTensor[] | undefined;
  /** What an exporter says of the modules around it; its other words, such as source text with private paths, are never kept. */
  readonly scopes?: string | undefined;
}

interface OuterTensor {
  readonly inside: string;
  readonly tensor: string;
}

/** The names of all tensors that a node reads, those that graphs inside it read among them; empty of one that is left out. */
export const readsOfFileNode = ({ inputs, outer }: OnnxFileNode): readonly string[] =>
  outer === undefined ? inputs : [...inputs, ...outer.map(({ tensor }) => tensor)];

/** A function that a file defines; nodes call it by its name and domain. */
export interface OnnxFileFunction {
  readonly name: string;
  readonly domain: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly nodes: readonly OnnxFileNode[];
  /** Attributes that a call may leave out. */
  readonly usual: ReadonlyMap<string, OnnxAttribute>;
  /** Of ONNX's own operators; null where it names none. */
  readonly opset: number | null;
}

/** A size of a shape: a name where it is free, null where it is unknown. */
type Size = number | string | null;

interface OnnxFileValue {
  readonly name: string;
  /** Null where the file gives none. */
  readonly shape: readonly Size[] | null;
  /** A TensorProto.DataType; absent where the file gives none. */
  readonly elementType?: number | undefined;
}

/** What a model file says about its graph; values of tensors stay as they are in the file, subgraphs are passed over. */
export interface OnnxFile {
  readonly irVersion: number;
  readonly opsets: readonly { readonly domain: string; readonly version: number }[];
  readonly producer: { readonly name: string; readonly version: string };
  readonly name: string;
  readonly nodes: readonly OnnxFileNode[];
  readonly initializers: readonly OnnxFileTensor[];
  readonly inputs: readonly OnnxFileValue[];
  readonly outputs: readonly OnnxFileValue[];
  /** What the file says of tensors between its nodes. */
  readonly values: readonly OnnxFileValue[];
  readonly metadata: ReadonlyMap<string, string>;
  readonly functions: readonly OnnxFileFunction[];
}

/** Keys under which PyTorch's exporter names the modules around a node, and the longest text that is kept of these. */
const scopeKeys: ReadonlySet<string> = new Set(['pkg.torch.onnx.name_scopes', 'namespace']);
const longestScopes = 4_096;

/** Reads an ONNX file. Bytes that are none, or end too early, are an issue (`onnx/malformed`). */
export function readOnnx(bytes: Uint8Array): Result<OnnxFile> {
  try {
    return ok(readModel(bytes));
  } catch (error) {
    if (!(error instanceof MalformedProtobuf)) throw error;
    const at = error.at - bytes.byteOffset;
    return fail(issue('onnx/malformed', {}, { detail: `${error.message}, at byte ${at}` }));
  }
}

function readModel(bytes: Uint8Array): OnnxFile {
  let irVersion = 0;
  let graph = null as Uint8Array | null;
  const opsets: { domain: string; version: number }[] = [];
  const producer = { name: '', version: '' };
  const metadata = new Map<string, string>();
  const functions: OnnxFileFunction[] = [];
  readMessage(bytes, {
    [schema.model.irVersion]: (v) => {
      irVersion = v.integer();
    },
    [schema.model.producerName]: (v) => {
      producer.name = v.text();
    },
    [schema.model.producerVersion]: (v) => {
      producer.version = v.text();
    },
    [schema.model.graph]: (v) => {
      graph = v.bytes();
    },
    [schema.model.opsetImport]: (v) => opsets.push(readOpset(v.bytes())),
    [schema.model.functions]: (v) => functions.push(readFunction(v.bytes())),
    [schema.model.metadataProps]: (v) => metadata.set(...readEntry(v.bytes())),
  });
  if (graph === null) throw new MalformedProtobuf(bytes.byteOffset + bytes.length, 'it has no graph');
  return { irVersion, opsets, producer, metadata, functions, ...readGraph(graph) };
}

function readGraph(bytes: Uint8Array) {
  let name = '';
  const nodes: OnnxFileNode[] = [];
  const initializers: OnnxFileTensor[] = [];
  const inputs: OnnxFileValue[] = [];
  const outputs: OnnxFileValue[] = [];
  const values: OnnxFileValue[] = [];
  readMessage(bytes, {
    [schema.graph.name]: (v) => {
      name = v.text();
    },
    [schema.graph.node]: (v) => nodes.push(readNode(v.bytes())),
    [schema.graph.initializer]: (v) => initializers.push(readTensor(v.bytes())),
    [schema.graph.input]: (v) => inputs.push(readValue(v.bytes())),
    [schema.graph.output]: (v) => outputs.push(readValue(v.bytes())),
    [schema.graph.valueInfo]: (v) => values.push(readValue(v.bytes())),
  });
  return { name, nodes, initializers, inputs, outputs, values };
}

function readNode(bytes: Uint8Array): OnnxFileNode {
  const node = { name: '', op: '', domain: '', inputs: [] as string[], outputs: [] as string[] };
  const attributes = new Map<string, OnnxAttribute>();
  let scopes: string | undefined;
  readMessage(bytes, {
    [schema.node.input]: (v) => node.inputs.push(v.text()),
    [schema.node.output]: (v) => node.outputs.push(v.text()),
    [schema.node.name]: (v) => {
      node.name = v.text();
    },
    [schema.node.opType]: (v) => {
      node.op = v.text();
    },
    [schema.node.domain]: (v) => {
      node.domain = v.text() === 'ai.onnx' ? '' : v.text();
    },
    [schema.node.attribute]: (v) => attributes.set(...readAttribute(v.bytes())),
    [schema.node.metadataProps]: (v) => {
      const [key, value] = readEntry(v.bytes());
      if (scopeKeys.has(key) && value.length <= longestScopes) scopes ??= value;
    },
  });
  const outer = hasGraph(attributes)
    ? outerTensors(bytes).map((name) => ({ inside: name, tensor: name }))
    : [];
  return {
    ...node,
    attributes,
    bytes,
    ...(outer.length > 0 && { outer }),
    ...(scopes !== undefined && { scopes }),
  };
}

function readFunction(bytes: Uint8Array): OnnxFileFunction {
  const one = { name: '', domain: '', inputs: [] as string[], outputs: [] as string[] };
  const nodes: OnnxFileNode[] = [];
  const usual = new Map<string, OnnxAttribute>();
  let opset: number | null = null;
  readMessage(bytes, {
    [schema.functionProto.name]: (v) => {
      one.name = v.text();
    },
    [schema.functionProto.domain]: (v) => {
      one.domain = v.text();
    },
    [schema.functionProto.input]: (v) => one.inputs.push(v.text()),
    [schema.functionProto.output]: (v) => one.outputs.push(v.text()),
    [schema.functionProto.node]: (v) => nodes.push(readNode(v.bytes())),
    [schema.functionProto.opsetImport]: (v) => {
      const { domain, version } = readOpset(v.bytes());
      if (domain === '') opset = version;
    },
    [schema.functionProto.attributeProto]: (v) => usual.set(...readAttribute(v.bytes())),
  });
  return { ...one, nodes, usual, opset };
}

function readValue(bytes: Uint8Array): OnnxFileValue {
  let name = '';
  let shape: OnnxFileValue['shape'] = null;
  let elementType: number | undefined;
  readMessage(bytes, {
    [schema.valueInfo.name]: (v) => {
      name = v.text();
    },
    [schema.valueInfo.type]: (v) =>
      readMessage(v.bytes(), {
        [schema.type.tensorType]: (tensor) =>
          readMessage(tensor.bytes(), {
            [schema.tensorType.elemType]: (type) => {
              elementType = type.integer();
            },
            [schema.tensorType.shape]: (sizes) => {
              shape = readSizes(sizes.bytes());
            },
          }),
      }),
  });
  return { name, shape, ...(elementType !== undefined && { elementType }) };
}

function readSizes(bytes: Uint8Array): Size[] {
  const sizes: Size[] = [];
  readMessage(bytes, {
    [schema.tensorShape.dim]: (dim) => {
      let size: Size = null;
      readMessage(dim.bytes(), {
        [schema.dimension.dimValue]: (v) => {
          size = v.integer();
        },
        [schema.dimension.dimParam]: (v) => {
          size = v.text();
        },
      });
      sizes.push(size);
    },
  });
  return sizes;
}

function readOpset(bytes: Uint8Array): { domain: string; version: number } {
  const opset = { domain: '', version: 0 };
  readMessage(bytes, {
    [schema.operatorSet.domain]: (v) => {
      opset.domain = v.text() === 'ai.onnx' ? '' : v.text();
    },
    [schema.operatorSet.version]: (v) => {
      opset.version = v.integer();
    },
  });
  return opset;
}
