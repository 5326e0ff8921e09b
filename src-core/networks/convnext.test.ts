import { expect, test } from 'vitest';
import { analyze } from '../analysis/analyzer.ts';
import { catalogue } from '../catalogue.ts';
import type { FieldValue } from '../document/design.ts';
import { convnexts } from './convnext.ts';

function totals(name: string, stageFields: Readonly<Record<string, FieldValue>> = {}) {
  const { design } = convnexts.find((network) => network.name === name)!;
  const nodes = design.nodes.map((node) =>
    node.definition === 'convnext-stage' ? { ...node, fields: { ...node.fields, ...stageFields } } : node,
  );
  const { issues, totals: counts } = analyze({ ...design, nodes }, catalogue);
  expect(issues).toEqual([]);
  return counts!;
}

/** Measured by an independent counter over torchvision's model; 224 x 224, batch 1. */
test('ConvNeXt-T counts to the unit, with linear layers and with 1 × 1 convolutions', () => {
  const counts = { params: 28_589_128n, buffers: 0n, macs: 292_965_120n + 4_162_566_144n };
  expect(counts.macs).toBe(4_455_531_264n);
  expect(totals('convnext-tiny')).toMatchObject(counts);
  expect(totals('convnext-tiny', { pointwise: 'conv' })).toMatchObject(counts);
});

/** Parameters as torchvision's weights state them. */
test.each([
  ['convnext-small', 50_223_688n],
  ['convnext-base', 88_591_464n],
  ['convnext-large', 197_767_336n],
])('%s has the parameters of its published weights', (name, params) => {
  expect(totals(name).params).toBe(params);
});

test('a dilated stage keeps its parameters', () => {
  const { design } = convnexts[0]!;
  const nodes = design.nodes.map((node) =>
    ['stage3', 'stage4'].includes(node.id) ? { ...node, fields: { ...node.fields, dilate: true } } : node,
  );
  const { totals: counts, items } = analyze({ ...design, nodes }, catalogue);
  expect(counts!.params).toBe(28_589_128n);
  expect(items.get('stage4')!.outputs).toEqual([[1n, 768n, 28n, 28n]]);
});
