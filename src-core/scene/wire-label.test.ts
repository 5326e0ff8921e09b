import { expect, test } from 'vitest';
import { analyze } from '../analysis/analyzer.ts';
import { catalogue, networkOf } from '../catalogue.ts';
import { levelAt } from './level.ts';
import { sceneOf } from './scene.ts';
import { labelOf, surroundingsOf } from './wire-label.ts';

function labels(network: string, path = ''): ReadonlyMap<string, string> {
  const scene = sceneOf(levelAt(analyze(networkOf(network)!.design, catalogue), path, catalogue)!, 'TB');
  const surroundings = surroundingsOf(scene);
  return new Map(scene.wires.map((wire) => [wire.id, labelOf(scene, wire, surroundings)]));
}

test('a wire alone between two items says its shape and size', () => {
  expect(labels('resnet-50').get('stage1-stage2')).toBe('full');
});

test('wires that run beside each other say nothing until they are pointed at', () => {
  const found = [...labels('fcos')].filter(([id]) => id.startsWith('fpn-head') || id.startsWith('head-'));
  expect(found.length).toBeGreaterThan(4);
  for (const [id, label] of found) expect(label, id).toBe('hover');
});

test('what comes in to several rows of a house layout says its size at the rail alone', () => {
  const found = labels('googlenet', 'inception3a');
  expect(found.get('/in:in>one:in')).toBe('hover');
  expect(found.get('reduce3:out>conv3:in')).toBe('channels');
});
