import * as schema from './onnx-schema.ts';
import { ProtobufWriter } from './protobuf.ts';

/** Tensors of a file's graph that are to be seen, and the bytes that make it give them out. */
export interface Taps {
  /** What stands behind the file's own bytes. */
  readonly bytes: Uint8Array;
  /** The output that gives a tensor out, by the name of the tensor. */
  readonly outputs: ReadonlyMap<string, string>;
}

/**
 * Makes the graph of an ONNX file give out tensors from inside too, each in single precision. A message that stands twice in a
 * file of protobuf is one with the fields of both: https://protobuf.dev/programming-guides/encoding/#last-one-wins
 * @param tensors names of tensors of reals that the graph makes
 * @param taken names of all its tensors and nodes, to which those of the taps yield
 */
export function tapsOn(tensors: Iterable<string>, taken: ReadonlySet<string>): Taps {
  let suffix = '#tap';
  const names = [...new Set(tensors)];
  while (names.some((name) => taken.has(`${name}${suffix}`))) suffix += '~';
  const outputs = new Map(names.map((name) => [name, `${name}${suffix}`]));
  const file = new ProtobufWriter();
  file.message(schema.model.graph, () => {
    for (const [name, tap] of outputs) file.message(schema.graph.node, () => writeCast(file, name, tap));
    for (const tap of outputs.values()) file.message(schema.graph.output, () => writeReal(file, tap));
  });
  return { bytes: wholeBytes(file), outputs };
}

/** All that was written. */
export function wholeBytes(file: ProtobufWriter): Uint8Array {
  const { bytes, chunks } = file.finish();
  const all = new Uint8Array(bytes);
  let end = 0;
  for (const chunk of chunks()) {
    all.set(chunk, end);
    end += chunk.length;
  }
  return all;
}

/** A cast of what is single precision already is left out when a graph is optimised, and else a copy. */
function writeCast(file: ProtobufWriter, from: string, to: string): void {
  file.string(schema.node.input, from);
  file.string(schema.node.output, to);
  file.string(schema.node.name, to);
  file.string(schema.node.opType, 'Cast');
  file.message(schema.node.attribute, () => {
    file.string(schema.attribute.name, 'to');
    file.integer(schema.attribute.i, schema.elementType.float);
    file.integer(schema.attribute.type, schema.attributeType.int);
  });
}

/** Says an output of reals in single precision, of whatever shape. */
export function writeReal(file: ProtobufWriter, name: string): void {
  file.string(schema.valueInfo.name, name);
  file.message(schema.valueInfo.type, () => {
    file.message(schema.type.tensorType, () => {
      file.integer(schema.tensorType.elemType, schema.elementType.float);
    });
  });
}
