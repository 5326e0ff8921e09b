import { describe, expect, test } from 'vitest';
import { substitute } from '../../../src-core/algebra/evaluate.ts';
import { toText } from '../../../src-core/algebra/print.ts';
import { analyze } from '../../../src-core/analysis/analyzer.ts';
import type { DerivedQuantity } from '../../../src-core/analysis/derivation/derivation.ts';
import { derivedQuantities } from '../../../src-core/analysis/derivation/derivation.ts';
import { stepTotal } from '../../../src-core/analysis/derivation/derive.fixture.ts';
import { itemAt } from '../../../src-core/analysis/item-paths.ts';
import { catalogue, networkOf } from '../../../src-core/catalogue.ts';
import type { Expansion } from '../../../src-core/language/expansion.ts';
import type { Facts } from '../../../src-core/language/facts.ts';
import { finished } from '../../../src-core/steps.ts';
import { formulaSteps } from '../../symbolic/formulas-for.ts';
import type { PinsState } from '../../symbolic/pins.ts';
import { noPins } from '../../symbolic/pins.ts';
import type { Bindings } from '../../symbolic/shown-count.ts';
import { presentNumbers } from '../../symbolic/symbols.ts';
import { anyCount, countedBy, isExactNow } from './any-count.ts';
import { deriveShown, groupingsOf, startingGrouping } from './derive-shown.ts';
import { termPieces, termWords } from './term-pieces.ts';

const { design } = networkOf('hs-resnet-50')!;
const analysis = analyze(design, catalogue);

function shownAt(path: string, pins: PinsState = noPins, pinnedSizes: readonly string[] = []) {
  const result = finished(formulaSteps({ design, analysis, path, pins }));
  if (!result.ok) throw new Error(path);
  const { sources } = result.value;
  const numbers = presentNumbers(sources, { design, analysis, path });
  const pinned = new Map([...numbers].filter(([name]) => pinnedSizes.includes(name)));
  const bindings: Bindings = { sources, numbers, pinned };
  return { shown: result.value, bindings };
}

const countIn = (facts: Facts, of: DerivedQuantity) => (of === 'memory' ? facts.activationBytes : facts[of]);

describe.each(['', 'stage1', 'stage1/block2', 'stage1/block2/hs', 'stage1/block2/hs/group3', 'head'])(
  'of %j',
  (path) => {
    const facts = path === '' ? analysis.totals! : itemAt(analysis, path)!.facts!;
    const { shown, bindings } = shownAt(path);
    const by = startingGrouping(path, shown.expansion);

    test.each(derivedQuantities)('the last line of %s is the present count', (of) => {
      expect(groupingsOf(path, shown.expansion)).toContain(by);
      const derived = deriveShown(path, shown, bindings, { of, by });
      if (!derived.ok) throw new Error(of);
      const { steps } = derived.value;
      const last = steps.at(-1);
      expect(last === undefined ? 0n : stepTotal(last)).toBe(countIn(facts, of));
      for (const { terms } of steps)
        for (const { origins } of terms)
          for (const origin of origins)
            expect(path === '' || origin === path || origin.startsWith(`${path}/`)).toBe(true);
    });
  },
);

test('a pinned size of the input is a number in every line', () => {
  const path = 'stage1/block2/hs';
  const free = shownAt(path);
  const pinned = shownAt(path, noPins, ['H', 'W']);
  const derive = ({ shown, bindings }: typeof free) => {
    const derived = deriveShown(path, shown, bindings, { of: 'macs', by: 'group' });
    if (!derived.ok) throw new Error(path);
    return derived.value;
  };
  expect(toText(derive(free).form)).toMatch(/H/);
  const { steps, exact } = derive(pinned);
  for (const { terms } of steps) for (const { value } of terms) expect(toText(value)).not.toMatch(/[HW]/);
  expect(substitute(exact, pinned.bindings.numbers)).toBe(itemAt(analysis, path)!.facts!.macs);
});

test('terms break at their signs, and say where they came from', () => {
  const path = 'stage1/block2/hs';
  const { shown, bindings } = shownAt(path);
  const derived = deriveShown(path, shown, bindings, { of: 'params', by: 'group' });
  if (!derived.ok) throw new Error(path);
  const [list, , sum] = derived.value.steps;
  expect(list!.terms.slice(0, 3).map((term) => termWords(term, path))).toEqual([
    'c_1^2*k^2, from group2',
    '2*c_1, from group2',
    'c_2^2*k^2, from group3',
  ]);
  expect(termPieces(sum!.terms[1]!, false, false)).toEqual([
    '+\\,\\bigl(k^{2} w^{2}',
    expect.stringMatching(/^\+/),
    expect.stringMatching(/^\+/),
    expect.stringMatching(/^\+/),
    expect.stringMatching(/^\+.*\\bigr\)$/),
  ]);
  expect(termPieces(derived.value.steps.at(-1)!.terms[0]!, true, true)).toEqual(['35{,}290']);
});

test('an HS-Block in any number of groups is itself at the present one', () => {
  const path = 'stage1/block2/hs';
  const { shown, bindings } = shownAt(path);
  const now = itemAt(analysis, path)!.expansion!;
  expect(countedBy(shown.expansion!)).toBe('s');
  const any = anyCount('params', path, shown.expansion!, now, bindings.numbers);
  if (!any.ok) throw new Error(path);
  expect(toText(any.value.there!)).toBe('629/64*k^2*w^2 + 49/4*w');
  expect([any.value.divisor, isExactNow(any.value)]).toEqual([8n, false]);
  expect(countedBy(itemAt(analysis, 'stage1/block2')!.expansion!)).toBeNull();
  const macs = anyCount('macs', path, shown.expansion!, now, bindings.numbers);
  if (!macs.ok) throw new Error(path);
  expect(toText(substitute(macs.value.there!, new Map([...macs.value.numbers, ['w', 24n]])))).toBe(
    String((629n * 9n * 24n * 24n * 56n * 56n) / 64n),
  );
});

test('a Ghost module in any ratio is written in the letters of its fields', () => {
  const ghost = networkOf('ghost-resnet-50')!.design;
  const own = analyze(ghost, catalogue);
  const path = [...pathsOf('stage1', itemAt(own, 'stage1')!.expansion!)].find(
    (at) => itemAt(own, at)?.definition?.id === 'ghost-module',
  )!;
  const result = finished(formulaSteps({ design: ghost, analysis: own, path, pins: noPins }));
  if (!result.ok) throw new Error(path);
  const numbers = presentNumbers(result.value.sources, { design: ghost, analysis: own, path });
  const item = itemAt(own, path)!;
  const any = anyCount('params', path, result.value.expansion!, item.expansion!, numbers);
  if (!any.ok) throw new Error(path);
  expect(toText(any.value.derivation.form)).not.toMatch(/[Kk]ernel|Channels/);
  expect(substitute(any.value.there!, any.value.numbers)).toBe(item.facts!.params);
});

function* pathsOf(path: string, { children }: Expansion): Generator<string> {
  yield path;
  for (const { name, expansion } of children) yield* pathsOf(`${path}/${name}`, expansion);
}
