import { expect, test } from 'vitest';
import { analyze } from '../analysis/analyzer.ts';
import { catalogue } from '../catalogue.ts';
import { describe } from '../errors.ts';
import type { OnnxFile } from '../lower/onnx-read.ts';
import { elementType } from '../lower/onnx-schema.ts';
import { designOfFile } from './import-onnx.ts';

/** A file of so many operators in a row, each without weights. */
function row(count: number): OnnxFile {
  const value = (name: string) => ({ name, shape: [1, 4, 8, 8], elementType: elementType.float });
  return {
    irVersion: 8,
    opsets: [{ domain: '', version: 17 }],
    producer: { name: '', version: '' },
    name: 'row',
    nodes: Array.from({ length: count }, (_, index) => ({
      name: `node${index}`,
      op: index % 2 === 0 ? 'Relu' : 'Neg',
      domain: '',
      inputs: [`t${index}`],
      outputs: [`t${index + 1}`],
      attributes: new Map(),
    })),
    initializers: [],
    inputs: [value('t0')],
    outputs: [value(`t${count}`)],
    values: [],
    metadata: new Map(),
    functions: [],
  };
}

test('a file of 25,000 nodes opens with all of them counted', { timeout: 60_000 }, () => {
  const read = designOfFile(row(25_000), 'row');
  if (!read.ok) throw new Error(read.issues.map(describe).join('\n'));
  const { totals, issues } = analyze(read.value.design, catalogue);
  expect(issues).toEqual([]);
  expect(totals?.operators).toBe(25_000);
});
