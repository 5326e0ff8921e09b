import type { FeatureSource } from '../../src-core/contract.ts';

/** A picture is made smaller until its longer side has at most so many pixels: inputs are smaller than that. */
const mostSide = 1024;

/** Bytes as base64. */
function base64Of(bytes: Uint8ClampedArray): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 32_768)
    text += String.fromCharCode(...bytes.subarray(at, at + 32_768));
  return btoa(text);
}

/** A picture that the browser can read, as what enters a design; null where it cannot. */
export async function imageSource(file: Blob): Promise<FeatureSource | null> {
  const bitmap = await createImageBitmap(file).catch(() => null);
  if (bitmap === null) return null;
  const scale = Math.min(1, mostSide / Math.max(bitmap.width, bitmap.height));
  const [width, height] = [bitmap.width, bitmap.height].map((size) =>
    Math.max(1, Math.round(size * scale)),
  ) as [number, number];
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  context?.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  const pixels = context?.getImageData(0, 0, width, height).data;
  return pixels === undefined ? null : { kind: 'image', width, height, rgba: base64Of(pixels) };
}
