import { expect, test } from 'vitest';
import { audit, rowsAbout } from '../../src-core/published/audit.ts';
import { publishedRows } from '../../src-core/published/rows.ts';
import { auditCsv, auditMarkdown, chosenFigures, soughtRows } from './audit-text.ts';

const figures = audit('ghost-resnet-50');

test('a search keeps the order of the rows and needs all its words', () => {
  const found = soughtRows(publishedRows, 'torchvision resnet50');
  expect(found.map(({ model }) => model)).toContain('resnet50');
  expect(found.every(({ source }) => source === 'torchvision')).toBe(true);
  expect(soughtRows(publishedRows, '')).toEqual(publishedRows);
  expect(soughtRows(publishedRows, 'no such model')).toEqual([]);
});

test('what cannot be explained says so, by how much it is off', () => {
  const unexplained = chosenFigures(figures, 'unexplained');
  expect(unexplained.length).toBeGreaterThan(0);
  const text = auditMarkdown(unexplained);
  expect(text).toContain('| 13.0M | 13,953,512 | off by +953,512, unexplained |');
  expect(text).toContain('second hand');
});

test('CSV quotes what holds a comma and writes counts as plain integers', () => {
  const csv = auditCsv(figures);
  expect(csv).toContain('13953512');
  expect(csv.split('\n')[0]).toBe('network,published as,source,read,figure,printed,ours,verdict');
  for (const line of csv.trim().split('\n')) {
    const fields = line.match(/("([^"]|"")*"|[^,]*)(,|$)/g)?.filter((field) => field !== '') ?? [];
    expect(fields.length).toBe(8);
  }
});

test('every row about a network is reached by its name', () => {
  expect(soughtRows(publishedRows, 'ghost-resnet-50').length).toBeGreaterThanOrEqual(
    rowsAbout('ghost-resnet-50').length,
  );
});
