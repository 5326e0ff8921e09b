import type { OnnxFileTensor } from './onnx-read-tensor.ts';
import { readTensor } from './onnx-read-tensor.ts';
import * as schema from './onnx-schema.ts';
import { readMessage } from './protobuf-reader.ts';

/** The value of an attribute; what holds a graph is not looked into. */
export type OnnxAttribute =
  | number
  | string
  | readonly number[]
  | readonly string[]
  | OnnxFileTensor
  | { readonly graph: true }
  /** Inside a function: what the call gives under this name. */
  | { readonly attributeOf: string };

/** Reads an AttributeProto: its name and value. Raises MalformedProtobuf. */
export function readAttribute(bytes: Uint8Array): [name: string, value: OnnxAttribute] {
  let name = '';
  let value: OnnxAttribute | null = null;
  let kind = 0;
  const numbers: number[] = [];
  const texts: string[] = [];
  const take = (some: readonly number[]) => {
    for (const one of some) numbers.push(one);
  };
  readMessage(bytes, {
    [schema.attribute.name]: (v) => {
      name = v.text();
    },
    [schema.attribute.type]: (v) => {
      kind = v.integer();
    },
    [schema.attribute.f]: (v) => {
      value ??= v.float();
    },
    [schema.attribute.i]: (v) => {
      value ??= v.integer();
    },
    [schema.attribute.s]: (v) => {
      value ??= v.text();
    },
    [schema.attribute.t]: (v) => {
      value ??= readTensor(v.bytes());
    },
    [schema.attribute.g]: () => {
      value ??= { graph: true };
    },
    [schema.attribute.graphs]: () => {
      value ??= { graph: true };
    },
    [schema.attribute.refAttrName]: (v) => {
      value ??= { attributeOf: v.text() };
    },
    [schema.attribute.floats]: (v) => take(v.floats()),
    [schema.attribute.ints]: (v) => take(v.integers()),
    [schema.attribute.strings]: (v) => texts.push(v.text()),
  });
  // a writer may leave out what is zero, and an empty list has no field at all
  if (value === null && kind === schema.attributeType.int) return [name, 0];
  if (value === null && kind === schema.attributeType.float) return [name, 0];
  if (value === null && kind === schema.attributeType.string) return [name, ''];
  if (value !== null) return [name, value];
  return [name, texts.length > 0 ? texts : numbers];
}

/** True where one of the attributes is a graph. */
export const hasGraph = (attributes: ReadonlyMap<string, OnnxAttribute>): boolean =>
  [...attributes.values()].some((value) => typeof value === 'object' && 'graph' in value);
