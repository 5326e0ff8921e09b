import { describe, expect, test } from 'vitest';
import { analyze } from '../analysis/analyzer.ts';
import { catalogue, findNetwork, networkOf } from '../catalogue.ts';
import type { Design, DesignNode, Variable } from '../document/design.ts';
import { sentence } from '../errors.ts';
import type { Expansion } from '../language/expansion.ts';
import type { Facts } from '../language/facts.ts';
import { ofEachKind } from './of-each-kind.fixture.ts';
import { tasks } from './tasks.ts';

type Settings = Readonly<Record<string, number | string>>;

function withSettings(design: Design, values: Settings): Design {
  const unknown = Object.keys(values).filter((name) => design.variables.every((v) => v.name !== name));
  expect(unknown).toEqual([]);
  const variables = design.variables.map((v) => ({ ...v, value: values[v.name] ?? v.value }) as Variable);
  return { ...design, variables };
}

function withImage(design: Design, height: number, width: number): Design {
  const resized = (node: DesignNode): DesignNode =>
    node.definition === 'input' ? { ...node, fields: { ...node.fields, height, width } } : node;
  return { ...design, nodes: design.nodes.map(resized) };
}

function analysed(name: string, values: Settings = {}) {
  const analysis = analyze(withSettings(networkOf(name)!.design, values), catalogue);
  expect(analysis.issues).toEqual([]);
  return analysis;
}

const paramsOf = (name: string, values: Settings = {}) => analysed(name, values).totals!.params;
const frozen = { norm: 'frozen' };

describe('any backbone by its name', () => {
  const backbones = ofEachKind.filter((network) => network.features !== undefined);
  const shapes = ['faster-rcnn', 'retinanet', 'fcn', 'deeplab-v3-plus'];

  test.each(shapes)('%s is sound on an odd image, or says which item cannot be dilated', (task) => {
    for (const { name } of backbones) {
      const found = findNetwork(`${task}@${name}`)!;
      if (found.ok) {
        const { issues } = analyze(withImage(found.value.design, 97, 131), catalogue);
        expect([name, issues]).toEqual([name, []]);
      } else {
        expect(tasks.find((one) => one.name === task)!.outputStride).toBeDefined();
        for (const { code } of found.issues) expect([name, code]).toEqual([name, 'task/not-dilated']);
      }
    }
  });

  /** Their blocks have a depthwise convolution only where they step, which goes with the step. */
  const losesLayers = new Set(['ghostnet', 'ghostnet-v2', 'ghostnet-v3']);

  test('a dilated backbone keeps the map as fine as the output stride says, and every weight', () => {
    for (const { name, features } of backbones) {
      const found = findNetwork(`deeplab-v3-no-aux@${name}`)!;
      if (!found.ok) continue;
      const sides = [8, 16, 32].map((outputStride) => {
        const { items, totals } = analyze(
          withImage(withSettings(found.value.design, { outputStride }), 128, 128),
          catalogue,
        );
        return [items.get(features![3])!.outputs[0]![2], totals!.params] as const;
      });
      const params = sides[0]![1];
      const kept = losesLayers.has(name) ? sides.map(([, own]) => own) : [params, params, params];
      expect([name, ...sides]).toEqual([name, [16n, kept[0]], [8n, kept[1]], [4n, kept[2]]]);
    }
  });

  test('frozen norms leave no scale and shift of a backbone to train; one without batch norms has no such choice', () => {
    const norms = ({ definition, facts, children }: Expansion): readonly Facts[] => {
      if (definition.kind === 'block') return children.flatMap((child) => norms(child.expansion));
      return definition.operation === 'batch-norm' ? [facts] : [];
    };
    for (const { name, design: own } of backbones) {
      const { design } = networkOf(`faster-rcnn@${name}`)!;
      const isChoice = design.variables.some((variable) => variable.name === 'norm');
      const { items } = analyze(isChoice ? withSettings(design, frozen) : design, catalogue);
      const found = own.nodes.flatMap(({ id }) => (items.has(id) ? norms(items.get(id)!.expansion!) : []));
      expect([name, isChoice]).toEqual([name, found.length > 0]);
      expect([name, found.every(({ params }) => params === 0n)]).toEqual([name, true]);
    }
  });

  test('keeps the variables that its backbone needs and lets the others go', () => {
    const names = (name: string) => networkOf(name)!.design.variables.map((variable) => variable.name);
    expect(names('faster-rcnn@hs-resnet-50')).toEqual(
      expect.arrayContaining(['w', 's', 'norm', 'classes', 'background', 'proposals']),
    );
    expect(paramsOf('faster-rcnn@hs-resnet-50', { w: 26, s: 4 })).not.toBe(
      paramsOf('faster-rcnn@hs-resnet-50'),
    );
  });

  test('a total is that of the backbone without its head, and of the parts', () => {
    const head = analysed('res2net-50').items.get('head')!.facts!.params as bigint;
    const own = 3_344_384n + 593_935n + 13_895_680n + 466_375n;
    expect(paramsOf('faster-rcnn@res2net-50')).toBe((paramsOf('res2net-50') as bigint) - head + own);
  });

  test('names that are none are issues that say what there is', () => {
    const said = (name: string) => {
      const found = findNetwork(name)!;
      return found.ok ? '' : found.issues.map(sentence).join();
    };
    expect(said('slow-rcnn@resnet-50')).toContain('faster-rcnn');
    expect(said('faster-rcnn@resnet-51')).toContain('resnet-50');
    expect(findNetwork('resnet-51')).toBeUndefined();
  });
});
