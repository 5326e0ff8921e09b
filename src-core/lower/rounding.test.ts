import { expect, test } from 'vitest';
import { conformance } from './conformance.fixture.ts';
import { onnxruntime } from './onnxruntime.fixture.ts';
import { toleranceOf } from './rounding.fixture.ts';
import { programOf } from './small-design.fixture.ts';

/** More than the usual is asked for. */
const apart = 1;

test('what rounding explains stays small where nothing enlarges it', () => {
  const program = programOf({
    x: ['input', { channels: 8, height: 9, width: 9 }],
    conv: ['conv2d', { outChannels: 16, kernel: 3 }, 'x'],
    norm: ['batch-norm', {}, 'conv'],
    relu: ['relu', {}, 'norm'],
    y: ['output', {}, 'relu'],
  });
  expect(toleranceOf(apart, program, 1)).toBeLessThan(2e-4);
});

test.each([
  ['values of one size', { none: ['sub', {}, 'x', 'x'], head: ['add', {}, 'none', 'far'] }, 3],
  ['one value', { first: ['add', {}, 'x', 'far'], head: ['sub', {}, 'first', 'near'] }, 1],
] as const)('a norm of %s enlarges their last bits', async (_, before, height) => {
  const program = programOf({
    x: ['input', { channels: 1, height, width: 1 }],
    far: ['constant', { values: [1000.1] }],
    near: ['constant', { values: [999] }],
    ...before,
    norm: ['instance-norm', { affine: true, epsilon: 1e-12 }, 'head'],
    y: ['output', {}, 'norm'],
  });
  const gaps = await conformance(program, onnxruntime, 0);
  if (!gaps.ok) throw new Error(JSON.stringify(gaps.issues));
  expect(gaps.value.y).toBeGreaterThan(1e-3);
  expect(gaps.value.y).toBeLessThan(toleranceOf(apart, program, 0));
});

test('the tail of a function of each value has lost what cancels in it', async () => {
  const program = programOf({
    x: ['input', { channels: 1, height: 9, width: 9 }],
    tenth: ['constant', { values: [0.1] }],
    far: ['constant', { values: [4.5] }],
    small: ['mul', {}, 'x', 'tenth'],
    low: ['sub', {}, 'small', 'far'],
    gelu: ['gelu', {}, 'low'],
    y: ['output', {}, 'gelu'],
  });
  const gaps = await conformance(program, onnxruntime, 0);
  if (!gaps.ok) throw new Error(JSON.stringify(gaps.issues));
  expect(gaps.value.y).toBeGreaterThan(1e-4);
  expect(gaps.value.y).toBeLessThan(toleranceOf(apart, program, 0));
});
