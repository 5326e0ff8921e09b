import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { privateFile } from './private-file.ts';
import { recentFiles } from './recent.ts';
import { userDataFolder } from './user-data.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'recent-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('the newest file comes first, once, and at most twelve are kept', async () => {
  let time = 0;
  const recent = recentFiles(join(folder, 'data'), () => ++time);
  expect(await recent.list()).toEqual([]);
  await Promise.all(Array.from({ length: 14 }, (_, n) => recent.add(`/designs/n${n}.blockwright.json`)));
  await recent.add('/designs/n5.blockwright.json');
  const list = await recent.list();
  expect(list).toHaveLength(12);
  expect(list[0]).toEqual({ path: '/designs/n5.blockwright.json', name: 'n5', opened: 15 });
  expect(list.filter(({ name }) => name === 'n5')).toHaveLength(1);
});

test.each(['', '{', '[{"path":1}]', '{"__proto__":[]}'])(
  'a damaged list %j counts as empty and is replaced',
  async (text) => {
    writeFileSync(join(folder, 'recent.json'), text);
    const recent = recentFiles(folder);
    expect(await recent.list()).toEqual([]);
    await recent.add('/a.json');
    expect(JSON.parse(readFileSync(join(folder, 'recent.json'), 'utf8'))).toHaveLength(1);
  },
);

test.skipIf(process.platform === 'win32')(
  'a private file can be read by its user alone and is removed with its folder',
  async () => {
    const file = await privateFile('open.html', 'secret');
    expect(statSync(file.path).mode & 0o777).toBe(0o600);
    expect(statSync(join(file.path, '..')).mode & 0o777).toBe(0o700);
    await file.remove();
    expect(() => statSync(file.path)).toThrow('ENOENT');
  },
);

test('user data lies where each system keeps it', () => {
  expect(userDataFolder('linux', {}, '/home/x')).toBe('/home/x/.local/share/blockwright');
  expect(userDataFolder('linux', { XDG_DATA_HOME: '/data' }, '/home/x')).toBe('/data/blockwright');
  expect(userDataFolder('darwin', {}, '/Users/x')).toBe('/Users/x/Library/Application Support/Blockwright');
});
