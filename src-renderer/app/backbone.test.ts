import { expect, test } from 'vitest';
import { analyze } from '../../src-core/analysis/analyzer.ts';
import { catalogue, networkOf } from '../../src-core/catalogue.ts';
import type { Design } from '../../src-core/document/design.ts';
import { emptyDesign } from '../../src-core/document/design.ts';
import { tasks } from '../../src-core/networks/tasks.ts';
import { openDesign } from '../store/document.ts';
import { openBackbone, openDesignAs } from './backbone.ts';

const taskOf = (name: string) => tasks.find((task) => task.name === name)!;

function usedAs(name: string, design: Design) {
  openDesign(design);
  const built = openDesignAs(taskOf(name));
  if (!built.ok) throw new Error(JSON.stringify(built.issues));
  const { issues, totals } = analyze(built.value.design, catalogue);
  expect(issues).toEqual([]);
  return totals;
}

test('a ready network that was opened is what its name with @ stands for', () => {
  for (const name of ['hs-resnet-50', 'mobilenet-v2']) {
    const expected = analyze(networkOf(`faster-rcnn@${name}`)!.design, catalogue).totals;
    expect(usedAs('faster-rcnn', networkOf(name)!.design)).toEqual(expected);
  }
});

test('what was changed in it is carried over', () => {
  const { design } = networkOf('resnet-50')!;
  const nodes = design.nodes.map((node) =>
    node.id === 'stage3' ? { ...node, fields: { ...node.fields, depth: 23 } } : node,
  );
  const expected = analyze(networkOf('fcn@resnet-101')!.design, catalogue).totals;
  expect(usedAs('fcn', { ...design, nodes })).toEqual(expected);
});

test('a design of any origin serves where its maps reduce as far; any other says that it cannot', () => {
  const { design } = networkOf('resnet-18')!;
  const renamed = JSON.parse(JSON.stringify(design).replaceAll('"stage', '"part')) as Design;
  const expected = analyze(networkOf('retinanet@resnet-18')!.design, catalogue).totals;
  expect(usedAs('retinanet', renamed)).toEqual(expected);
  openDesign(emptyDesign());
  expect(openBackbone()).toBeNull();
  expect(openDesignAs(taskOf('fcn'))).toMatchObject({ ok: false, issues: [{ code: 'task/no-features' }] });
});
