import { expect, test } from 'vitest';
import { analyze } from '../../../src-core/analysis/analyzer.ts';
import { conventionOf } from '../../../src-core/analysis/conventions/conventions.ts';
import { formulaOf } from '../../../src-core/analysis/formulas/formula.ts';
import { catalogue, networkOf } from '../../../src-core/catalogue.ts';
import { tableText } from '../../../src-core/figure/table-text.ts';
import { finished } from '../../../src-core/steps.ts';
import { notationOf } from '../../symbolic/count-notation.ts';
import { formulaSteps } from '../../symbolic/formulas-for.ts';
import { noPins } from '../../symbolic/pins.ts';
import { rowTable } from '../../symbolic/row-table.ts';
import { presentNumbers } from '../../symbolic/symbols.ts';
import { figureOf, pythonOf, spreadsheetOf } from './copy-formula.ts';

const { design } = networkOf('hs-resnet-50')!;
const analysis = analyze(design, catalogue);

function shown(path: string) {
  const result = finished(formulaSteps({ design, analysis, path, pins: noPins }));
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.value;
}

test('a function in Python rests on the exact form, floors and all', () => {
  const formula = formulaOf(shown('stage3/block2/hs').facts.parts.conv);
  const copied = {
    formula,
    mode: 'closed',
    letter: 'P',
    name: 'weights',
    symbols: ['w', 'k'],
    summary: 'hs',
  } as const;
  expect(pythonOf(copied)).toMatch(/^def weights\(w, k\):\n {4}"""hs"""\n {4}f1 = w \/\/ 2\n/);
  expect(spreadsheetOf(copied)).toContain('INT(w/2)');
  expect(figureOf(copied)).toContain('exact when 8 divides w');
});

test('the rows of a stage as tables', () => {
  const stage = shown('stage3');
  const moment = { design, analysis, path: 'stage3' };
  const bindings = {
    sources: stage.sources,
    numbers: presentNumbers(stage.sources, moment),
    pinned: new Map(),
  };
  const notation = notationOf('params', conventionOf('macs'));
  const options = { rows: stage.rows, notation, analysis, bindings, mode: 'closed' } as const;
  const lines = tableText(rowTable(options, 'markdown'), 'markdown').split('\n');
  expect(lines[0]).toBe('| item | formula | parameters, trainable |');
  expect(lines[1]).toBe('| :-- | :-- | --: |');
  expect(lines[2]).toBe('| block1 | `64*k^2*w^2 + 30792*w + 528384` | 1,374,624 |');
  expect(tableText(rowTable(options, 'csv'), 'csv')).toContain(',1374624\r\n');
  expect(tableText(rowTable(options, 'latex'), 'latex')).toContain('k^{2} w^{2}');
});
