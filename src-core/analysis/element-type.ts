import { unknown } from '../format.ts';
import type { AnalyzedItems } from './item-analysis.ts';

/** ONNX's element types by number, as people call them. */
const names: ReadonlyMap<number, string> = new Map([
  [1, 'fp32'],
  [2, 'uint8'],
  [3, 'int8'],
  [4, 'uint16'],
  [5, 'int16'],
  [6, 'int32'],
  [7, 'int64'],
  [8, 'string'],
  [9, 'bool'],
  [12, 'uint32'],
  [13, 'uint64'],
]);

/** The type of the values that come in or go out through an item of a design: single precision, unless a file says otherwise. */
export function elementTypeAt({ items }: AnalyzedItems, id: string): string {
  const source = items.get(id)?.sources[0] ?? null;
  const feeder = source === null ? undefined : items.get(source.node);
  if (source === null || feeder?.definition?.kind !== 'operator' || feeder.values === null) return 'fp32';
  const types = feeder.definition.opaque?.outputTypes(feeder.values);
  return types === undefined ? 'fp32' : (names.get(types[source.output] ?? 0) ?? unknown);
}
