/** The kinds of package that `npm run dist` makes, and what each needs of the machine it is made on. */

/** @typedef {'linux' | 'win32' | 'darwin'} Platform */
/**
 * `os` is electron-builder's flag; `fetches` is what it fetches from outside the npm registry; `programs` must be installed.
 * @typedef {{ name: string, platform: Platform, os: string, fetches: string | null, programs: readonly string[] }} Target
 */
/**
 * What of a machine decides. `electron` says for which platform an unpacked Electron is here, `reaches` whether what lies outside the
 * npm registry can be fetched, `brings` whether a tool that would be fetched is here, `has` whether a program is installed.
 * @typedef {{ platform: string, electron: (platform: Platform) => boolean, reaches: boolean, brings: (tool: string) => boolean, has: (program: string) => boolean }} Machine
 */

/** @type {readonly Target[]} */
export const targets = [
  { name: 'AppImage', platform: 'linux', os: '--linux', fetches: 'the AppImage runtime', programs: [] },
  { name: 'deb', platform: 'linux', os: '--linux', fetches: 'fpm', programs: [] },
  { name: 'rpm', platform: 'linux', os: '--linux', fetches: 'fpm', programs: ['rpmbuild'] },
  { name: 'nsis', platform: 'win32', os: '--win', fetches: 'NSIS', programs: [] },
  { name: 'dmg', platform: 'darwin', os: '--mac', fetches: null, programs: ['hdiutil'] },
  { name: 'zip', platform: 'darwin', os: '--mac', fetches: null, programs: ['codesign'] },
];

/** Programs that make a package of a platform on another one. */
const emulators = { win32: 'wine' };

/** What this machine lacks for a target, each as a noun; empty where it can be made. @param {Target} target @param {Machine} machine */
export function missingFor({ platform, fetches, programs }, machine) {
  const emulator = machine.platform === platform ? undefined : emulators[platform];
  const needed = emulator === undefined ? programs : [...programs, emulator];
  const outside = [
    ...(machine.electron(platform) ? [] : [`Electron for ${platform}`]),
    ...(fetches === null || machine.brings(fetches) ? [] : [fetches]),
  ];
  return [
    ...needed.filter((program) => !machine.has(program)),
    ...(machine.reaches
      ? []
      : outside.map((name) => `${name}, which is fetched from outside the npm registry`)),
  ];
}
