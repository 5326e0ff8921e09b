import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type UserConfig } from 'electron-vite';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Entry points by output name: out/main/<name>.js. */
const main = {
  desktop: at('src-main/desktop/main.ts'),
  serve: at('src-main/serve/main.ts'),
  cli: at('src-main/cli/main.ts'),
  runner: at('src-main/runner/process.ts'),
};
const preload = at('src-main/desktop/preload.ts');
const page = at('src-renderer/index.html');

const present = (entries: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(entries).filter(([, file]) => existsSync(file)));

const config: UserConfig = {};

if (Object.keys(present(main)).length > 0) {
  config.main = {
    // Plain Node runs serve, cli and runner too, so the target is the oldest Node supported, not Electron's.
    build: { target: 'node20', emptyOutDir: true, rolldownOptions: { input: present(main) } },
  };
}

if (existsSync(preload)) {
  config.preload = {
    // A sandboxed preload is loaded as CommonJS and can require nothing but electron.
    build: {
      emptyOutDir: true,
      externalizeDeps: false,
      rolldownOptions: { input: { preload }, output: { format: 'cjs', entryFileNames: '[name].cjs' } },
    },
  };
}

if (existsSync(page)) {
  config.renderer = {
    root: at('src-renderer'),
    plugins: [react()],
    worker: { format: 'es' },
    build: {
      target: 'es2022',
      minify: true,
      // Inlined fonts would be data: addresses, which the page's content security policy refuses.
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 2000,
      rolldownOptions: { input: page },
    },
  };
}

export default defineConfig(config);
