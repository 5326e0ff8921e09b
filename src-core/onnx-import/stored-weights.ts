import type { StoredTensor } from '../document/design.ts';
import { storedKey } from '../document/stored-weights.ts';
import { resolveValues } from '../language/resolve.ts';
import { elementCount } from '../language/tensor.ts';
import type { OnnxFileTensor } from '../lower/onnx-read-tensor.ts';
import { isRealType } from './constant.ts';
import type { DraftItem } from './value.ts';

/** Whether the file of a path, as a model names it from its own folder on, is there. */
export type HasFile = (location: string) => boolean;

/** Whether the values of a tensor can be had: in its own file, or in one beside it. */
export function isAtHand({ data, place }: OnnxFileTensor, hasFile: HasFile): boolean {
  if (data !== 'elsewhere') return true;
  return place !== undefined && (place.location === '' || hasFile(place.location));
}

/** The tensors of a file that a weight can have its values from, by their names. */
export const storedIn = (tensors: readonly OnnxFileTensor[], hasFile: HasFile): ReadonlySet<string> =>
  new Set(
    tensors
      .filter((tensor) => isRealType(tensor.elementType) && isAtHand(tensor, hasFile))
      .map(({ name }) => name),
  );

/** Which tensors of the file the weights of an item have their values from, by the short names of these; those that can be had. */
export function storedOf(
  { definition, given, inputs, weights }: DraftItem,
  there: ReadonlySet<string>,
): Readonly<Record<string, StoredTensor>> {
  if (definition?.weights === undefined || weights.length === 0) return {};
  const shapes = inputs.map(({ shape }) => shape.map(BigInt));
  const needed = Object.entries(definition.weights(resolveValues(definition, given), shapes));
  const found = needed.flatMap(([short, { shape }], index): [string, StoredTensor][] => {
    const held = weights[index];
    const sizes = shape.map(Number);
    if (held === undefined || held.layout === 'lost' || !there.has(held.name)) return [];
    if (elementCount(held.dims) !== elementCount(sizes)) return [];
    const { name: tensor, layout } = held;
    return [[storedKey([], short), { tensor, sizes, ...(layout !== undefined && { turned: layout }) }]];
  });
  return Object.fromEntries(found);
}
