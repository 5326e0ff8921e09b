import { expect, test } from 'vitest';
import { analyze } from '../../../src-core/analysis/analyzer.ts';
import { catalogue } from '../../../src-core/catalogue.ts';
import type { Design } from '../../../src-core/document/design.ts';
import { emptyDesign } from '../../../src-core/document/design.ts';
import { applyEdit } from '../../../src-core/document/edit.ts';
import { isProblem } from '../../../src-core/errors.ts';
import { tourEdit, tourStepAt, tourSteps } from './tour-steps.ts';

const at = (design: Design) => analyze(design, catalogue);

/** The designs that the tour draws, one after another. */
function drawn(): readonly Design[] {
  const designs = [emptyDesign()];
  for (let left = tourSteps.length; left > 0; left -= 1) {
    const edit = tourEdit(at(designs.at(-1)!));
    if (edit === null) throw new Error('no step is left');
    const after = applyEdit(designs.at(-1)!, edit);
    if (!after.ok) throw new Error(JSON.stringify(after.issues));
    designs.push(after.value.design);
  }
  return designs;
}

test('each step is due until it is drawn, and what is drawn in the end is the HS-Block', () => {
  const designs = drawn();
  expect(designs.map((design) => tourStepAt(at(design)))).toEqual(designs.map((_, index) => index));
  const whole = at(designs.at(-1)!);
  expect(whole.issues.filter(isProblem)).toEqual([]);
  // the formula of a block of three groups: 13/4 k^2 w^2 with k = 3 and w = 8
  expect(whole.totals?.params).toBe((13n * 9n * 64n) / 4n);
  expect(tourEdit(whole)).toBeNull();
});

test('what is taken back is due again, and names do not matter', () => {
  const design = drawn().at(-1)!;
  const without = {
    ...design,
    edges: design.edges.filter(({ to }) => to.port !== 'in2' || to.node !== 'concat'),
  };
  expect(tourStepAt(at(without))).toBe(5);
  const renamed = JSON.parse(JSON.stringify(design).replaceAll('"split"', '"cutter"')) as Design;
  const fixed = {
    ...renamed,
    nodes: renamed.nodes.map((n) => ({
      ...n,
      definition: n.definition === 'cutter' ? 'split' : n.definition,
    })),
  };
  expect(tourStepAt(at(fixed))).toBe(tourSteps.length);
});

test('a split whose sizes do not add up is not yet the step', () => {
  const design = drawn()[3]!;
  const wrong = {
    ...design,
    nodes: design.nodes.map((n) => (n.definition === 'split' ? { ...n, fields: { sizes: [8, 8] } } : n)),
  };
  expect(tourStepAt(at(wrong))).toBe(2);
});
