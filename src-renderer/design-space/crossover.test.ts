import { describe, expect, test } from 'vitest';
import { analyze } from '../../src-core/analysis/analyzer.ts';
import { catalogue, networkOf } from '../../src-core/catalogue.ts';
import type { Design } from '../../src-core/document/design.ts';
import { applyEdit } from '../../src-core/document/edit.ts';
import { problemsOf } from '../../src-core/errors.ts';
import { singleBlocks } from '../app/welcome/single-blocks.ts';
import type { Sliced } from '../work/sliced.ts';
import { applied } from './apply.ts';
import { rangeLines, verdict } from './crossover-words.ts';
import type { Condition, CrossoverState } from './crossover-work.ts';
import { crossoverWork } from './crossover-work.ts';
import { rivalsOf } from './rivals.ts';
import { sensitivities, windowOf } from './sensitivity-work.ts';
import type { Subject } from './subject.ts';
import { subjectOf } from './subject.ts';

function subjectAt(design: Design, path: string): Subject {
  const subject = subjectOf(design, analyze(design, catalogue), path);
  if (!subject.ok) throw new Error(JSON.stringify(subject.issues));
  return subject.value;
}

function finished<State>(steps: Sliced<State>): State {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

const block = singleBlocks().find(({ id }) => id === 'hs-block')!;
const hs = subjectAt(block.design, 'hs-block');
const network = subjectAt(networkOf('hs-resnet-50')!.design, '');

function crossed(subject: Subject, id: string, condition: Condition): CrossoverState {
  const axis = subject.axes.find(({ name }) => name === 'w')!;
  const rival = rivalsOf(subject, 'w').find((one) => one.id === id)!;
  return finished(crossoverWork(subject, { rival, axis, of: 'params', condition }));
}

const linesOf = (subject: Subject, state: CrossoverState): readonly string[] =>
  state.kind === 'signs'
    ? rangeLines(state.signs, { ours: subject.title, axis: 'w', scale: state.scale.ours })
    : [];

describe('crossovers of a block', () => {
  test('against the plain convolution of the same channels there is none', () => {
    const state = crossed(hs, 'convolution', { kind: 'same' });
    expect(linesOf(hs, state)).toEqual(['HS-Block costs less for every w from 1 to 65,536']);
    if (state.kind !== 'signs') throw new Error('no signs');
    expect(verdict(state.signs).head).toBe('None');
  });

  test('against a Res2Net module at equal w and s it never costs less; one channel has no half to carry', () => {
    const state = crossed(hs, 'res2net-block', { kind: 'same' });
    expect(linesOf(hs, state)).toEqual(['equal at w = 1', 'HS-Block costs more for w ≥ 2']);
  });

  test('at an equal number of channels, in steps that keep it whole', () => {
    const state = crossed(hs, 'res2net-block', { kind: 'product', other: 's', theirs: 2n });
    if (state.kind !== 'signs') throw new Error('no signs');
    expect(state.scale).toEqual({ ours: 2n, theirs: 5n });
  });

  test('at an equal count, the width the other can have', () => {
    const state = crossed(hs, 'res2net-block', { kind: 'count' });
    if (state.kind !== 'equal-count') throw new Error('no solutions');
    expect(state.solutions.map(({ value }) => value)).toEqual([31n]);
  });
});

describe('crossovers of a design', () => {
  test('against a network that shares its variables, at equal w and s', () => {
    expect(rivalsOf(network, 'w').map(({ id }) => id)).toContain('res2net-50');
    const [line] = linesOf(network, crossed(network, 'res2net-50', { kind: 'same' }));
    expect(line).toMatch(/^HS-ResNet-50 costs (more|less) for/);
  });

  test('a stage of another network keeps the depth that it has there', () => {
    const stage = subjectAt(networkOf('hs-resnet-50')!.design, 'stage3');
    const [line] = linesOf(stage, crossed(stage, 'hs-resnet-101', { kind: 'same' }));
    expect(line).toMatch(/^stage3 costs less for every w/);
  });
});

test('ranges read as a person says them', () => {
  const names = { ours: 'A', axis: 'w', scale: 1n };
  const signs = {
    runs: [
      { from: 1n, to: 63n, sign: -1 },
      { from: 64n, to: 64n, sign: 0 },
      { from: 65n, to: 4096n, sign: 1 },
    ],
    proof: 'roots',
  } as const;
  expect(rangeLines(signs, names)).toEqual([
    'A costs less for w ≤ 63',
    'equal at w = 64',
    'A costs more for w ≥ 65',
  ]);
  expect(verdict(signs).head).toBe('One crossover');
});

describe('what can be varied', () => {
  test('of a design, its whole variables; of an item, those it follows and its own numbers', () => {
    expect(network.axes.map(({ name }) => name)).toEqual(expect.arrayContaining(['w', 's', 'k']));
    const stage = subjectAt(networkOf('hs-resnet-50')!.design, 'stage3');
    const places = new Map(stage.axes.map(({ name, place }) => [name, place.kind]));
    expect(places.get('w')).toBe('variable');
    expect(places.get('depth')).toBe('field');
    expect(stage.owner).toBeNull();
  });

  test('inside an item nothing is set', () => {
    const inner = subjectAt(networkOf('hs-resnet-50')!.design, 'stage3/block2');
    expect(inner.owner).toBe('stage3');
    expect(applied(networkOf('hs-resnet-50')!.design, inner, new Map([['w', 3n]]))).toBeNull();
  });

  test('the Input of a block follows the fields that are set', () => {
    const edit = applied(
      block.design,
      hs,
      new Map([
        ['w', 26n],
        ['s', 4n],
      ]),
    );
    const after = applyEdit(block.design, edit!);
    if (!after.ok) throw new Error(JSON.stringify(after.issues));
    const { issues, items } = analyze(after.value.design, catalogue);
    expect(problemsOf(issues)).toEqual([]);
    expect(items.get('hs-block')!.facts!.parts.conv).toBe(37_998n);
    expect(applyEdit(after.value.design, after.value.inverse)).toMatchObject({
      ok: true,
      value: { design: block.design },
    });
  });
});

describe('sensitivities', () => {
  test('of a block: a curve by its width, bars by its groups', () => {
    const found = finished(sensitivities(hs, 'near'));
    const by = new Map(found.map((one) => [one.axis.name, one]));
    expect(by.get('w')?.isGraph).toBe(false);
    expect(by.get('s')?.isGraph).toBe(true);
    expect(by.get('s')?.counts.params.sensitivity.slope).toBeNull();
    for (const { axis, counts } of found) {
      for (const { points, sensitivity } of Object.values(counts)) {
        expect(points.find(({ value }) => value === axis.value)?.count).toBe(sensitivity.steps[1]);
      }
    }
  });

  test('the window is a quarter to four times the present value, inside the bounds', () => {
    const axis = { name: 'w', value: 20n, min: 1n, max: 64n };
    expect(windowOf(axis, 'near')).toEqual({ min: 5n, max: 64n });
    expect(windowOf(axis, 'whole')).toEqual({ min: 1n, max: 64n });
    expect(windowOf({ ...axis, value: 1n }, 'near')).toEqual({ min: 1n, max: 9n });
  });
});
