import { expect, test } from 'vitest';
import { definitions } from '../../src-core/catalogue.ts';
import { openAtFirst, otherBlocks, sections } from './sections.ts';

test('everything stands in the palette once, and every block under a heading of its kind', () => {
  const ids = sections.flatMap((section) => section.definitions.map(({ id }) => id));
  expect([...ids].sort()).toEqual(definitions.map(({ id }) => id).sort());
  expect(sections.map(({ title }) => title)).not.toContain(otherBlocks);
});

test('no section is an endless list, and those that are open at first exist', () => {
  for (const { title, definitions: rows } of sections) expect(rows.length, title).toBeLessThan(20);
  const titles = sections.map(({ title }) => title);
  for (const title of openAtFirst.filter((each) => each !== 'Recent')) expect(titles).toContain(title);
});
