/**
 * Fetches Electron's binary with the package's own downloader and tells the parent process how far it is.
 * Runs as a child of electron.mjs, which ends it when nothing arrives.
 */
import { createRequire } from 'node:module';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { at } from './project.mjs';

const require = createRequire(at('node_modules', 'electron', 'package.json'));
const { downloadArtifact } = await import(pathToFileURL(require.resolve('@electron/get')).href);

try {
  await downloadArtifact({
    version: require('./package.json').version,
    artifactName: 'electron',
    platform: process.platform,
    arch: process.arch,
    checksums: require('./checksums.json'),
    downloadOptions: {
      quiet: true,
      getProgressCallback: async ({ percent }) => process.send?.({ percent }),
    },
  });
  process.exitCode = 0;
} catch (error) {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  process.send?.({ failure: cause instanceof Error ? cause.message : String(cause) });
  process.exitCode = 1;
}
process.disconnect?.();
