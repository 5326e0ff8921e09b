import * as schema from './onnx-schema.ts';
import { ProtobufWriter } from './protobuf.ts';
import { wholeBytes, writeReal } from './taps.ts';

/** The outputs that give the least and the largest value of a tensor. */
export interface RangeTap {
  readonly low: string;
  readonly high: string;
}

/** What makes a file's graph give out how far values of its tensors reach, one number each, by the names of the tensors. */
export interface RangeTaps {
  /** What stands behind the file's own bytes; see `tapsOn`. */
  readonly bytes: Uint8Array;
  readonly outputs: ReadonlyMap<string, RangeTap>;
}

/**
 * Makes the graph of an ONNX file give out the least and the largest value of tensors, in single precision.
 * @param tensors names of tensors of reals in single precision
 * @param taken names of all its tensors and nodes, to which those of the taps yield
 */
export function rangeTapsOn(tensors: Iterable<string>, taken: ReadonlySet<string>): RangeTaps {
  const names = [...new Set(tensors)];
  let suffix = '#range';
  const tapOf = (name: string): RangeTap => ({ low: `${name}${suffix}-low`, high: `${name}${suffix}-high` });
  while (names.some((name) => Object.values(tapOf(name)).some((tap) => taken.has(tap)))) suffix += '~';
  const outputs = new Map(names.map((name) => [name, tapOf(name)]));
  const file = new ProtobufWriter();
  file.message(schema.model.graph, () => {
    for (const [name, { low, high }] of outputs) {
      file.message(schema.graph.node, () => writeReduction(file, 'ReduceMin', name, low));
      file.message(schema.graph.node, () => writeReduction(file, 'ReduceMax', name, high));
    }
    for (const { low, high } of outputs.values())
      for (const tap of [low, high]) file.message(schema.graph.output, () => writeReal(file, tap));
  });
  return { bytes: wholeBytes(file), outputs };
}

function writeReduction(file: ProtobufWriter, op: string, from: string, to: string): void {
  file.string(schema.node.input, from);
  file.string(schema.node.output, to);
  file.string(schema.node.name, to);
  file.string(schema.node.opType, op);
  file.message(schema.node.attribute, () => {
    file.string(schema.attribute.name, 'keepdims');
    file.integer(schema.attribute.i, 0);
    file.integer(schema.attribute.type, schema.attributeType.int);
  });
}
