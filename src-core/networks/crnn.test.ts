import { expect, test } from 'vitest';
import { analyze } from '../analysis/analyzer.ts';
import { catalogue } from '../catalogue.ts';
import { crnn } from './crnn.ts';

const on = (fields: Readonly<Record<string, number>>) => {
  const { design } = crnn;
  const nodes = design.nodes.map((node) =>
    node.definition === 'input' ? { ...node, fields: { ...node.fields, ...fields } } : node,
  );
  return analyze({ ...design, nodes }, catalogue);
};

test('a longer line has more steps, and the same parameters', () => {
  const { items, totals, issues } = on({ batch: 2, width: 160 });
  expect(issues).toEqual([]);
  expect(items.get('scores')!.outputs[0]).toEqual([2n, 41n, 37n]);
  expect(totals!.params).toBe(8_331_301n);
  // Every product of a step is done 41 instead of 26 times, for two lines.
  const products = ['lstm1', 'lstm2'].map((id) => items.get(id)!.expansion!.facts.macs as bigint);
  expect(products.map((macs) => (macs * 26n) / 82n)).toEqual([40_894_464n, 27_262_976n]);
});

test('rows that leave more than one are a problem at the item that reads columns', () => {
  expect(on({ height: 48 }).issues).toMatchObject([
    { code: 'shape/reshape', where: { node: 'columns', field: 'sizes' } },
  ]);
});
