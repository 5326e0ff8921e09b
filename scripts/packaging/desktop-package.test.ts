import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extractFile, getRawHeader, listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { FuseState } from '@electron/fuses/dist/constants.js';
import { NtExecutable, NtExecutableResource } from 'resedit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isBuilt } from '../build.mjs';
import { at } from '../project.mjs';
import { runNode } from '../run.mjs';
import { importedPackages } from './imported-packages.fixture.ts';
import type { Platform } from './stand-in.fixture.ts';
import { standInElectron } from './stand-in.fixture.ts';

interface Target {
  readonly platform: Platform;
  readonly arch: 'x64' | 'arm64';
  readonly flag: string;
  /** Where electron-builder puts the app, and where in it the executable and the resources are. */
  readonly folder: string;
  readonly executable: string;
  readonly resources: string;
  /** The files of onnxruntime that stand outside the archive. */
  readonly native: readonly string[];
}

const targets: readonly Target[] = [
  {
    platform: 'linux',
    arch: 'x64',
    flag: '--linux',
    folder: 'linux-unpacked',
    executable: 'blockwright',
    resources: 'resources',
    native: ['libonnxruntime.so.1', 'onnxruntime_binding.node'],
  },
  {
    platform: 'win32',
    arch: 'x64',
    flag: '--win',
    folder: 'win-unpacked',
    executable: 'Blockwright.exe',
    resources: 'resources',
    native: ['DirectML.dll', 'dxcompiler.dll', 'dxil.dll', 'onnxruntime.dll', 'onnxruntime_binding.node'],
  },
  {
    platform: 'darwin',
    arch: 'arm64',
    flag: '--mac',
    folder: 'mac-arm64',
    executable: 'Blockwright.app',
    resources: 'Blockwright.app/Contents/Resources',
    native: ['libonnxruntime.1.dylib', 'onnxruntime_binding.node'],
  },
];

const { version } = JSON.parse(readFileSync(at('package.json'), 'utf8'));
const biggest = 90 * 1024 * 1024;

let base: string;
beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), 'desktop-package-'));
  expect(isBuilt(), 'out/ is not what the sources make; npm run build makes it').toBe(true);
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

/** What an executable of Windows says of its archive, as JSON. */
function integrityResource(executable: string): string {
  const { entries } = NtExecutableResource.from(NtExecutable.from(readFileSync(executable)));
  const entry = entries.find(({ type }) => type === 'INTEGRITY');
  return new TextDecoder().decode(entry?.bin);
}

describe.each(targets)('the app for $platform, built around a stand-in for Electron', (target) => {
  const { platform, arch, flag } = target;
  const inside = (...path: string[]): string => join(base, platform, target.folder, ...path);
  const archive = (): string => inside(target.resources, 'app.asar');
  const packed = (): string[] =>
    listPackage(archive(), { isPack: false }).map((path) => path.replaceAll('\\', '/'));

  beforeAll(async () => {
    const electron = standInElectron(join(base, `electron-${platform}`), platform);
    const { code, output } = await runNode(
      at('node_modules', 'electron-builder', 'cli.js'),
      [flag, 'dir', `--${arch}`, '--publish', 'never']
        .concat(`-c.electronDist=${electron}`)
        .concat(`-c.directories.output=${join(base, platform)}`),
    );
    expect({ code, output: code === 0 ? '' : output }).toEqual({ code: 0, output: '' });
  }, 120_000);

  test('holds what is built for the desktop and the packages that it needs, no source and no source map', () => {
    const paths = packed();
    expect(paths).toEqual(
      expect.arrayContaining(
        ['main/desktop.js', 'main/runner.js', 'preload/preload.cjs', 'renderer/index.html'].map(
          (name) => `/out/${name}`,
        ),
      ),
    );
    const roots = new Set(paths.map((path) => path.split('/')[1]));
    expect([...roots].sort()).toEqual(['node_modules', 'out', 'package.json']);
    expect(
      paths.filter((path) => path.endsWith('.map') || /^\/out\/main\/(cli|serve)\.js$/.test(path)),
    ).toEqual([]);
    const mains = paths.filter((path) => /^\/out\/main\/.*\.js$/.test(path));
    const packages = new Set(
      mains.flatMap((path) => importedPackages(extractFile(archive(), path.slice(1)).toString('utf8'))),
    );
    for (const name of packages) expect(paths).toContain(`/node_modules/${name}/package.json`);
    expect(packages).toContain('onnxruntime-node');
  });

  test('has the native files of its own platform alone, outside the archive', () => {
    const unpacked = inside(target.resources, 'app.asar.unpacked');
    const place = join(unpacked, 'node_modules', 'onnxruntime-node', 'bin', 'napi-v6', platform, arch);
    expect(filesIn(unpacked).sort()).toEqual(target.native.map((name) => join(place, name)));
    const native = packed().filter((path) => /\.(node|dll|dylib|so)(\.|$)/.test(path));
    expect(native.map((path) => path.split('/').at(-1)).sort()).toEqual(target.native);
  });

  test('is at most 90 MB without Electron', () => {
    const bytes = filesIn(inside(target.resources)).reduce((sum, path) => sum + statSync(path).size, 0);
    expect(bytes).toBeGreaterThan(20_000_000);
    expect(bytes).toBeLessThan(biggest);
  });

  test('has its fuses set: it is no Node, opens no inspector, and loads what it was built with', async () => {
    const wire = await getCurrentFuseWire(inside(target.executable));
    const state = (fuse: FuseV1Options) => wire[fuse] === FuseState.ENABLE;
    expect({
      RunAsNode: state(FuseV1Options.RunAsNode),
      NodeOptions: state(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
      inspect: state(FuseV1Options.EnableNodeCliInspectArguments),
      CookieEncryption: state(FuseV1Options.EnableCookieEncryption),
      AsarIntegrity: state(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
      OnlyLoadAppFromAsar: state(FuseV1Options.OnlyLoadAppFromAsar),
      FileProtocolPrivileges: state(FuseV1Options.GrantFileProtocolExtraPrivileges),
    }).toEqual({
      RunAsNode: false,
      NodeOptions: false,
      inspect: false,
      CookieEncryption: true,
      AsarIntegrity: true,
      OnlyLoadAppFromAsar: true,
      FileProtocolPrivileges: false,
    });
  });

  test('says what it is', () => {
    expect(JSON.parse(extractFile(archive(), 'package.json').toString('utf8'))).toMatchObject({
      name: 'blockwright',
      version,
      main: 'out/main/desktop.js',
      type: 'module',
    });
  });

  // Linux has no place for it: the fuse is set there, and Electron does not look.
  if (platform === 'linux') return;
  test('carries the digest of its archive where Electron looks for it', () => {
    const digest = createHash('sha256').update(getRawHeader(archive()).headerString).digest('hex');
    const text =
      platform === 'darwin'
        ? readFileSync(inside(target.executable, 'Contents', 'Info.plist'), 'utf8')
        : integrityResource(inside(target.executable));
    expect(text).toContain(digest);
    if (platform === 'darwin') expect(text).toContain('<string>blockwright.json</string>');
  });
});
