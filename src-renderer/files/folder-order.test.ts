import { expect, test } from 'vitest';
import type { FolderEntry } from '../../src-core/contract.ts';
import { crumbs, isListed, pathIn, sortEntries } from './folder-order.ts';

const entry = (name: string, modified: number, bytes: number, kind: FolderEntry['kind'] = 'design') => ({
  name,
  path: `/w/${name}`,
  kind,
  bytes,
  modified,
});

const entries = [
  entry('net-10.blockwright.json', 5, 100),
  entry('net-9.blockwright.json', 9, 300),
  entry('b', 1, 0, 'folder'),
  entry('a', 2, 0, 'folder'),
  entry('Net-9.blockwright.json', 9, 200),
];
const namesBy = (order: Parameters<typeof sortEntries>[1]) =>
  sortEntries(entries, order).map(({ name }) => name.replace('.blockwright.json', ''));

test('folders stay above files; numbers in names count as numbers', () => {
  expect(namesBy({ column: 'name', isDescending: false })).toEqual(['a', 'b', 'Net-9', 'net-9', 'net-10']);
  expect(namesBy({ column: 'name', isDescending: true })).toEqual(['b', 'a', 'net-10', 'net-9', 'Net-9']);
  expect(namesBy({ column: 'bytes', isDescending: true })).toEqual(['b', 'a', 'net-9', 'Net-9', 'net-10']);
  expect(namesBy({ column: 'modified', isDescending: false })).toEqual([
    'b',
    'a',
    'net-10',
    'Net-9',
    'net-9',
  ]);
});

test('each dialog lists the files it is for', () => {
  expect(isListed(entry('x.onnx', 0, 0, 'other'), 'export')).toBe(true);
  expect(isListed(entry('x.onnx', 0, 0, 'other'), 'open')).toBe(true);
  expect(isListed(entry('x.onnx', 0, 0, 'other'), 'save')).toBe(false);
  expect(isListed(entry('x.txt', 0, 0, 'other'), 'open')).toBe(false);
  expect(isListed(entry('x.json', 0, 0, 'other'), 'open')).toBe(true);
  expect(isListed(entry('x', 0, 0, 'folder'), 'export')).toBe(true);
});

test('the way up starts at the workspace', () => {
  expect(crumbs('/home/a/Blockwright', '/home/a/Blockwright/ablation/s3')).toEqual([
    { name: 'Blockwright', path: '/home/a/Blockwright' },
    { name: 'ablation', path: '/home/a/Blockwright/ablation' },
    { name: 's3', path: '/home/a/Blockwright/ablation/s3' },
  ]);
  expect(crumbs('C:\\work', 'C:\\work\\a').map(({ path }) => path)).toEqual(['C:\\work', 'C:\\work\\a']);
});

test('a name is put into the folder, a whole path is left alone', () => {
  expect(pathIn('/w', 'a.json')).toBe('/w/a.json');
  expect(pathIn('/', 'a.json')).toBe('/a.json');
  expect(pathIn('C:\\w', 'a.json')).toBe('C:\\w\\a.json');
  expect(pathIn('/w', '/x/a.json')).toBe('/x/a.json');
  expect(pathIn('/w', 'C:\\x\\a.json')).toBe('C:\\x\\a.json');
});
