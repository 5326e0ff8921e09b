import type { OnnxFile } from '../lower/onnx-read.ts';
import type { OnnxFileTensor } from '../lower/onnx-read-tensor.ts';
import { elementType as types } from '../lower/onnx-schema.ts';
import { isRealType } from './constant.ts';
import type { NodeReading } from './node-reading.ts';

const { int64, bool, float } = types;
/** Element types of what ONNX's own operators give that is not of the type of their first input, output by output. */
const given: ReadonlyMap<string, readonly (number | null)[]> = new Map<string, readonly (number | null)[]>([
  ['ArgMax', [int64]],
  ['ArgMin', [int64]],
  ['NonMaxSuppression', [int64]],
  ['NonZero', [int64]],
  ['Shape', [int64]],
  ['Size', [int64]],
  ['TopK', [null, int64]],
  ['Unique', [null, int64, int64, int64]],
  ...[
    'And',
    'Equal',
    'Greater',
    'GreaterOrEqual',
    'IsInf',
    'IsNaN',
    'Less',
    'LessOrEqual',
    'Not',
    'Or',
    'Xor',
  ].map((op) => [op, [bool]] as const),
]);
/** Operators of which nothing follows from their first input. */
const ofOther: ReadonlySet<string> = new Set([
  'If',
  'Loop',
  'Scan',
  'Where',
  'OneHot',
  'SequenceAt',
  'Optional',
]);

/** What a file says of its tensors, and what is chosen where it leaves that open. */
export class SaidTensors {
  readonly tensors: ReadonlyMap<string, OnnxFileTensor>;
  readonly #values: ReadonlyMap<string, OnnxFile['values'][number]>;
  readonly #opsets: OnnxFile['opsets'];
  readonly #types = new Map<string, number>();
  /** Sizes by the names that the file has for them; null of one for which two are chosen. */
  readonly #chosen = new Map<string, number | null>();

  constructor({ initializers, inputs, values, outputs, opsets }: OnnxFile) {
    this.tensors = new Map(initializers.map((tensor) => [tensor.name, tensor]));
    this.#values = new Map([...inputs, ...values, ...outputs].map((value) => [value.name, value]));
    this.#opsets = opsets;
    for (const { name, elementType } of this.#values.values())
      if (elementType !== undefined && elementType !== 0) this.#types.set(name, elementType);
    for (const { name, elementType } of initializers) this.#types.set(name, elementType);
  }

  /** Takes this size for a name of the file. */
  choose(name: string, size: number): void {
    const before = this.#chosen.get(name);
    this.#chosen.set(name, before === undefined || before === size ? size : null);
  }

  /** The version of the operators of a domain. */
  versionOf(domain: string): number {
    return this.#opsets.find((one) => one.domain === domain)?.version ?? 1;
  }

  /** A TensorProto.DataType, single precision for all real ones; 0 where it is not known. */
  typeOf(name: string): number {
    const type = this.#types.get(name) ?? 0;
    return isRealType(type) ? float : type;
  }

  /** Null where the file does not say all sizes. */
  sizesOf(name: string): readonly number[] | null {
    const shape = this.#values.get(name)?.shape ?? null;
    const sizes = shape?.map((size) => (typeof size === 'string' ? (this.#chosen.get(size) ?? null) : size));
    return sizes?.every((size) => size !== null && Number.isSafeInteger(size) && size >= 0) === true
      ? (sizes as readonly number[])
      : null;
  }

  /** Notes of which types the outputs of a node are, where the file does not say it. */
  note(reading: NodeReading): void {
    const { op, domain, inputs, outputs, attributes } = reading.node;
    if (domain !== '') return;
    outputs.forEach((name, index) => {
      if (name === '' || this.#types.has(name)) return;
      const type = this.#typeAfter(op, index, inputs, attributes);
      if (type !== 0) this.#types.set(name, type);
    });
  }

  #typeAfter(
    op: string,
    index: number,
    inputs: readonly string[],
    attributes: NodeReading['node']['attributes'],
  ): number {
    if (op === 'Cast') {
      const to = attributes.get('to');
      return typeof to === 'number' ? to : 0;
    }
    if (op === 'Constant') {
      const value = attributes.get('value');
      if (typeof value === 'object' && 'dims' in value) return value.elementType;
      return attributes.has('value_int') || attributes.has('value_ints') ? int64 : float;
    }
    if (op === 'ConstantOfShape') {
      const value = attributes.get('value');
      return typeof value === 'object' && 'dims' in value ? value.elementType : float;
    }
    const own = given.get(op);
    if (own !== undefined && own[index] != null) return own[index];
    if (op === 'Where') return this.#types.get(inputs[1] ?? '') ?? 0;
    if (ofOther.has(op)) return 0;
    return this.#types.get(inputs[0] ?? '') ?? 0;
  }
}
