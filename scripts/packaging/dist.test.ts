import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { missingFor, targets } from '../dist-targets.mjs';
import { at } from '../project.mjs';
import { runNode } from '../run.mjs';

const named = (name: string) => {
  const target = targets.find((other) => other.name === name);
  if (target === undefined) throw new Error(`there is no ${name}`);
  return target;
};
const bare = {
  platform: 'linux',
  electron: () => false,
  reaches: false,
  brings: () => false,
  has: () => false,
};
const complete = {
  platform: 'linux',
  electron: () => true,
  reaches: true,
  brings: () => false,
  has: () => true,
};

test('electron-builder is told of every kind of package, and of no other', () => {
  const config = readFileSync(at('electron-builder.yml'), 'utf8');
  const listed = [...config.matchAll(/^ {2}target: \[(.*)\]$/gm)].flatMap(([, list = '']) =>
    list.split(', '),
  );
  expect(listed).toEqual(targets.map(({ name }) => name));
});

test('a machine that has everything lacks nothing', () => {
  expect(targets.flatMap((target) => missingFor(target, complete))).toEqual([]);
});

test('each kind of package says what a machine lacks', () => {
  const outside = 'which is fetched from outside the npm registry';
  expect(missingFor(named('AppImage'), bare)).toEqual([
    `Electron for linux, ${outside}`,
    `the AppImage runtime, ${outside}`,
  ]);
  const own = { ...bare, electron: () => true, brings: (tool: string) => tool === 'fpm' };
  expect(missingFor(named('deb'), own)).toEqual([]);
  expect(missingFor(named('rpm'), { ...complete, has: () => false })).toEqual(['rpmbuild']);
  expect(missingFor(named('nsis'), { ...complete, has: () => false })).toEqual(['wine']);
  expect(missingFor(named('nsis'), { ...complete, platform: 'win32', has: () => false })).toEqual([]);
  expect(missingFor(named('dmg'), { ...complete, has: () => false })).toEqual(['hdiutil']);
});

test('the command says what it does not make and why, and refuses what it does not know', async () => {
  const dist = at('scripts', 'dist.mjs');
  // What nothing can reach: names of this domain never resolve.
  const env = {
    ELECTRON_BUILDER_BINARIES_MIRROR: 'https://nothing.invalid/',
    HTTPS_PROXY: '',
    https_proxy: '',
    PATH: '',
  };
  const told = await runNode(dist, ['deb', 'nsis', 'dmg'], { env });
  expect(told.code).toBe(1);
  expect(told.output).toContain('deb: not made: this machine lacks ');
  expect(told.output).toContain('nsis: not made: this machine lacks ');
  expect(told.output).toContain('dmg: not made: this machine lacks hdiutil');
  expect(await runNode(dist, ['floppy'], { env })).toEqual({
    code: 1,
    output: 'There is no package of the kind floppy; there are AppImage, deb, rpm, nsis, dmg, zip.\n',
  });
}, 60_000);
