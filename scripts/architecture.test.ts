import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { renderer } from './layers.mjs';
import { at } from './project.mjs';

const page = readFileSync(at('ARCHITECTURE.md'), 'utf8');

/** What stands in backticks and looks like a path of a file or a folder, with what stands before it on the page. */
function mentions(): { readonly text: string; readonly before: string }[] {
  return [...page.matchAll(/`([\w@./*-]+)`/g)].map(([, text = ''], index, all) => ({
    text,
    before: page.slice(0, all[index]?.index),
  }));
}

const isPath = (text: string): boolean => /^(src-\w+|scripts|docs|e2e|bin)\//.test(text);
const isFile = (text: string): boolean => /^[\w-]+(\/[\w-]+)*\.(ts|tsx|mjs|md)$/.test(text);

test('every file and folder that the page names is there', () => {
  const missing: string[] = [];
  let folder = '';
  for (const { text } of mentions()) {
    if (isPath(text)) {
      const path = text.replace(/\/[^/]*\*.*$/, '');
      folder = /\.\w+$/.test(path) ? dirname(path) : path;
      if (!existsSync(at(path))) missing.push(text);
    } else if (isFile(text) && !text.startsWith('*')) {
      // A bare name stands in the folder that was named last, or in one of the core's or window's.
      const places = [folder, '', 'src-core', 'src-core/analysis', 'src-core/language', 'src-renderer'];
      if (!places.some((place) => existsSync(at(join(place, text))))) missing.push(`${text} after ${folder}`);
    }
  }
  expect(mentions().length).toBeGreaterThan(100);
  expect(missing).toEqual([]);
});

test('the floors on the page are those of the layer table', () => {
  const rows = [...page.matchAll(/^\| (?:language|ground|store|catalogue|symbolic|rooms|top) \| (.*) \|$/gm)];
  const folders = rows.map(([, names = '']) =>
    [...names.matchAll(/`([\w-]+)`/g)].map(([, name = '']) => name),
  );
  expect(folders.flat().sort()).toEqual(Object.keys(renderer).sort());
  folders.forEach((floor, index) => {
    const below = folders.slice(0, index).flat();
    for (const name of floor)
      expect([name, [...(renderer[name]?.may ?? [])].sort()]).toEqual([name, [...below].sort()]);
  });
});

test('the tree on the page has a line for every folder', () => {
  for (const name of Object.keys(renderer)) expect(page).toMatch(new RegExp(`^  (?:.* )?${name}/`, 'm'));
});
