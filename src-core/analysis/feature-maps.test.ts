import { expect, test } from 'vitest';
import { catalogue, networkOf } from '../catalogue.ts';
import type { Design } from '../document/design.ts';
import { emptyDesign } from '../document/design.ts';
import { analyze } from './analyzer.ts';
import { featureMaps } from './feature-maps.ts';

const mapsOf = (design: Design) => featureMaps(analyze(design, catalogue));

test('are the stages of residual networks', () => {
  for (const name of ['resnet-50', 'hs-resnet-50', 'res2net-50', 'resnet-18']) {
    const { design, features } = networkOf(name)!;
    expect(mapsOf(design)).toEqual(features);
  }
});

test('are the last of each size, wherever the size is not divided evenly too', () => {
  const { design, features } = networkOf('mobilenet-v2')!;
  const odd = design.nodes.map((node) =>
    node.definition === 'input' ? { ...node, fields: { ...node.fields, height: 201, width: 331 } } : node,
  );
  expect(mapsOf({ ...design, nodes: odd })).toEqual([...features!.slice(0, 3), 'last']);
});

test('are absent from designs that do not reduce so far, and from those without one image', () => {
  expect(mapsOf(emptyDesign())).toBeNull();
  const { design } = networkOf('resnet-50')!;
  const kept = design.nodes.map((node) =>
    node.id === 'stage4' ? { ...node, fields: { ...node.fields, stride: 1 } } : node,
  );
  expect(mapsOf({ ...design, nodes: kept })).toBeNull();
});
