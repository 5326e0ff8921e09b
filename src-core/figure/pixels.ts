import type { Picture } from './level-figure.ts';

/** How many times its size a picture is drawn in pixels, so that print shows none. */
export const pixelScale = 2;
/** Browsers draw no more pixels on one side, nor on both together. */
const mostPixels = { side: 16_384, all: 120_000_000 } as const;

/** The size of a picture that is drawn in pixels, and whether that is more than can be drawn. */
export function pixelSize(picture: Pick<Picture, 'width' | 'height'>) {
  const [width, height] = [picture.width * pixelScale, picture.height * pixelScale];
  const isTooLarge = Math.max(width, height) > mostPixels.side || width * height > mostPixels.all;
  return { width, height, isTooLarge };
}
