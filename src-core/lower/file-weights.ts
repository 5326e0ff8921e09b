import type { Design, StoredTensor } from '../document/design.ts';
import { fitsSizes, storedAt } from '../document/stored-weights.ts';
import type { Result } from '../errors.ts';
import { fail, issue, ok } from '../errors.ts';
import { elementCount } from '../language/tensor.ts';
import { decoderOf } from './onnx-read-tensor.ts';
import { elementType } from './onnx-schema.ts';
import type { Program, ProgramWeight } from './program.ts';
import { weightsOf } from './program.ts';
import { bytesOf } from './real-types.ts';
import type { WeightSource } from './weights.ts';

/** A tensor of a file whose bytes are read as they are asked for. */
export interface FileTensor {
  /** A TensorProto.DataType. */
  readonly elementType: number;
  readonly bytes: number;
  /** The bytes from one place in it up to another. */
  readonly read: (from: number, to: number) => Uint8Array;
}

/** The tensors of a file, by name. */
export type TensorFile = (name: string) => FileTensor | undefined;

/** Values of one piece: 256 KiB of fp32. */
const pieceValues = 65_536;

/** The weights that one is made of: itself, where it has values of its own. */
const sourcesOf = (weight: ProgramWeight): readonly ProgramWeight[] =>
  weight.derived === undefined ? [weight] : weight.derived.from.flatMap(sourcesOf);

/** Where the weights of a program have their values from, by the names of those that have them from a file. */
export function storedWeights(program: Program, design: Design): ReadonlyMap<string, StoredTensor> {
  if (design.weights === undefined) return new Map();
  const nodes = new Map(design.nodes.map((node) => [node.id, node]));
  return new Map(
    weightsOf(program)
      .flatMap(sourcesOf)
      .flatMap(({ name, shape, owner }): [string, StoredTensor][] => {
        const stored = owner === undefined ? null : storedAt(nodes, owner.path, owner.short);
        return stored === null || !fitsSizes(stored, shape) ? [] : [[name, stored]];
      }),
  );
}

/**
 * The values of a file for the weights that have them from there, and those of another source for the others. Issues:
 * weights/no-tensor where the file has no real numbers of that name, or not as many.
 */
export function fileWeights(
  stored: ReadonlyMap<string, StoredTensor>,
  file: TensorFile,
  otherwise: WeightSource,
): Result<WeightSource> {
  const readers = new Map<string, (weight: ProgramWeight) => Iterable<Float32Array>>();
  for (const [name, from] of stored) {
    const tensor = file(from.tensor);
    const decoder = tensor === undefined ? null : decoderOf(tensor.elementType);
    const count = elementCount(from.sizes);
    if (tensor === undefined || decoder === null || tensor.bytes !== count * decoder.width)
      return fail(issue('weights/no-tensor', { node: name }, { tensor: from.tensor, count }));
    readers.set(name, () => valuesOf(tensor, from, count));
  }
  return ok((weight) => readers.get(weight.name)?.(weight) ?? otherwise(weight));
}

function* valuesOf(tensor: FileTensor, { turned }: StoredTensor, count: number): Generator<Float32Array> {
  const step = turned === undefined ? pieceValues : Math.max(1, count);
  for (let start = 0; start < count; start += step) {
    const piece = realsOf(tensor, start, Math.min(count, start + step));
    yield turned === undefined ? piece : inOrder(piece, turned.sizes, turned.order);
  }
}

function realsOf({ elementType: type, read }: FileTensor, from: number, to: number): Float32Array {
  const { width, decode } = decoderOf(type)!;
  const bytes = read(from * width, to * width);
  const values = new Float32Array(to - from);
  if (type === elementType.float) bytesOf(values).set(bytes);
  else {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let i = 0; i < values.length; i++) values[i] = decode(view, i * width);
  }
  return values;
}

/** Values of a tensor of these sizes with its axes in another order. */
function inOrder(values: Float32Array, sizes: readonly number[], order: readonly number[]): Float32Array {
  const steps = sizes.map((_, axis) => elementCount(sizes.slice(axis + 1)));
  const [to, by] = [order.map((axis) => sizes[axis]!), order.map((axis) => steps[axis]!)];
  const result = new Float32Array(values.length);
  const at = to.map(() => 0);
  let from = 0;
  for (let i = 0; i < result.length; i++) {
    result[i] = values[from]!;
    for (let axis = to.length - 1; axis >= 0; axis--) {
      from += by[axis]!;
      at[axis]! += 1;
      if (at[axis]! < to[axis]!) break;
      from -= by[axis]! * to[axis]!;
      at[axis] = 0;
    }
  }
  return result;
}
