/** Electron's binary, which is not in its npm package: whether it is here, and fetching it. */
import { fork } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { at, cacheFolder } from './project.mjs';
import { runNode } from './run.mjs';
import { progress, say } from './say.mjs';

const silence = 20_000;
const folder = at('node_modules', 'electron');
const failureFile = join(cacheFolder, 'electron-failure.json');

const read = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : null);
const version = () => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version;

/** The path of the binary, or null where it has not been fetched. @returns {string | null} */
export function electronBinary() {
  const name = read(join(folder, 'path.txt'));
  const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist');
  if (name === null || !existsSync(join(dist, name))) return null;
  if (process.env.ELECTRON_OVERRIDE_DIST_PATH) return join(dist, name);
  return read(join(dist, 'version'))?.replace(/^v/, '').trim() === version() ? join(dist, name) : null;
}

/**
 * Runs the downloader, giving up after 20 seconds in which nothing arrived.
 * @returns {Promise<string | null>} why it failed, or null
 */
function download() {
  return new Promise((resolve) => {
    const env = { ...process.env };
    if (env.HTTPS_PROXY || env.https_proxy) env.ELECTRON_GET_USE_PROXY = '1';
    const child = fork(at('scripts', 'electron-fetch.mjs'), {
      env,
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const shown = progress();
    /** @type {string | null} */
    let failure = null;
    const giveUp = () => {
      failure = 'nothing arrived for 20 s';
      child.kill('SIGKILL');
    };
    let timer = setTimeout(giveUp, silence);
    child.on('message', (/** @type {{ percent?: number, failure?: string }} */ message) => {
      clearTimeout(timer);
      timer = setTimeout(giveUp, silence);
      if (message.failure) failure = message.failure;
      if (message.percent !== undefined)
        shown.show(`Fetching Electron: ${Math.floor(message.percent * 100)} %`);
    });
    child.on('error', (error) => {
      failure = error.message;
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      shown.end();
      resolve(code === 0 ? null : (failure ?? `the downloader ended with code ${code}`));
    });
  });
}

/**
 * Makes sure that the binary is here. A failure is remembered, and the next call says so without trying again unless `retry` is set.
 * @param {{ retry: boolean }} options
 * @returns {Promise<{ binary: string } | { reason: string }>}
 */
export async function fetchElectron({ retry }) {
  const present = electronBinary();
  if (present) return { binary: present };
  const remembered = JSON.parse(read(failureFile) ?? 'null');
  if (remembered?.version === version() && !retry) {
    return {
      reason: `Electron could not be fetched on ${remembered.day} (${remembered.failure}); npm start -- --shell desktop tries again`,
    };
  }
  say('Fetching Electron, once');
  let failure = await download();
  if (failure === null) {
    const { code, output } = await runNode(join(folder, 'install.js'), []);
    if (code !== 0) failure = `unpacking failed: ${output.trim().split('\n')[0]}`;
  }
  const binary = electronBinary();
  if (binary) {
    rmSync(failureFile, { force: true });
    return { binary };
  }
  const day = new Date().toISOString().slice(0, 10);
  mkdirSync(cacheFolder, { recursive: true });
  writeFileSync(failureFile, JSON.stringify({ version: version(), day, failure }));
  return { reason: `Electron could not be fetched (${failure}); npm start -- --shell desktop tries again` };
}
