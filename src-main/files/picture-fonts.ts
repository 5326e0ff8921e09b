import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PrivateFolder } from './private-folder.ts';
import { privateFolder } from './private-folder.ts';
import { sfntOf } from './sfnt.ts';

/** The fonts that pictures name first; ours of letters with a fixed width has the arrows and signs that the other lacks. */
export const pictureFonts: readonly {
  readonly family: string;
  readonly from: string;
  readonly file: string;
}[] = [
  ...['latin-400', 'latin-600', 'latin-ext-400', 'latin-ext-600', 'greek-400', 'greek-600'].map((name) => ({
    family: 'Inter',
    from: '@fontsource/inter/files',
    file: `inter-${name}-normal.woff`,
  })),
  ...['Regular', 'Medium'].map((name) => ({
    family: 'IBM Plex Mono',
    from: '@ibm/plex-mono/fonts/complete/woff',
    file: `IBMPlexMono-${name}.woff`,
  })),
];

/** Beyond Latin, Greek, Cyrillic, punctuation, arrows and signs of mathematics. */
const beyond = /[\u0500-\u1fff\u2300-\u{10ffff}]/u;

/** Whether a text has characters that only fonts of the system can draw. */
export const needsMoreFonts = (text: string): boolean => beyond.test(text);

/** Where a font lies: beside the built program, or in the package that it is built from. */
function placeOf({ from, file }: (typeof pictureFonts)[number]): string {
  const places = ['./fonts/', '../fonts/', `../../node_modules/${from}/`].map((place) =>
    fileURLToPath(new URL(`${place}${file}`, import.meta.url)),
  );
  const found = places.find((place) => existsSync(place));
  if (found === undefined) throw new Error(`the font ${file} is not there`);
  return found;
}

export interface FontFiles {
  readonly paths: readonly string[];
  readonly folder: PrivateFolder;
}

/** Writes the fonts of pictures where a program that draws can read them; remove their folder afterwards. */
export async function fontFiles(): Promise<FontFiles> {
  const folder = await privateFolder();
  const paths = await Promise.all(
    pictureFonts.map(async (font) => {
      const path = join(folder.path, font.file.replace(/woff$/, 'ttf'));
      await writeFile(path, sfntOf(await readFile(placeOf(font)), font.family));
      return path;
    }),
  );
  return { paths, folder };
}
