import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { pictureFonts } from './src-main/files/picture-fonts.ts';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Every browser that can run the page reads woff2, so older forms of the same font are left out of its styles. */
const newestFonts = {
  name: 'newest-fonts',
  enforce: 'pre' as const,
  transform: (code: string, id: string) =>
    id.endsWith('.css') ? code.replaceAll(/,\s*url\([^)]*\) format\("(?:woff|truetype)"\)/g, '') : null,
};

/** Which must come with the fonts. */
const fontLicences = [
  { family: 'Inter', licence: '@fontsource/inter/LICENSE' },
  { family: 'IBM Plex Mono', licence: '@ibm/plex-mono/LICENSE.txt' },
] as const;

/** The fonts of pictures lie beside the programs that write them. */
const fonts = {
  name: 'picture-fonts',
  /** With their licences, which go where they go. */
  generateBundle(this: {
    emitFile: (asset: { type: 'asset'; fileName: string; source: Uint8Array }) => void;
  }) {
    const emit = (fileName: string, path: string) =>
      this.emitFile({ type: 'asset', fileName: `fonts/${fileName}`, source: readFileSync(at(path)) });
    for (const { from, file } of pictureFonts) emit(file, `node_modules/${from}/${file}`);
    for (const { family, licence } of fontLicences) emit(`${family} licence.txt`, `node_modules/${licence}`);
  },
};

export default defineConfig({
  main: {
    plugins: [fonts],
    build: {
      // Plain Node runs serve, cli and runner too, so the target is the oldest Node supported, not Electron's.
      target: 'node20',
      emptyOutDir: true,
      rolldownOptions: {
        input: {
          desktop: at('src-main/desktop/main.ts'),
          serve: at('src-main/serve/main.ts'),
          cli: at('src-main/cli/main.ts'),
          runner: at('src-main/runner/process.ts'),
        },
        // Blanks are a fifth of what is installed; names stay, as a crash log says them.
        output: { minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } } },
      },
    },
  },
  preload: {
    build: {
      emptyOutDir: true,
      // A sandboxed preload is loaded as CommonJS and can require nothing but electron.
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: at('src-main/desktop/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('src-renderer'),
    // The icon lies beside the page under its own name, as the page of a ticket names it too.
    publicDir: at('assets'),
    plugins: [newestFonts, react()],
    worker: { format: 'es' },
    build: {
      target: 'es2022',
      minify: true,
      // Inlined fonts would be data: addresses, which the page's content security policy refuses.
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 2000,
      rolldownOptions: { input: at('src-renderer/index.html') },
    },
  },
});
