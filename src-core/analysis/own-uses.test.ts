import { describe, expect, test } from 'vitest';
import { blocks, catalogue } from '../catalogue.ts';
import type { Design, OwnBlock } from '../document/design.ts';
import { emptyDesign } from '../document/design.ts';
import { applyEdit } from '../document/edit.ts';
import { blockOfDrawing, detachedUse, usesOf } from '../document/own-block-uses.ts';
import { serializeDesign } from '../document/serialize.ts';
import { describe as describeIssue } from '../errors.ts';
import { expand } from '../language/expand.ts';
import type { Given } from '../language/field.ts';
import { drawnKindOf } from '../language/roles.ts';
import { analyze } from './analyzer.ts';
import { drawnOut } from './drawn-out.ts';
import { around, hsFromLanes, item, named, wires } from './own-blocks.fixture.ts';
import { catalogueOf } from './own-definitions.ts';

const kinds = { input: 'part-input', output: 'part-output' };
const fieldNames = ({ definition }: { definition: string }): readonly string[] =>
  Object.keys(catalogue.definitionOf(definition)?.fields ?? {});
const applied = (design: Design, edit: Parameters<typeof applyEdit>[1]): Design => {
  const result = applyEdit(design, edit);
  if (!result.ok) throw new Error(result.issues.map(describeIssue).join());
  const back = applyEdit(result.value.design, result.value.inverse);
  expect(back.ok && serializeDesign(back.value.design)).toBe(serializeDesign(design));
  return result.value.design;
};
const totals = (design: Design) => {
  const found = analyze(design, catalogue);
  if (found.totals === null) throw new Error(found.issues.map(describeIssue).join());
  return found.totals;
};

describe('a part and the block that is made of it', () => {
  const part: Design = {
    ...around('sequence', {}, 6),
    variables: [{ name: 'planes', kind: 'integer', value: 8, min: 1, max: 64 }],
    nodes: [
      item('input', 'input', { channels: 6, height: 14, width: 14 }),
      item('x', 'sequence'),
      item('in', 'part-input', {}, { parent: 'x' }),
      item('conv', 'conv2d', { outChannels: named('2*planes'), kernel: 3 }, { parent: 'x' }),
      item('out', 'part-output', {}, { parent: 'x' }),
      item('output', 'output'),
    ],
    edges: wires('input -> x:in', 'in -> conv', 'conv -> out', 'x:out -> output'),
  };

  test('count the same, and variables come in through fields', () => {
    const made = applied(part, blockOfDrawing(part, 'x', { id: 'own:x', title: 'X' }, fieldNames));
    expect(made.blocks?.[0]?.fields.map(({ name, max }) => [name, max])).toEqual([['planes', 64]]);
    expect(made.nodes.map(({ id }) => id)).toEqual(['input', 'x', 'output']);
    expect(totals(made)).toEqual(totals(part));
    expect(usesOf(made, 'own:x')).toEqual([{ block: null, node: 'x' }]);
  });

  test('and detached again, whatever names its use gives', () => {
    const made = applied(part, blockOfDrawing(part, 'x', { id: 'own:x', title: 'X' }, fieldNames));
    const detached = applied(made, detachedUse(made, 'x', made.blocks![0]!, 'sequence', fieldNames));
    expect(totals(detached)).toEqual(totals(part));
    expect(detached.nodes.find(({ id }) => id === 'conv')?.fields.outChannels).toEqual(named('2*(planes)'));
  });

  test.each([2, 5])('lanes detached at %i of them count the same', (s) => {
    const design = around(hsFromLanes.id, { s, w: 12 }, 12 * s, [hsFromLanes]);
    expect(totals(applied(design, detachedUse(design, 'x', hsFromLanes, 'sequence', fieldNames)))).toEqual(
      totals(design),
    );
  });
});

describe('a ready block drawn out counts the same', () => {
  const drawable = blocks.filter((block) => drawnKindOf(block) === undefined);
  test.each(drawable.map((block) => [block.id, block] as const))('%s', (_, block) => {
    for (const { fields = {}, inputs } of block.examples) {
      const shapes = inputs.map((shape) => shape.map(BigInt));
      const expansion = expand(block, fields as Given, shapes);
      const own: OwnBlock = { id: 'own:x', title: 'X', fields: [], ...drawnOut(expansion, kinds) };
      const drawn = expand(ownOf(own), {}, shapes);
      expect(drawn.facts).toEqual(expansion.facts);
      expect(drawn.outputs).toEqual(expansion.outputs);
    }
  });
});

function ownOf(block: OwnBlock) {
  return catalogueOf({ ...emptyDesign(), blocks: [block] }, catalogue).definitionOf(block.id)!;
}
