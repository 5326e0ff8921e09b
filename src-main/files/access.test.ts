import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Access } from './access.ts';
import { grants, workspace } from './access.ts';
import { listFolder } from './folder.ts';
import { readText } from './read.ts';

let base: string;
let root: string;
let access: Access;
beforeEach(async () => {
  base = realpathSync(mkdtempSync(join(tmpdir(), 'access-')));
  root = join(base, 'designs');
  mkdirSync(join(root, 'sub'), { recursive: true });
  writeFileSync(join(base, 'secret.json'), 'secret');
  writeFileSync(join(root, 'net.blockwright.json'), '{}');
  access = await workspace(root);
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

const code = (result: { ok: boolean; issues?: readonly { code: string }[] }) =>
  result.ok ? 'ok' : result.issues?.[0]?.code;

test('paths inside are resolved, absolute or relative to the workspace, present or not', async () => {
  expect(await access.resolve('net.blockwright.json')).toEqual({
    ok: true,
    value: join(root, 'net.blockwright.json'),
  });
  expect(await access.resolve(join(root, 'sub', 'new.json'))).toEqual({
    ok: true,
    value: join(root, 'sub', 'new.json'),
  });
  expect(await access.resolve('sub/../net.blockwright.json')).toMatchObject({ ok: true });
});

test.each(['../secret.json', 'sub/../../secret.json', '/etc/passwd', '..', 'a\0b', '../designs-of-others/x'])(
  '%j leads out and is refused',
  async (path) => {
    expect(code(await access.resolve(path))).toBe('file/outside-workspace');
  },
);

test('links that lead out are refused: a file, a folder on the way, the target of a new file', async () => {
  symlinkSync(join(base, 'secret.json'), join(root, 'link.json'));
  symlinkSync(base, join(root, 'up'));
  symlinkSync(join(base, 'not-yet.json'), join(root, 'dangling.json'));
  expect(code(await access.resolve('link.json'))).toBe('file/outside-workspace');
  expect(code(await access.resolve('up/secret.json'))).toBe('file/outside-workspace');
  expect(code(await access.resolve('up/new.json'))).toBe('file/outside-workspace');
  expect(code(await access.resolve('dangling.json'))).not.toBe('ok');
});

test('a link that stays inside is followed', async () => {
  symlinkSync(join(root, 'net.blockwright.json'), join(root, 'sub', 'alias.json'));
  expect(await access.resolve('sub/alias.json')).toEqual({
    ok: true,
    value: join(root, 'net.blockwright.json'),
  });
});

test('a missing folder is not found', async () => {
  expect(code(await access.resolve('none/new.json'))).toBe('file/not-found');
});

test('a listing names folders, then designs, then the rest, and leaves out hidden files and links that lead out', async () => {
  writeFileSync(join(root, 'a.txt'), 'text');
  writeFileSync(join(root, '.hidden'), '');
  symlinkSync(join(base, 'secret.json'), join(root, 'link.json'));
  const listed = await listFolder(access, root);
  if (!listed.ok) throw new Error('not listed');
  expect(listed.value.parent).toBeNull();
  expect(listed.value.entries.map(({ name, kind, bytes }) => [name, kind, bytes])).toEqual([
    ['sub', 'folder', 0],
    ['net.blockwright.json', 'design', 2],
    ['a.txt', 'other', 4],
  ]);
  expect(await listFolder(access, 'sub')).toMatchObject({ ok: true, value: { parent: root, entries: [] } });
  expect(code(await listFolder(access, '..'))).toBe('file/outside-workspace');
  expect(code(await listFolder(access, 'net.blockwright.json'))).toBe('file/not-found');
});

test('only granted files are touched', async () => {
  const files = grants();
  const path = join(root, 'net.blockwright.json');
  expect(code(await files.resolve(path))).toBe('file/not-readable');
  files.grant(path);
  expect(await files.resolve(path)).toEqual({ ok: true, value: path });
});

test('a file is read up to the limit, as UTF-8, and only if it is a plain file', async () => {
  const path = join(root, 'net.blockwright.json');
  expect(await readText(path, 2)).toEqual({ ok: true, value: '{}' });
  expect(code(await readText(path, 1))).toBe('document/too-large');
  expect(code(await readText(join(root, 'none.json')))).toBe('file/not-found');
  expect(code(await readText(root))).toBe('file/not-readable');
  writeFileSync(path, new Uint8Array([0x7b, 0xff]));
  expect(code(await readText(path))).toBe('file/not-readable');
});
