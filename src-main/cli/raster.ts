import type { Result } from '../../src-core/errors.ts';
import { fail, issue, ok } from '../../src-core/errors.ts';
import type { Picture } from '../../src-core/figure/level-figure.ts';
import { pixelScale, pixelSize } from '../../src-core/figure/pixels.ts';
import { fontFiles, needsMoreFonts } from '../files/picture-fonts.ts';

/**
 * A picture as a PNG, at twice its size as in the window. Characters that our fonts lack are drawn in fonts of the system.
 * Issues: picture/too-large; picture/no-png where the program that draws is not made for this system.
 */
export async function pngOf(picture: Picture): Promise<Result<Uint8Array>> {
  const { isTooLarge, ...size } = pixelSize(picture);
  if (isTooLarge) return fail(issue('picture/too-large', {}, size));
  const drawing = await import('@resvg/resvg-js').catch((error: Error) => error);
  if (drawing instanceof Error) {
    const detail = drawing.message.split('\n')[0] ?? '';
    return fail(issue('picture/no-png', {}, { detail }));
  }
  const { paths, folder } = await fontFiles();
  try {
    const drawn = await drawing.renderAsync(picture.svg, {
      fitTo: { mode: 'zoom', value: pixelScale },
      font: {
        fontFiles: [...paths],
        loadSystemFonts: needsMoreFonts(picture.svg),
        defaultFontFamily: 'Inter',
      },
    });
    return ok(drawn.asPng());
  } finally {
    await folder.remove();
  }
}
