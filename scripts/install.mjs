/** Installs the packages of package-lock.json when they are missing or are not those of the lockfile. */
import { existsSync, readFileSync } from 'node:fs';
import process from 'node:process';
import { at } from './project.mjs';
import { runNpm } from './run.mjs';
import { progress, say } from './say.mjs';

/** @typedef {{ version?: string, integrity?: string, optional?: boolean, os?: string[], cpu?: string[], libc?: string[] }} Entry */

/**
 * Whether this machine needs the entry. An optional package is needed where its platform is this one;
 * where the C library decides too, or no platform is named, its absence is no sign of anything.
 */
function needed(entry, platform, arch) {
  if (!entry.optional) return true;
  if (entry.libc || !(entry.os || entry.cpu)) return false;
  return (entry.os?.includes(platform) ?? true) && (entry.cpu?.includes(arch) ?? true);
}

/**
 * The packages of a lockfile that `installed`, the record npm leaves in node_modules, lacks or has in another version.
 * @param {Record<string, Entry>} wanted
 * @param {Record<string, Entry>} installed
 * @returns {string[]} paths such as node_modules/react
 */
export function missing(wanted, installed, platform = process.platform, arch = process.arch) {
  return Object.entries(wanted)
    .filter(([path, entry]) => {
      const found = installed[path];
      if (path === '') return false;
      if (!found) return needed(entry, platform, arch);
      return found.version !== entry.version || found.integrity !== entry.integrity;
    })
    .map(([path]) => path);
}

const packagesOf = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : {});

/** npm replaces its record last, so a broken install leaves none and is repeated. */
const staleness = () =>
  missing(packagesOf(at('package-lock.json')), packagesOf(at('node_modules', '.package-lock.json')));

/** @returns {Promise<string | null>} why it failed, or null */
export async function install() {
  const stale = staleness();
  if (stale.length === 0) return null;
  const wanted = Object.entries(packagesOf(at('package-lock.json'))).filter(
    ([path, entry]) => path !== '' && needed(entry, process.platform, process.arch),
  );
  say(`Installing ${wanted.length} packages`);
  const shown = progress();
  const started = Date.now();
  const timer = setInterval(() => {
    const present = wanted.filter(([path]) => existsSync(at(path, 'package.json'))).length;
    const seconds = Math.round((Date.now() - started) / 1000);
    shown.show(`Installing: ${present} of ${wanted.length} packages, ${seconds} s`);
  }, 1000);
  const { code, output } = await runNpm(['ci', '--no-progress']);
  clearInterval(timer);
  shown.end();
  if (code !== 0) return `npm ci failed:\n${output.trim()}`;
  return staleness().length === 0 ? null : 'npm ci left packages out; delete node_modules and try again';
}
