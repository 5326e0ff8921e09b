import { expect, test } from 'vitest';
import { networkOf } from '../../src-core/catalogue.ts';
import type { PublishedRow } from '../../src-core/published/figure.ts';
import { publishedRows } from '../../src-core/published/rows.ts';
import { auditedRow } from '../store/published.ts';
import { alikeText, publishedLevels, publishedPoints } from './points.ts';
import { rowsOfDesign } from './rows-of-design.ts';

const rowOf = (source: string, model: string): PublishedRow => {
  const row = publishedRows.find((each) => each.source === source && each.model === model);
  if (row === undefined) throw new Error(`${source} prints nothing of ${model}`);
  return row;
};
const unmeasured = () => null;
const torchvision = rowOf('torchvision', 'resnet50');
const paddle = rowOf('paddleclas', 'ResNet50');
const timm = rowOf('timm', 'resnet50d');
const hs = rowOf('hs-resnet', 'HS-ResNet50');

test('a point stands where its source prints it, and again where we count it', () => {
  const [v1, v2, ...rest] = publishedPoints([auditedRow(torchvision, 'macs')], 'params', 'macs', unmeasured);
  expect(v1).toMatchObject({ top1: 76.13, printed: 25_557_032, ours: 25_557_032, name: 'ResNet-50' });
  expect(v2?.top1).toBe(80.858);
  expect(rest).toEqual([]);
});

test('printed FLOPs stand at half of them on an axis of MACs, and at themselves on one of FLOPs', () => {
  const at = (name: 'macs' | 'flops') =>
    publishedPoints([auditedRow(paddle, name)], 'cost', name, unmeasured)[0];
  expect(at('macs')).toMatchObject({ printed: 8.19e9 / 2, ours: 4_089_184_256 });
  expect(at('flops')).toMatchObject({ printed: 8.19e9, ours: 8_178_368_512 });
});

test('our count follows the convention, the printed figure does not', () => {
  const [point] = publishedPoints([auditedRow(torchvision, 'fvcore')], 'cost', 'fvcore', unmeasured);
  expect(point?.printed).toBe(4_089_000_000);
  expect(point?.ours).toBeGreaterThan(4_100_000_000);
});

test('an accuracy without printed figures stands at our count alone', () => {
  const [point] = publishedPoints([auditedRow(timm, 'macs')], 'cost', 'macs', unmeasured);
  expect(point).toMatchObject({ printed: null, ours: 4_328_824_832 });
});

test('what could not be read is a height without a place', () => {
  for (const axis of ['cost', 'params', 'time'] as const)
    expect(publishedPoints([auditedRow(hs, 'macs')], axis, 'macs', () => 10)).toEqual([]);
  expect(publishedLevels(publishedRows)).toEqual([
    { row: hs, score: { measure: 'top-1', percent: '81.28' }, top1: 81.28 },
  ]);
});

test('milliseconds are those of this machine: what was not measured has no place', () => {
  expect(publishedPoints([auditedRow(paddle, 'macs')], 'time', 'macs', unmeasured)).toEqual([]);
  const [point] = publishedPoints([auditedRow(paddle, 'macs')], 'time', 'macs', () => 12.5);
  expect(point).toMatchObject({ printed: null, ours: 12.5 });
});

test('rows of several networks that compute alike say so', () => {
  const rowsOf = (name: string) => rowsOfDesign(networkOf(name)!.design);
  const both = 'ViT-S/16 and DeiT-S compute alike: these are the rows of all.';
  expect([alikeText(rowsOf('vit-s-16')), alikeText(rowsOf('deit-small'))]).toEqual([both, both]);
  expect(alikeText(rowsOf('mobilenet-v2'))).toBeNull();
});
