import * as schema from '../lower/onnx-schema.ts';
import { ProtobufWriter } from '../lower/protobuf.ts';
import { bytesOf } from '../lower/real-types.ts';

/** For tests: ONNX files as others write them, byte by byte. */

type Write = (file: ProtobufWriter) => void;

interface TensorOfFile {
  readonly name: string;
  readonly dims: readonly number[];
  readonly values: Float32Array | BigInt64Array;
}

interface ValueOfFile {
  readonly name: string;
  readonly type: number;
  readonly sizes: readonly (number | string)[] | null;
}

interface NodeOfFile {
  readonly op: string;
  readonly name?: string;
  readonly domain?: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes?: readonly Write[];
}

interface GraphOfFile {
  readonly nodes: readonly NodeOfFile[];
  readonly inputs?: readonly ValueOfFile[];
  readonly outputs: readonly ValueOfFile[];
  readonly values?: readonly ValueOfFile[];
  readonly tensors?: readonly TensorOfFile[];
}

export const { float, int64, bool } = schema.elementType;

export const value = (name: string, type: number, sizes: ValueOfFile['sizes']): ValueOfFile => ({
  name,
  type,
  sizes,
});
export const reals = (name: string, dims: readonly number[]): TensorOfFile => {
  const count = dims.reduce((product, size) => product * size, 1);
  return {
    name,
    dims,
    values: Float32Array.from({ length: count }, (_, at) => Math.sin(at + dims.length) / 4),
  };
};
export const whole = (name: string, ...values: readonly number[]): TensorOfFile => ({
  name,
  dims: [values.length],
  values: BigInt64Array.from(values, BigInt),
});

const named =
  (name: string, type: number, write: Write): Write =>
  (file) => {
    file.string(schema.attribute.name, name);
    write(file);
    file.integer(schema.attribute.type, type);
  };
export const integer = (name: string, given: number): Write =>
  named(name, schema.attributeType.int, (file) => file.integer(schema.attribute.i, given));
export const list = (name: string, given: readonly number[]): Write =>
  named(name, schema.attributeType.ints, (file) => {
    for (const one of given) file.integer(schema.attribute.ints, one);
  });
export const text = (name: string, given: string): Write =>
  named(name, schema.attributeType.string, (file) => file.string(schema.attribute.s, given));
export const graph = (name: string, given: GraphOfFile): Write =>
  named(name, 5, (file) => file.message(schema.attribute.g, () => writeGraph(file, given)));
/** What stands for an attribute of the call around it. */
export const ofCall = (name: string, given: string): Write =>
  named(name, schema.attributeType.int, (file) => file.string(schema.attribute.refAttrName, given));

function writeNode(file: ProtobufWriter, node: NodeOfFile): void {
  for (const name of node.inputs) file.string(schema.node.input, name);
  for (const name of node.outputs) file.string(schema.node.output, name);
  file.string(schema.node.name, node.name ?? '');
  file.string(schema.node.opType, node.op);
  for (const write of node.attributes ?? []) file.message(schema.node.attribute, () => write(file));
  file.string(schema.node.docString, '/home/somebody/model.py(7): forward');
  if (node.domain !== undefined) file.string(schema.node.domain, node.domain);
}

function writeValue(file: ProtobufWriter, { name, type, sizes }: ValueOfFile): void {
  file.string(schema.valueInfo.name, name);
  file.message(schema.valueInfo.type, () =>
    file.message(schema.type.tensorType, () => {
      file.integer(schema.tensorType.elemType, type);
      if (sizes === null) return;
      file.message(schema.tensorType.shape, () => {
        for (const size of sizes)
          file.message(schema.tensorShape.dim, () => {
            if (typeof size === 'string') file.string(schema.dimension.dimParam, size);
            else file.integer(schema.dimension.dimValue, size);
          });
      });
    }),
  );
}

function writeGraph(file: ProtobufWriter, { nodes, inputs, outputs, values, tensors }: GraphOfFile): void {
  for (const node of nodes) file.message(schema.graph.node, () => writeNode(file, node));
  file.string(schema.graph.name, 'g');
  for (const { name, dims, values: held } of tensors ?? [])
    file.message(schema.graph.initializer, () => {
      for (const size of dims) file.integer(schema.tensor.dims, size);
      file.integer(schema.tensor.dataType, held instanceof Float32Array ? float : int64);
      file.string(schema.tensor.name, name);
      file.message(schema.tensor.rawData, () => file.written(bytesOf(held)));
    });
  for (const one of inputs ?? []) file.message(schema.graph.input, () => writeValue(file, one));
  for (const one of outputs) file.message(schema.graph.output, () => writeValue(file, one));
  for (const one of values ?? []) file.message(schema.graph.valueInfo, () => writeValue(file, one));
}

export function bytesIn(file: ProtobufWriter): Uint8Array {
  return Uint8Array.from(Buffer.concat([...file.finish().chunks()].map((chunk) => Uint8Array.from(chunk))));
}

/** A file of that graph. */
export function modelBytes(
  of: GraphOfFile,
  { opset = 17, domains = {} }: { opset?: number; domains?: Readonly<Record<string, number>> } = {},
): Uint8Array {
  const file = new ProtobufWriter();
  file.integer(schema.model.irVersion, 8);
  file.string(schema.model.producerName, 'pytorch');
  file.message(schema.model.graph, () => writeGraph(file, of));
  for (const [domain, version] of Object.entries({ '': opset, ...domains }))
    file.message(schema.model.opsetImport, () => {
      file.string(schema.operatorSet.domain, domain);
      file.integer(schema.operatorSet.version, version);
    });
  return bytesIn(file);
}
