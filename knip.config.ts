import type { KnipConfig } from 'knip';

/** With --production only what is shipped counts as a user: what tests alone use belongs in a test or a *.fixture.ts. */
const shipped = process.argv.includes('--production');

export default {
  // Entries and folders that end in ! are those of the program itself, without tests and tools.
  entry: [
    'src-main/desktop/{main,preload}.ts!',
    'src-main/{serve,cli}/main.ts!',
    'src-main/runner/process.ts!',
    'src-main/docs/pages.ts!',
    'src-renderer/main.tsx!',
    'bin/*.mjs',
    // Loaded by Vite from scripts/bench-canvas.mjs, bench-opening.mjs and bench-import.mjs.
    'e2e/{large,opening,importing}/bench.ts',
    // Loaded by Vite from scripts/pictures.mjs.
    'e2e/pictures/pictures.ts',
    'scripts/{bench,bench-canvas,bench-import,bench-opening,browser,count-playwright,count-vitest,docs,electron-fetch,pictures,start,test,test-gpu}.mjs',
    '**/*.bench.ts',
    // Started as a process by its path.
    'src-main/files/killed.fixture.ts',
    'electron.config.ts',
  ],
  project: [
    '{src-core,src-main,src-renderer}/**/*.{ts,tsx}!',
    '!**/*.{test,bench,fixture}.{ts,tsx}!',
    '{scripts,bin,e2e}/**/*.{ts,mjs}',
    '*.config.ts',
  ],
  // Tests of one function may reach inside a file; what its own file does not use is there for the tests.
  ignoreExportsUsedInFile: shipped,
  ignoreDependencies: [
    // Read by its path: scripts/browser.mjs unpacks its archives.
    '@sparticuz/chromium',
    // Started by its path: scripts/dist.mjs.
    'electron-builder',
    // Fonts of pictures, read by their paths: src-main/files/picture-fonts.ts.
    '@fontsource/inter',
    '@ibm/plex-mono',
    // Electron's own dependency, resolved from Electron's folder.
    '@electron/get',
  ],
  // Of Linux; the one test that limits file sizes with it is skipped elsewhere.
  ignoreBinaries: ['prlimit'],
} satisfies KnipConfig;
