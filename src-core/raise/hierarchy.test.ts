import { expect, test } from 'vitest';
import type { FlatProgram } from '../analysis/flat-program.ts';
import type { Modules } from '../lower/modules.ts';
import { Hierarchy } from './hierarchy.ts';

/** A chain of operators, each in the modules that are written before it. */
function chained(...paths: readonly string[]): Hierarchy {
  const operators = paths.map((path, at) => ({
    path,
    inputs: at === 0 ? [] : [{ name: paths[at - 1]! }],
    outputs: [{ name: path }],
  }));
  const modules = paths.flatMap((path): [string, Modules][] => {
    const parts = path.split('/').slice(0, -1);
    const names = parts.map((_, at) => parts.slice(0, at + 1).join('.'));
    return parts.length === 0 ? [] : [[path, { names, by: 'names' }]];
  });
  return new Hierarchy({ operators } as unknown as FlatProgram, new Map(modules));
}

const hierarchy = chained('table', 'a/b/0', 'a/b/1', 'a/c/2', 'a/c/3', 'd/4', '5');

test.each([
  [[1, 2], true],
  [[0, 1, 2, 3, 4], true],
  [[1, 2, 3, 4], false],
  [[2], true],
  [[2, 3], false],
  [[0, 1, 2, 3, 4, 5], true],
  [[3, 4, 5], false],
])('operators %j cut no module: %s', (operators, expected) => {
  expect(hierarchy.isAligned(operators)).toBe(expected);
});

test('what is known of no operator is read off its first reader', () => {
  expect(hierarchy.modules[0]).toEqual(['a', 'a.b']);
  expect(hierarchy.isAligned([1, 2])).toBe(hierarchy.isAligned([3, 4]));
});

test('operators are a module, neighbours of one, or neither', () => {
  expect(hierarchy.saidOf([3, 4])).toEqual({ name: 'a.c', by: 'names' });
  expect(hierarchy.saidOf([0, 1, 2, 3, 4])).toEqual({ name: 'a', by: 'names' });
  expect(hierarchy.saidOf([5, 6])).toBeNull();
  expect(hierarchy.saidOf([2, 3])).toBeNull();
  expect(hierarchy.around([3, 4])).toEqual(['a']);
  expect(hierarchy.around([3])).toEqual(['a', 'a.c']);
});
