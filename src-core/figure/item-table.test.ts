import { expect, test } from 'vitest';
import { analyze } from '../analysis/analyzer.ts';
import { conventionOf } from '../analysis/conventions/conventions.ts';
import { catalogue, networkOf } from '../catalogue.ts';
import { itemTable } from './item-table.ts';
import { tableText } from './table-text.ts';

const analysis = analyze(networkOf('hs-resnet-50')!.design, catalogue);
const table = itemTable(analysis, ['stage1', 'stage1/block1/conv3', 'gone'], conventionOf('macs'));

test('a row says what an item is, what leaves it and what it costs', () => {
  expect(table.rows[0]).toEqual(['stage1', 'HS stage', '256 × 56 × 56', 238_572n, 737_825_536n, '14.8%']);
  expect(table.rows[2]).toEqual(['gone', '—', '—', null, null, '—']);
});

test('whole numbers are plain for programs and grouped for people', () => {
  expect(tableText(table, 'csv')).toContain('stage1,HS stage,256 × 56 × 56,238572,');
  expect(tableText(table, 'markdown')).toContain('| 238,572 |');
  expect(tableText(table, 'latex')).toContain('238{,}572');
});
