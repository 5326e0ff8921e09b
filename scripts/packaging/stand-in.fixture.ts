import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';

export type Platform = 'linux' | 'win32' | 'darwin';

/** The fuses as Electron is delivered: the mark to find them by, a version, their number, and each as `1` (on) or `0`. */
const fuses = Buffer.concat([
  Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
  Buffer.from([1, 8]),
  Buffer.from('10110011'),
]);

/** An executable of Windows that holds no code, only what is edited when an app is packed. */
function windowsExecutable(): Buffer {
  const executable = NtExecutable.createEmpty(false, false);
  const resources = NtExecutableResource.from(executable);
  const version = Resource.VersionInfo.createEmpty();
  version.setStringValues({ lang: 0x0409, codepage: 1200 }, { FileVersion: '0.0.0' });
  version.outputToResourceEntries(resources.entries);
  resources.outputResource(executable);
  executable.setExtraData(new Uint8Array(fuses).buffer);
  return Buffer.from(executable.generate());
}

const plist =
  '<?xml version="1.0" encoding="UTF-8"?>\n<plist version="1.0"><dict><key>CFBundleExecutable</key><string>Electron</string></dict></plist>\n';

const contents = 'Electron.app/Contents';
const frameworks = `${contents}/Frameworks`;

/** What lies in an unpacked Electron, as far as packing looks at it. */
const files: Readonly<Record<Platform, Readonly<Record<string, Buffer | string>>>> = {
  linux: { electron: Buffer.concat([Buffer.from('\x7fELF'), fuses]), 'chrome-sandbox': '' },
  win32: { 'electron.exe': windowsExecutable() },
  darwin: {
    [`${contents}/Info.plist`]: plist,
    [`${contents}/MacOS/Electron`]: '',
    [`${frameworks}/Electron Framework.framework/Electron Framework`]: fuses,
    [`${frameworks}/Electron Framework.framework/Resources/en.lproj/locale.pak`]: '',
    [`${frameworks}/Electron Helper.app/Contents/Info.plist`]: plist,
    [`${frameworks}/Electron Helper.app/Contents/MacOS/Electron Helper`]: '',
  },
};
const everywhere = { LICENSE: 'MIT', 'LICENSES.chromium.html': '' };
const besideExecutable = { 'locales/en-US.pak': '' };

/** Lays out in `folder` what an unpacked Electron looks like from outside. It cannot run. @returns the folder */
export function standInElectron(folder: string, platform: Platform): string {
  const all = { ...everywhere, ...files[platform], ...(platform === 'darwin' ? {} : besideExecutable) };
  for (const [name, content] of Object.entries(all)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    chmodSync(path, 0o755);
  }
  return folder;
}
