import { catalogue, networkOf, networks } from '../../catalogue.ts';
import type { Design, DesignNode } from '../../document/design.ts';
import { ExpansionMemo } from '../../language/expand.ts';
import { definitionFormulas } from '../formulas/definition-formulas.ts';
import { designFormulas, symbolicDesign } from '../formulas/design-formulas.ts';
import type { DerivedQuantity, Grouping } from './derivation.ts';
import { derivedQuantities } from './derivation.ts';
import { deriveDesign, deriveItem } from './derive.ts';
import { stepLatex } from './text.ts';

const line = (name: string, times: readonly number[], note = ''): string => {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) =>
    (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(2);
  return `  ${name.padEnd(48)} median ${at(0.5)} ms, most ${at(1)} ms, n ${sorted.length}${note}`;
};

function timed(work: () => void): number {
  const begin = performance.now();
  work();
  return performance.now() - begin;
}

/** Derives and prints every line, as a panel does. */
function deriveAll(design: ReturnType<typeof symbolicDesign>, of: DerivedQuantity, by: Grouping): void {
  const derivation = deriveDesign(design, { of, by, numbers: design.numbers });
  if (!derivation.ok) throw new Error('no derivation');
  for (const step of derivation.value.steps) stepLatex(step);
}

const setDepth = (design: Design, id: string, depth: number): Design => ({
  ...design,
  nodes: design.nodes.map(
    (node): DesignNode => (node.id === id ? { ...node, fields: { ...node.fields, depth } } : node),
  ),
});

/** Formulas and derivations of every ready network cold, and of one that is edited; beside the derivation by groups. */
export async function bench(): Promise<string> {
  // One pass warms the engine, not the caches: every design below is analysed from nothing.
  for (const { design } of networks) symbolicDesign(design, catalogue);
  const cold = networks.map(({ name, design }) => {
    let symbolic = symbolicDesign(design, catalogue);
    const formulas = timed(() => {
      symbolic = symbolicDesign(design, catalogue);
      designFormulas(symbolic);
    });
    const derivation = timed(() => {
      for (const of of derivedQuantities) deriveAll(symbolic, of, 'item');
    });
    return { name, formulas, derivation };
  });
  const most = (key: 'formulas' | 'derivation') => cold.reduce((a, b) => (b[key] > a[key] ? b : a)).name;
  const edited = networkOf('hs-resnet-50')!.design;
  const memo = new ExpansionMemo();
  const edits: number[] = [];
  const derivations: number[] = [];
  for (let step = 0; step < 40; step++) {
    const next = setDepth(edited, 'stage3', 2 + step);
    let symbolic = symbolicDesign(edited, catalogue, { memo });
    edits.push(timed(() => (symbolic = symbolicDesign(next, catalogue, { memo }))));
    derivations.push(timed(() => deriveAll(symbolic, 'params', 'item')));
  }
  const block = definitionFormulas(catalogue.definitionOf('hs-block')!, { bound: { s: 5 } });
  if (!block.ok) throw new Error('no formulas');
  const inBlock = Array.from({ length: 40 }, () =>
    timed(() => {
      for (const step of deriveItem(block.value.expansion, { of: 'params', by: 'group' }).steps)
        stepLatex(step);
    }),
  );
  const symbolic = symbolicDesign(edited, catalogue);
  const byGroup = Array.from({ length: 5 }, () => timed(() => deriveAll(symbolic, 'params', 'group')));
  return [
    'formulas and derivations',
    line(
      'formulas of each ready network, cold',
      cold.map((one) => one.formulas),
      `, most is ${most('formulas')}`,
    ),
    line(
      'derivations of its three counts by items, cold',
      cold.map((one) => one.derivation),
      `, most is ${most('derivation')}`,
    ),
    line('symbolic analysis after an edit', edits),
    line('derivation of parameters after an edit', derivations),
    line('derivation of an HS-Block by groups', inBlock),
    line('derivation of HS-ResNet-50 by groups (peer)', byGroup),
  ].join('\n');
}
