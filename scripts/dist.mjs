/**
 * `npm run dist`: the desktop packages of this platform. `npm run dist -- deb nsis` makes those named, `--all` all of them; each is
 * made or said to be missing something. BLOCKWRIGHT_ELECTRON names a folder with an unpacked Electron of the target's platform.
 */
import { lookup } from 'node:dns/promises';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { build } from './build.mjs';
import { missingFor, targets } from './dist-targets.mjs';
import { electronBinary } from './electron.mjs';
import { install } from './install.mjs';
import { at } from './project.mjs';
import { runNode } from './run.mjs';
import { say } from './say.mjs';

/** Where electron-builder fetches its tools, as its own variables say; through a proxy, names are not looked up here. */
async function reachesTools() {
  const { env } = process;
  if (env.HTTPS_PROXY || env.https_proxy) return true;
  const tools = new URL(env.ELECTRON_BUILDER_BINARIES_MIRROR || 'https://github.com/');
  return lookup(tools.hostname).then(
    () => true,
    () => false,
  );
}

/** Whether electron-builder was told to use a tool of this machine. @param {string} tool */
const brings = (tool) => tool === 'fpm' && process.env.USE_SYSTEM_FPM === 'true' && has('fpm');

const has = (program) =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));

/** The folder of an unpacked Electron for a platform, or null. @param {string} platform */
function electronFolder(platform) {
  if (process.env.BLOCKWRIGHT_ELECTRON) return process.env.BLOCKWRIGHT_ELECTRON;
  return platform === process.platform && electronBinary() !== null
    ? at('node_modules', 'electron', 'dist')
    : null;
}

/** @param {import('./dist-targets.mjs').Target} target @returns {Promise<string | null>} why it failed, or null */
async function make({ name, os, platform }) {
  const folder = electronFolder(platform);
  const electron = folder === null ? [] : [`-c.electronDist=${folder}`];
  const builder = at('node_modules', 'electron-builder', 'cli.js');
  const { code, output } = await runNode(builder, [os, name, '--publish', 'never', ...electron]);
  if (code === 0) return null;
  const reason = output.split('\n').find((line) => line.includes('⨯')) ?? output.trim().split('\n').at(-1);
  return reason?.replace('⨯', '').trim() || `electron-builder ended with code ${code}`;
}

/** @param {readonly string[]} words @returns {Promise<string | null>} why it cannot begin, or null */
async function dist(words) {
  const unknown = words.find((word) => word !== '--all' && !targets.some(({ name }) => name === word));
  if (unknown !== undefined)
    return `There is no package of the kind ${unknown}; there are ${targets.map(({ name }) => name).join(', ')}.`;
  const wanted = targets.filter(({ name, platform }) =>
    words.length === 0 ? platform === process.platform : words.includes('--all') || words.includes(name),
  );
  const failure = (await install()) ?? (await build());
  if (failure !== null) return failure;
  const machine = {
    platform: process.platform,
    electron: (platform) => electronFolder(platform) !== null,
    reaches: await reachesTools(),
    brings,
    has,
  };
  for (const target of wanted) {
    const missing = missingFor(target, machine);
    const reason = missing.length > 0 ? `this machine lacks ${missing.join('; ')}` : await make(target);
    say(reason === null ? `${target.name}: made, in dist/` : `${target.name}: not made: ${reason}`);
    if (reason !== null) process.exitCode = 1;
  }
  return null;
}

const failure = await dist(process.argv.slice(2));
if (failure !== null) {
  process.stderr.write(`${failure}\n`);
  process.exitCode = 1;
}
