import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { describe as inWords } from '../../src-core/errors.ts';
import { listFolder, makeFolder } from './folder.ts';
import { recentFiles } from './recent.ts';
import { defaultWorkspace, homeFolder, userDataFolder } from './user-data.ts';
import { dataNotices, openWorkspace } from './workspace.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'workspace-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

test('a folder is made with those above it, and one that is there is as good', async () => {
  const path = join(folder, 'a', 'b', 'c');
  expect(await makeFolder(path, 0o700)).toEqual({ ok: true, value: path });
  expect(await makeFolder(path)).toEqual({ ok: true, value: path });
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o700);
  writeFileSync(join(folder, 'file'), '');
  for (const wrong of ['file', 'file/x', 'file/x/y'])
    expect(await makeFolder(join(folder, wrong))).toMatchObject({ ok: false });
});

test.runIf(process.platform === 'linux')('where no folder can be made, making one ends', async () => {
  expect(await makeFolder('/proc/nowhere/at/all')).toMatchObject({
    ok: false,
    issues: [{ code: 'file/not-writable' }],
  });
});

test.each(['', 'relative/home'])('HOME %j is no home folder', (home) => {
  if (process.platform === 'win32') return expect(homeFolder()).not.toBeNull();
  vi.stubEnv('HOME', home);
  expect(homeFolder()).toBeNull();
});

test('without a home folder only the environment says where things are', () => {
  expect(defaultWorkspace(null)).toBeNull();
  expect(userDataFolder('linux', {}, null)).toBeNull();
  expect(userDataFolder('win32', {}, null)).toBeNull();
  expect(userDataFolder('linux', { XDG_DATA_HOME: '/data' }, null)).toBe('/data/blockwright');
  expect(userDataFolder('darwin', { BLOCKWRIGHT_DATA: '/mine' }, null)).toBe('/mine');
});

test('without a folder nothing is remembered, and it is said', async () => {
  const recent = recentFiles(null);
  await recent.add('/a.json');
  expect(await recent.list()).toEqual([]);
  expect((await dataNotices(null)).map(inWords)).toEqual([
    'recent files are not remembered: the home folder is not known',
  ]);
  writeFileSync(join(folder, 'file'), '');
  expect((await dataNotices(join(folder, 'file', 'data'))).map(inWords)).toEqual([
    `recent files are not remembered: ${join(folder, 'file', 'data')} cannot be made (its folder is not there)`,
  ]);
  expect(await dataNotices(join(folder, 'data'))).toEqual([]);
});

test('the usual folder that cannot be made leaves an app that says so wherever a file is asked for', async () => {
  writeFileSync(join(folder, 'home'), '');
  for (const usual of [join(folder, 'home', 'Blockwright'), null]) {
    const opened = await openWorkspace(null, usual);
    if (!opened.ok) throw new Error('the app does not open');
    const [notice] = opened.value.notices;
    expect(notice).toMatchObject({ code: 'workspace/none' });
    const { access } = opened.value;
    expect(await listFolder(access, access.root ?? '')).toEqual({ ok: false, issues: [notice] });
    expect(await access.resolve('mine.blockwright.json')).toEqual({ ok: false, issues: [notice] });
  }
});

test('a folder that was named must open', async () => {
  writeFileSync(join(folder, 'file'), '');
  expect(await openWorkspace(join(folder, 'file'))).toMatchObject({ ok: false });
  expect(await openWorkspace(join(folder, 'new'))).toMatchObject({ ok: true, value: { notices: [] } });
  expect(existsSync(join(folder, 'new'))).toBe(true);
});
