import { expect, test } from 'vitest';
import { catalogue } from '../../../src-core/catalogue.ts';
import { expand } from '../../../src-core/language/expand.ts';
import { trial } from '../../../src-core/published/trial.ts';
import { casesOf } from './cases-of.ts';
import { trialsOfComparisons } from './compared.ts';
import { presentTrial } from './present-trial.ts';

const block = (id: string, fields: Record<string, unknown>, channels: bigint) =>
  expand(catalogue.definitionOf(id)!, fields as never, [[1n, channels, 8n, 8n]]);

const held = (name: string) => trial(name)!;

test('an HS-Block at its own numbers, with the rule it carries by', () => {
  const expansion = block('hs-block', { s: 4, w: 26n }, 104n);
  const { count, numbers, point, rules } = presentTrial(held('hs-linear'), expansion);
  expect(count).toBe(4n);
  expect(Object.fromEntries(numbers!)).toEqual({ s: 4n, w: 26n, k: 3n });
  expect([point?.ours, point?.theirs, point?.isLegal]).toEqual([37_998n, 25_857n, false]);
  expect(rules).toEqual(['carry = floor']);
  const up = block('hs-block', { s: 4, w: 26n, carry: 'ceil' }, 104n);
  const above = presentTrial(held('hs-linear'), up);
  expect([above.point?.ours, above.rules]).toEqual([38_817n, ['carry = ceil']]);
});

test('a bound that is itself a formula is in the fields of its block', () => {
  const expansion = block('hs-block', { s: 4, w: 26n }, 104n);
  const { point } = presentTrial(held('hs-bound'), expansion);
  expect([point?.ours, point?.theirs]).toEqual([4n * 3n * 9n * 676n, 16n * 9n * 676n]);
});

test('a Ghost module in the symbols of its paper, where its maps divide', () => {
  const even = presentTrial(held('ghost-ratio'), block('ghost-module', { outChannels: 64n, ratio: 4 }, 32n));
  expect(Object.fromEntries(even.numbers!)).toMatchObject({ s: 4n, m: 16n, c: 32n });
  const odd = presentTrial(held('ghost-ratio'), block('ghost-module', { outChannels: 66n, ratio: 4 }, 32n));
  expect([odd.count, odd.numbers, odd.point]).toEqual([4n, null, null]);
});

test('another block, and a number of groups that no source speaks of, have no numbers', () => {
  expect(presentTrial(held('hs-linear'), block('res2net-block', {}, 104n)).count).toBeNull();
  const single = presentTrial(held('res2net-module'), block('res2net-block', { s: 1, w: 26n }, 26n));
  expect(single.numbers).toBeNull();
});

test('each comparison of an HS-Block is one that a trial speaks of', () => {
  const expansion = block('hs-block', { s: 4, w: 26n }, 104n);
  const trials = casesOf('hs-block').map(({ name }) => held(name));
  const found = [...trialsOfComparisons(trials, expansion)].map(([id, { case: one }]) => [id, one.name]);
  expect(Object.fromEntries(found)).toEqual({
    convolution: 'hs-convolution',
    res2net: 'hs-res2net',
    printed: 'hs-linear',
  });
});
