/** Browsers of the Chromium family that are installed on this machine. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';

const onLinux = [
  'google-chrome-stable',
  'google-chrome',
  'chromium',
  'chromium-browser',
  'microsoft-edge-stable',
  'microsoft-edge',
];
const onMac = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
const onWindows = [
  ['Google', 'Chrome', 'Application', 'chrome.exe'],
  ['Chromium', 'Application', 'chrome.exe'],
  ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
];

function candidates(platform, env) {
  if (platform === 'darwin') {
    const folders = ['/Applications', join(env.HOME ?? '', 'Applications')];
    return onMac.flatMap((name) =>
      folders.map((folder) => join(folder, `${name}.app`, 'Contents', 'MacOS', name)),
    );
  }
  if (platform === 'win32') {
    const folders = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter(Boolean);
    return onWindows.flatMap((path) => folders.map((folder) => join(folder, ...path)));
  }
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
  return onLinux.flatMap((name) => folders.map((folder) => join(folder, name)));
}

/** Paths, Chrome before Chromium before Edge. @returns {string[]} */
export function installedBrowsers(platform = process.platform, env = process.env) {
  return candidates(platform, env).filter((path) => existsSync(path));
}
