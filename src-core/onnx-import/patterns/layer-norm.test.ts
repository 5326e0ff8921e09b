import { expect, test } from 'vitest';
import type { Design } from '../../document/design.ts';
import { designOf } from '../../lower/small-design.fixture.ts';
import { readBack } from './read-back.fixture.ts';

/** The operators of a layer norm as exporters write it before opset 17; the squares are those of an item. */
const exported = (squared: 'centred' | 'x'): Design =>
  designOf({
    x: ['sequence-input', { channels: 5, length: 12 }],
    mean: ['reduce-mean', { over: 'axes', axes: [2] }, 'x'],
    centred: ['sub', {}, 'x', 'mean'],
    squares: ['pow', { exponent: 2 }, squared],
    variance: ['reduce-mean', { over: 'axes', axes: [2] }, 'squares'],
    epsilon: ['constant', { sizes: [], values: [1e-6] }],
    shifted: ['add', {}, 'variance', 'epsilon'],
    spread: ['sqrt', {}, 'shifted'],
    normed: ['div', {}, 'centred', 'spread'],
    factors: ['parameter', { sizes: [12] }],
    scaled: ['mul', {}, 'normed', 'factors'],
    shift: ['parameter', { sizes: [12] }],
    out: ['add', {}, 'scaled', 'shift'],
    y: ['output', {}, 'out'],
  });

test('a layer norm in its pieces is read back as one, and computes the same', () => {
  const { definitions, gap } = readBack(exported('centred'));
  expect(definitions).toEqual(['sequence-input', 'layer-norm', 'output']);
  expect(gap).toBeLessThan(1e-5);
});

test('what is divided by another spread is left as it is', () => {
  const { definitions, gap } = readBack(exported('x'));
  expect(definitions).not.toContain('layer-norm');
  expect(gap).toBeLessThan(1e-5);
});
