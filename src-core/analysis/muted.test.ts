import { expect, test } from 'vitest';
import { catalogue, networks } from '../catalogue.ts';
import type { Design } from '../document/design.ts';
import { applyEdit } from '../document/edit.ts';
import { healEdit } from '../document/heal.ts';
import { problemsOf } from '../errors.ts';
import { lower } from '../lower/program.ts';
import { Analyzer, analyze } from './analyzer.ts';
import { mutedForm } from './muted.ts';

const edited = (design: Design, edit: Parameters<typeof applyEdit>[1]): Design => {
  const applied = applyEdit(design, edit);
  if (!applied.ok) throw new Error('the edit was refused');
  return applied.value.design;
};

/** Items of a design with one wire in, which could be taken out and their ends joined. */
const inRow = ({ nodes, edges }: Design): readonly string[] =>
  nodes
    .map(({ id }) => id)
    .filter((id) => edges.filter(({ to }) => to.node === id).length === 1)
    .filter((id) => edges.some(({ from }) => from.node === id));

test('a design with a muted item counts as one without it, whose ends are joined', () => {
  for (const name of ['hs-resnet-50', 'ghostnet', 'unet', 'alexnet']) {
    const network = networks.find((each) => each.name.startsWith(name))!;
    const analyzer = new Analyzer(catalogue);
    analyzer.update(network.design);
    for (const id of inRow(network.design)) {
      const muted = analyzer.update(edited(network.design, { kind: 'setMuted', id, muted: true }));
      const healed = analyze(edited(network.design, healEdit(network.design, new Set([id]))!), catalogue);
      expect(problemsOf(muted.issues).length, `${name} ${id}`).toBe(problemsOf(healed.issues).length);
      expect(muted.totals?.params, `${name} ${id}`).toBe(healed.totals?.params);
      expect(muted.totals?.macs, `${name} ${id}`).toBe(healed.totals?.macs);
      expect(muted.totals?.operators, `${name} ${id}`).toBe(healed.totals?.operators);
      if (healed.totals === null) continue;
      const programs = [lower(muted), lower(healed)].map((program) =>
        program.ok ? program.value.operators.map(({ path }) => path) : program.issues,
      );
      expect(programs[0], `${name} ${id}`).toEqual(programs[1]);
    }
  }
}, 120_000);

test('what a tensor comes in through cannot be muted', () => {
  const input = catalogue.definitionOf('input')!;
  expect(mutedForm(input)).toBe(input);
});
