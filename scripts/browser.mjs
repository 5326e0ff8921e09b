/**
 * The browsers that the browser tests use, and the software Vulkan driver that the WebGPU tests use where there is no GPU.
 * `node scripts/browser.mjs --print` prints them as JSON.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { installedBrowsers } from './installed-browsers.mjs';
import { at, cacheFolder } from './project.mjs';
import { run } from './run.mjs';
import { unpackFile, unpackTar } from './unpack.mjs';

/** @typedef {{ executable: string, source: string, env: Record<string, string> }} Browser */
/** @typedef {{ folder: string, env: Record<string, string> }} SoftwareVulkan */

const packed = at('node_modules', '@sparticuz', 'chromium');
const packedHere = () => process.platform === 'linux' && process.arch === 'x64' && existsSync(packed);

/**
 * Unpacks once what the package @sparticuz/chromium carries: the browser, system libraries that a bare machine lacks,
 * fonts, and SwiftShader. The folder appears under its final name only when it is complete.
 * @returns {Promise<string | null>} the folder, or null where there is no such package
 */
async function unpacked() {
  if (!packedHere()) return null;
  const { version } = JSON.parse(readFileSync(join(packed, 'package.json'), 'utf8'));
  const folder = join(cacheFolder, `chromium-${version}`);
  if (existsSync(folder)) return folder;
  const partial = join(cacheFolder, `chromium-${version}-${process.pid}`);
  const archive = (name) => join(packed, 'bin', name);
  await Promise.all([
    unpackFile(archive('chromium.br'), join(partial, 'chromium'), 0o755),
    unpackTar(archive('swiftshader.tar.br'), partial),
    unpackTar(archive('al2023.tar.br'), join(partial, 'system')),
    unpackTar(archive('fonts.tar.br'), join(partial, 'fonts')),
  ]);
  const fonts = `<dir>${join(folder, 'fonts')}</dir><cachedir>${join(folder, 'fonts', 'cache')}</cachedir>`;
  writeFileSync(
    join(partial, 'fonts', 'fonts.conf'),
    `<?xml version="1.0"?><fontconfig>${fonts}</fontconfig>\n`,
  );
  try {
    renameSync(partial, folder);
  } catch (error) {
    // Another process was faster; its folder is as good.
    rmSync(partial, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

async function starts(executable, env) {
  const { code } = await run(executable, ['--version'], { env, timeout: 20_000 });
  return code === 0;
}

/** The browser of the package, with its own copies of system libraries and fonts only where this machine lacks them. */
async function packedBrowser() {
  const folder = await unpacked();
  if (folder === null) return null;
  const executable = join(folder, 'chromium');
  /** @type {Record<string, string>} */
  const fonts = existsSync('/etc/fonts/fonts.conf')
    ? {}
    : { FONTCONFIG_FILE: join(folder, 'fonts', 'fonts.conf') };
  const libraries = [join(folder, 'system', 'lib'), process.env.LD_LIBRARY_PATH]
    .filter(Boolean)
    .join(delimiter);
  for (const env of [fonts, { ...fonts, LD_LIBRARY_PATH: libraries }]) {
    if (await starts(executable, env))
      return { executable, source: 'the npm package @sparticuz/chromium', env };
  }
  return null;
}

function playwrightBrowser() {
  try {
    const executable = createRequire(at('package.json'))('playwright-core').chromium.executablePath();
    return existsSync(executable) ? { executable, source: 'Playwright', env: {} } : null;
  } catch {
    return null;
  }
}

/** A browser that has windows: Playwright's own where it was fetched, otherwise the first installed one that starts. */
async function fullBrowser() {
  const own = playwrightBrowser();
  if (own) return own;
  for (const executable of installedBrowsers()) {
    // What Ubuntu installs as chromium-browser only names a package. Windows' browsers print no version, they open a window.
    if (process.platform !== 'linux' || (await starts(executable, {})))
      return { executable, source: 'this machine', env: {} };
  }
  return null;
}

/**
 * The browsers to test in, one of each kind that is here: the headless shell of the package first, as it is the same everywhere,
 * then one that has windows, which asks for more than the page names. BLOCKWRIGHT_BROWSER stands for both.
 * @returns {Promise<readonly Browser[] | { reason: string }>} at least one, or why there is none
 */
export async function resolveBrowsers() {
  const named = process.env.BLOCKWRIGHT_BROWSER;
  if (named) {
    if (existsSync(named)) return [{ executable: named, source: 'BLOCKWRIGHT_BROWSER', env: {} }];
    return { reason: `BLOCKWRIGHT_BROWSER names ${named}, which does not exist` };
  }
  const found = [await packedBrowser(), await fullBrowser()].filter((browser) => browser !== null);
  if (found.length > 0) return found;
  return { reason: 'no Chrome, Chromium or Edge was found; set BLOCKWRIGHT_BROWSER to the path of one' };
}

/**
 * SwiftShader, a Vulkan driver that needs no GPU. A process started with `env` sees it as its only Vulkan device.
 * @returns {Promise<SoftwareVulkan | null>} null where the package has none for this platform
 */
export async function softwareVulkan() {
  const folder = await unpacked();
  if (folder === null) return null;
  const runtime = join(cacheFolder, 'runtime');
  mkdirSync(runtime, { recursive: true, mode: 0o700 });
  const libraries = [folder, process.env.LD_LIBRARY_PATH].filter(Boolean).join(delimiter);
  return {
    folder,
    env: {
      LD_LIBRARY_PATH: libraries,
      VK_ICD_FILENAMES: join(folder, 'vk_swiftshader_icd.json'),
      XDG_RUNTIME_DIR: process.env.XDG_RUNTIME_DIR ?? runtime,
    },
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url) && process.argv.includes('--print')) {
  const print = { browsers: await resolveBrowsers(), softwareVulkan: await softwareVulkan() };
  process.stdout.write(`${JSON.stringify(print, null, 2)}\n`);
}
