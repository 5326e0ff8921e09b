import { H, sizeOf, W } from '../language/shape.ts';
import type { Analysis } from './analyzer.ts';
import { imagesOf } from './design-inputs.ts';

/** Strides at which tasks read a backbone. */
const strides = [4, 8, 16, 32] as const;

export type FeatureMaps = readonly [string, string, string, string];

const covered = (size: bigint, stride: number): bigint => (size + BigInt(stride) - 1n) / BigInt(stride);

/**
 * The last items of a design whose maps have a quarter, 1/8, 1/16 and 1/32 of the rows and columns of its only image;
 * null where it has no such maps, or several images. Maps of a single position are pooled ones and do not count.
 */
export function featureMaps(analysis: Analysis): FeatureMaps | null {
  const { items, order } = analysis;
  const images = imagesOf(analysis);
  const image = images.length === 1 ? images[0]!.outputs[0]! : null;
  if (image === null) return null;
  const found = strides.map((stride) =>
    order.findLast((id) => {
      const { outputs, outputPorts } = items.get(id)!;
      const map = outputs[0];
      if (outputPorts.join() !== 'out' || map?.length !== 4 || sizeOf(map, H) === 1n) return false;
      return [H, W].every((axis) => sizeOf(map, axis) === covered(sizeOf(image, axis) as bigint, stride));
    }),
  );
  return found.includes(undefined) ? null : (found as unknown as FeatureMaps);
}
