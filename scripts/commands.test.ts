import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { noDisplay, openDesktop } from './desktop.mjs';
import { missing } from './install.mjs';
import { installedBrowsers } from './installed-browsers.mjs';
import { tooOld } from './node-version.mjs';
import { entries, unpackTar } from './unpack.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scripts-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('packages', () => {
  const wanted = {
    '': { version: '1.0.0' },
    'node_modules/a': { version: '1.0.0', integrity: 'x' },
    'node_modules/a-win': { version: '1.0.0', optional: true, os: ['win32'], cpu: ['x64'] },
    'node_modules/a-linux': { version: '1.0.0', optional: true, os: ['linux'], cpu: ['x64'] },
    'node_modules/a-musl': { version: '1.0.0', optional: true, os: ['linux'], cpu: ['x64'], libc: ['musl'] },
  };
  const installed = {
    'node_modules/a': { version: '1.0.0', integrity: 'x' },
    'node_modules/a-linux': { version: '1.0.0' },
  };

  test('nothing is missing where everything for this platform is there', () => {
    expect(missing(wanted, installed, 'linux', 'x64')).toEqual([]);
  });

  test('what is absent, of another version or of another content is missing', () => {
    expect(missing(wanted, {}, 'linux', 'x64')).toEqual(['node_modules/a', 'node_modules/a-linux']);
    expect(missing(wanted, installed, 'win32', 'x64')).toEqual(['node_modules/a-win']);
    const older = { ...installed, 'node_modules/a': { version: '0.9.0', integrity: 'x' } };
    expect(missing(wanted, older, 'linux', 'x64')).toEqual(['node_modules/a']);
    const other = { ...installed, 'node_modules/a': { version: '1.0.0', integrity: 'y' } };
    expect(missing(wanted, other, 'linux', 'x64')).toEqual(['node_modules/a']);
  });
});

describe.skipIf(process.platform === 'win32')('the desktop window', () => {
  function program(body: string): string {
    const path = join(folder, 'electron');
    writeFileSync(path, `#!${process.execPath}\n${body}`);
    chmodSync(path, 0o755);
    return path;
  }

  test('is open when it says so', async () => {
    const opened = await openDesktop({
      binary: program(
        `console.log('noise'); console.log('blockwright: window ready'); setTimeout(() => process.exit(3), 50);`,
      ),
      args: [],
    });
    if (!('closed' in opened)) throw new Error(opened.reason);
    expect(await opened.closed).toBe(3);
  });

  test('that ends first is told with its last words', async () => {
    const opened = await openDesktop({
      binary: program(`console.error('first\\nno sandbox'); process.exit(7)`),
      args: [],
    });
    expect(opened).toEqual({ reason: 'it ended with code 7: no sandbox' });
    const absent = await openDesktop({ binary: join(folder, 'absent'), args: [] });
    expect(absent).toMatchObject({ reason: expect.stringContaining('ENOENT') });
  });

  test('that says nothing is ended', async () => {
    const opened = await openDesktop({
      binary: program('setInterval(() => {}, 1000)'),
      args: [],
      patience: 500,
    });
    expect(opened).toEqual({ reason: 'its window did not report ready within 0.5 s' });
  });
});

test('Node is new enough from 20.19 on', () => {
  expect(['20.19.0', '20.20.2', '22.0.0', '26.1.0'].map((version) => tooOld(version))).toEqual([
    null,
    null,
    null,
    null,
  ]);
  expect(tooOld('18.20.0')).toContain('18.20.0');
  expect(tooOld('20.18.3')).toContain('20.18.3');
});

test('a display is asked for on Linux alone', () => {
  expect(noDisplay('linux', {})).toBe('there is no display');
  expect(noDisplay('linux', { WAYLAND_DISPLAY: 'wayland-0' })).toBeNull();
  expect(noDisplay('darwin', {})).toBeNull();
});

test('browsers are found on the path, Chrome before Chromium before Edge', () => {
  const paths = ['microsoft-edge', 'chromium', 'google-chrome'].map((name) => join(folder, name));
  for (const path of paths) writeFileSync(path, '');
  expect(installedBrowsers('linux', { PATH: folder })).toEqual([...paths].reverse());
});

/** One ustar entry. */
function tarEntry(path: string, type: string, text = '', target = ''): Buffer {
  const header = Buffer.alloc(512);
  header.write(path, 0);
  header.write('0000755\0', 100);
  header.write(`${text.length.toString(8).padStart(11, '0')}\0`, 124);
  header.write(type, 156);
  header.write(target, 157);
  header.write('ustar\0', 257);
  const body = Buffer.alloc(Math.ceil(text.length / 512) * 512);
  body.write(text);
  return Buffer.concat([header, body]);
}

test('an archive unpacks its folders, files and links, and nothing outside its folder', async () => {
  const tar = Buffer.concat([
    tarEntry('lib/', '5'),
    tarEntry('lib/a.so', '0', 'x'.repeat(600)),
    tarEntry('lib/b.so', '2', '', 'a.so'),
    Buffer.alloc(1024),
  ]);
  expect([...entries(tar)].map(({ path, kind, bytes }) => [path, kind, bytes.length])).toEqual([
    ['lib/', 'folder', 0],
    ['lib/a.so', 'file', 600],
    ['lib/b.so', 'link', 0],
  ]);
  const evil = Buffer.concat([tarEntry('../evil', '0', 'x'), Buffer.alloc(1024)]);
  const archive = join(folder, 'evil.tar.br');
  writeFileSync(archive, brotliCompressSync(evil));
  mkdirSync(join(folder, 'into'));
  await expect(unpackTar(archive, join(folder, 'into'))).rejects.toThrow('outside its folder');
});
