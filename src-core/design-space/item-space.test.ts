import { describe, expect, test } from 'vitest';
import { isInteger } from '../algebra/expression.ts';
import { analyze } from '../analysis/analyzer.ts';
import { siamese } from '../analysis/shared-design.fixture.ts';
import { catalogue, networkOf } from '../catalogue.ts';
import { ofEachKind } from '../networks/of-each-kind.fixture.ts';
import { countAt, functionOf } from './function-of.ts';
import { itemSpace, ownSpace } from './item-space.ts';
import { designSpace } from './space.ts';

const { design } = networkOf('hs-resnet-50')!;
const { items } = analyze(design, catalogue);
const stage3 = items.get('stage3')!;

function stageSpace() {
  const space = itemSpace(design, catalogue, 'stage3', stage3.values!);
  if (!space.ok) throw new Error(JSON.stringify(space.issues));
  return space.value;
}

describe('an item as a space', () => {
  test('has the variables of its design and its own literal fields', () => {
    const { space, places } = stageSpace();
    expect(places.get('w')).toEqual({ kind: 'variable', name: 'w' });
    expect(places.get('depth')).toEqual({ kind: 'field', field: 'depth' });
    expect(countAt(space, 'params', new Map())).toBe(stage3.facts!.params);
    const shallower = analyze(
      {
        ...design,
        nodes: design.nodes.map((node) =>
          node.id === 'stage3' ? { ...node, fields: { ...node.fields, depth: 5 } } : node,
        ),
      },
      catalogue,
    );
    expect(countAt(space, 'params', new Map([['depth', 5n]]))).toBe(
      shallower.items.get('stage3')!.facts!.params,
    );
  });

  test('keeps a width as a symbol and not what changes the graph', () => {
    const { space } = stageSpace();
    expect(space.keepsGraph(new Map(), 'w')).toBe(true);
    expect(space.keepsGraph(new Map(), 's')).toBe(false);
    expect(space.keepsGraph(new Map(), 'depth')).toBe(false);
  });

  test('inside another item: its own fields at the values it has', () => {
    const block = stage3.expansion!.children[1]!.expansion;
    const { space } = ownSpace(block.definition, block.values, block.inputs);
    expect(countAt(space, 'params', new Map())).toBe(block.facts.params);
    expect(countAt(space, 'macs', new Map())).toBe(block.facts.macs);
  });
});

test.each(ofEachKind.map(({ name, design: network }) => [name, network] as const))(
  'in %s a formula gives what the design gives, one more and one less',
  (_, network) => {
    const space = designSpace(network, catalogue);
    for (const axis of space.axes) {
      for (const of of ['params', 'macs'] as const) {
        const count = functionOf(space, of, axis, new Map());
        if (!count.ok || !count.value.isFormula) continue;
        for (const value of [axis.value - 1n, axis.value, axis.value + 1n]) {
          if (value < axis.min || value > axis.max) continue;
          const counted = space.count(of, new Map([[axis.name, value]]));
          if (!counted.ok || !isInteger(counted.value)) continue;
          expect(count.value.at(value), `${axis.name} = ${value}`).toBe(counted.value);
        }
      }
    }
  },
);

test('an item that shares weights takes those that run with them along', () => {
  const { expansion, values } = analyze(siamese, catalogue).items.get('conv_b')!;
  expect(expansion!.borrows).toBe(true);
  const made = itemSpace(siamese, catalogue, 'conv_a', values!);
  if (!made.ok) throw new Error(JSON.stringify(made.issues));
  expect(countAt(made.value.space, 'params', new Map([['outChannels', 5n]]))).toBe(50n);
  const taker = itemSpace(siamese, catalogue, 'conv_b', values!);
  if (!taker.ok) throw new Error(JSON.stringify(taker.issues));
  expect(countAt(taker.value.space, 'macs', new Map([['outChannels', 5n]]))).toBe(5n * 9n * 28n * 28n);
});
