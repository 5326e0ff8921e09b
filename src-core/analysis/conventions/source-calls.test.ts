import { describe, expect, test } from 'vitest';
import { catalogue, networkOf } from '../../catalogue.ts';
import { copySelection, pasteSelection } from '../../document/clipboard.ts';
import type { Design, DesignNode } from '../../document/design.ts';
import type { Edit } from '../../document/edit.ts';
import { applyEdit } from '../../document/edit.ts';
import { groupItems } from '../../document/group.ts';
import { serializeDesign } from '../../document/serialize.ts';
import { ungroupItem } from '../../document/ungroup.ts';
import type { Result } from '../../errors.ts';
import { describe as describeIssue } from '../../errors.ts';
import { callOf } from '../../language/called.ts';
import { Analyzer, analyze } from '../analyzer.ts';
import { itemFormulas, symbolicDesign } from '../formulas/design-formulas.ts';
import { itemAt } from '../item-paths.ts';
import { conventionCost, conventionOf, designCost } from './conventions.ts';

const origin = { x: 0, y: 0 };
const value = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.issues.map(describeIssue).join());
  return result.value;
};
const applied = (design: Design, edit: Edit) => value(applyEdit(design, edit));
const thop = conventionOf('thop');
const thopCost = (design: Design) => designCost(analyze(design, catalogue), thop);

/** MobileNetV2, whose head torchvision calls as functions, and the same with a head of modules. */
const functional = networkOf('mobilenet-v2')!.design;
const modular: Design = { ...functional, nodes: functional.nodes.map(({ call: _, ...node }) => node) };
/** thop counts 49 + 1 for each of the 1280 channels that the pool's module reads, and nothing for the function. */
const ofPool = 50n * 1280n;
const callIn = ({ nodes }: Design, id: string) => nodes.find((node) => node.id === id)?.call;

describe('what the source calls as a function', () => {
  test('costs what a tool sees of functions, in the design, its items and their formulas', () => {
    expect(thopCost(functional)).toBe(327_486_720n);
    expect(thopCost(modular)).toBe(327_486_720n + ofPool);
    const analysis = analyze(functional, catalogue);
    const head = analysis.items.get('head')!;
    expect(conventionCost(head.expansion!, thop)).toBe(1_280_000n);
    const bound = new Set(['width']);
    const formulas = value(itemFormulas(symbolicDesign(functional, catalogue, { bound }), 'head', head));
    expect(conventionCost(formulas.formulas.expansion, thop)).toBe(1_280_000n);
  });

  test('is seen inside a block of whatever has no weights; what has weights is a module', () => {
    const analysis = analyze(functional, catalogue);
    const calls = ['head', 'head/pool', 'head/flatten', 'head/fc', 'last/act'].map(
      (path) => itemAt(analysis, path)?.expansion?.call,
    );
    expect(calls).toEqual(['function', 'function', 'function', undefined, undefined]);
  });

  test('leaves alone what is no module by its definition', () => {
    // nn.AdaptiveAvgPool2d becomes a function; the product x * gate stays an operator, which calflops does not see.
    const gate: Design = {
      ...functional,
      nodes: [
        { id: 'x', definition: 'input', fields: { channels: 8, height: 6, width: 6 }, position: origin },
        { id: 'gate', definition: 'squeeze-excitation', call: 'function', fields: {}, position: origin },
      ],
      edges: [{ id: 'e', from: { node: 'x', port: 'out' }, to: { node: 'gate', port: 'in' } }],
    };
    const inside = analyze(gate, catalogue).items.get('gate')!.expansion!.children;
    const calls = Object.fromEntries(inside.map(({ name, expansion }) => [name, callOf(expansion)]));
    expect(calls).toMatchObject({ pool: 'function', act: 'function', reduce: 'module', mul: 'operator' });
  });

  test('is found again when an item comes to be called otherwise', () => {
    const analyzer = new Analyzer(catalogue);
    for (const design of [modular, functional, modular]) {
      expect(designCost(analyzer.update(design), thop)).toBe(thopCost(design));
    }
  });
});

describe('an item keeps how it is called', () => {
  test('through a copy', () => {
    const text = copySelection(functional, new Set(['head', 'last']));
    const { edit, ids } = value(pasteSelection(functional, text, origin));
    const { design } = applied(functional, edit);
    expect(ids.map((id) => callIn(design, id))).toEqual([undefined, 'function']);
  });

  test('through another name, removal and undo', () => {
    const renamed = applied(functional, { kind: 'renameNode', id: 'head', to: 'top' });
    expect(callIn(renamed.design, 'top')).toBe('function');
    const removed = applied(renamed.design, { kind: 'removeNode', id: 'top' });
    const back = applied(applied(removed.design, removed.inverse).design, renamed.inverse).design;
    expect(back).toEqual(functional);
  });

  test('that is set and taken back, to the same text', () => {
    const set = applied(functional, { kind: 'setCall', id: 'last', call: 'method' });
    expect(callIn(set.design, 'last')).toBe('method');
    const cleared = applied(set.design, { kind: 'setCall', id: 'last', call: null });
    expect(serializeDesign(cleared.design)).toBe(serializeDesign(functional));
    expect(serializeDesign(applied(set.design, set.inverse).design)).toBe(serializeDesign(functional));
    const unknown = applyEdit(functional, { kind: 'setCall', id: 'last', call: 'guess' });
    expect(unknown.ok ? [] : unknown.issues.map(({ code }) => code)).toEqual(['document/malformed']);
  });

  test.each(['sequence', 'repeat'])('in a %s, and out of it, at the same cost', (group) => {
    const grouping = value(
      groupItems(functional, new Set(['last', 'head']), {
        kinds: { group, input: 'part-input', output: 'part-output' },
        places: { group: origin, input: () => origin, output: () => origin },
      }),
    );
    const once: Edit = { kind: 'setField', id: grouping.id, field: 'depth', value: 1 };
    const edits = group === 'repeat' ? [grouping.edit, once] : [grouping.edit];
    const inside = applied(functional, { kind: 'batch', edits }).design;
    expect(callIn(inside, 'head')).toBe('function');
    expect(thopCost(inside)).toBe(327_486_720n);
    const portOf = ({ definition }: DesignNode) =>
      definition === 'part-input' ? 'input' : definition === 'part-output' ? 'output' : null;
    const options = {
      portOf,
      copies: 1,
      names: () => ({}),
      hides: () => false,
      shift: origin,
      pitch: origin,
    };
    const outside = applied(inside, value(ungroupItem(inside, grouping.id, options)).edit).design;
    expect(callIn(outside, 'head')).toBe('function');
    expect(thopCost(outside)).toBe(327_486_720n);
  });

  test('in a group that is taken apart into copies', () => {
    const pools: Design = {
      ...functional,
      nodes: [
        { id: 'input', definition: 'input', fields: {}, position: origin },
        { id: 'twice', definition: 'repeat', fields: {}, position: origin },
        { id: 'in', definition: 'part-input', parent: 'twice', fields: {}, position: origin },
        {
          id: 'pool',
          definition: 'global-avg-pool',
          parent: 'twice',
          call: 'function',
          fields: {},
          position: origin,
        },
        { id: 'out', definition: 'part-output', parent: 'twice', fields: {}, position: origin },
      ],
      edges: [
        { id: 'e1', from: { node: 'input', port: 'out' }, to: { node: 'twice', port: 'in' } },
        { id: 'e2', from: { node: 'in', port: 'out' }, to: { node: 'pool', port: 'in' } },
        { id: 'e3', from: { node: 'pool', port: 'out' }, to: { node: 'out', port: 'in' } },
      ],
    };
    expect(thopCost(pools)).toBe(0n);
    const portOf = ({ id }: DesignNode) => (id === 'in' ? 'input' : id === 'out' ? 'output' : null);
    const options = {
      portOf,
      copies: 2,
      names: () => ({}),
      hides: () => false,
      shift: origin,
      pitch: origin,
    };
    const { edit, ids } = value(ungroupItem(pools, 'twice', options));
    const apart = applied(pools, edit).design;
    expect(ids.map((id) => callIn(apart, id))).toEqual(['function', 'function']);
    expect(thopCost(apart)).toBe(0n);
  });
});
