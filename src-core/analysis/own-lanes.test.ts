import { describe, expect, test } from 'vitest';
import { toText } from '../algebra/print.ts';
import { catalogue } from '../catalogue.ts';
import type { OwnBlock } from '../document/design.ts';
import { emptyDesign } from '../document/design.ts';
import { describe as describeIssue } from '../errors.ts';
import { analyze } from './analyzer.ts';
import { flatProgramOf } from './flat-program.ts';
import { definitionFormulas } from './formulas/definition-formulas.ts';
import { itemAt } from './item-paths.ts';
import { around, denseFromLanes, hsFromLanes, res2netFromLanes } from './own-blocks.fixture.ts';
import { catalogueOf } from './own-definitions.ts';

const counts = [2, 3, 4, 5, 6, 7, 8];

function definitionOf(block: OwnBlock) {
  return catalogueOf({ ...emptyDesign(), blocks: [block] }, catalogue).definitionOf(block.id)!;
}

function formulas(definition: Parameters<typeof definitionFormulas>[0], bound: Record<string, number>) {
  const found = definitionFormulas(definition, { bound });
  if (!found.ok) throw new Error(found.issues.map(describeIssue).join());
  const { params, macs } = found.value;
  return { params: toText(params.form), exact: toText(params.exact), macs: toText(macs.form) };
}

/** What a design runs, without the names. */
function run(design: ReturnType<typeof around>) {
  const analysis = analyze(design, catalogue);
  const program = flatProgramOf(analysis);
  if (program === null) throw new Error(analysis.issues.map(describeIssue).join());
  const names = new Map(program.inputs.map(({ name }, index) => [name, `in${index}`]));
  return program.operators.map(({ definition, expansion, inputs, outputs }) => {
    for (const { name } of outputs) names.set(name, `t${names.size}`);
    return {
      definition: definition.id,
      fields: expansion.values,
      weights: Object.entries(expansion.weights).map(([name, { shape }]) => [name, shape]),
      from: inputs.map(({ name }) => names.get(name)),
      shapes: outputs.map(({ shape }) => shape),
    };
  });
}

describe('blocks drawn from lanes are the built-in ones', () => {
  const pairs = [
    { own: hsFromLanes, builtIn: 'hs-block', fields: { w: 20, k: 3 } },
    { own: res2netFromLanes, builtIn: 'res2net-block', fields: { w: 26, k: 5 } },
  ] as const;
  for (const { own, builtIn, fields } of pairs) {
    test.each(counts)(`${builtIn} of %i groups: formulas`, (s) => {
      expect(formulas(definitionOf(own), { s })).toEqual(formulas(catalogue.definitionOf(builtIn)!, { s }));
    });
    test.each(counts)(`${builtIn} of %i groups: what it runs`, (s) => {
      const channels = s * fields.w;
      const drawn = around(own.id, { s, ...fields }, channels, [own]);
      expect(run(drawn)).toEqual(run(around(builtIn, { s, ...fields }, channels)));
    });
  }

  test.each(counts)('a dense block of %i layers', (s) => {
    const drawn = around(denseFromLanes.id, { s, g: 6 }, 16, [denseFromLanes]);
    const [own, built] = [drawn, around('dense-stage', { depth: s, growth: 6 }, 16)].map(
      (design) => analyze(design, catalogue).totals,
    );
    expect(own).not.toBeNull();
    expect([own!.params, own!.macs]).toEqual([built!.params, built!.macs]);
  });
});

test('what is left out of the lane that is shown is still drawn, with its ports and no counts', () => {
  const design = around('own:hs', { s: 5, w: 20 }, 100, [hsFromLanes]);
  const analysis = analyze(design, catalogue);
  // Nothing is carried into the second lane.
  expect(itemAt(analysis, 'x/lanes/copy2/before')).toMatchObject({ outputPorts: ['out'], facts: null });
  expect(itemAt(analysis, 'x/lanes/copy3/before')?.facts).not.toBeNull();
  expect(itemAt(analysis, 'x/lanes/copy2/nobody')).toBeNull();
  expect(itemAt(analysis, 'x/lanes/copy5/cut')).toMatchObject({
    outputPorts: ['out1', 'out2'],
    values: null,
  });
});
