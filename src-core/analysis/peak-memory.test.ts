import { expect, test } from 'vitest';
import { catalogue, networkOf } from '../catalogue.ts';
import type { Design } from '../document/design.ts';
import { emptyDesign } from '../document/design.ts';
import { analyze } from './analyzer.ts';
import { flatProgramOf } from './flat-program.ts';
import { peakActivationBytes, peakBytes, weightBytes } from './peak-memory.ts';

const at = { x: 0, y: 0 };

/** input 4 -> a -> b -> add(a, b) -> output, maps of 2 x 2: 64 bytes a tensor. */
const residual: Design = {
  ...emptyDesign(),
  nodes: [
    { id: 'input', definition: 'input', fields: { channels: 4, height: 2, width: 2 }, position: at },
    { id: 'a', definition: 'relu', fields: {}, position: at },
    { id: 'b', definition: 'relu', fields: {}, position: at },
    { id: 'sum', definition: 'add', fields: {}, position: at },
    { id: 'output', definition: 'output', fields: {}, position: at },
  ],
  edges: [
    { id: '1', from: { node: 'input', port: 'out' }, to: { node: 'a', port: 'in' } },
    { id: '2', from: { node: 'a', port: 'out' }, to: { node: 'b', port: 'in' } },
    { id: '3', from: { node: 'a', port: 'out' }, to: { node: 'sum', port: 'a' } },
    { id: '4', from: { node: 'b', port: 'out' }, to: { node: 'sum', port: 'b' } },
    { id: '5', from: { node: 'sum', port: 'out' }, to: { node: 'output', port: 'in' } },
  ],
};

test('a tensor lives until its last reader: a and b and their sum are three at once', () => {
  const program = flatProgramOf(analyze(residual, catalogue))!;
  expect(program.operators.map((operator) => operator.path)).toEqual(['a', 'b', 'sum']);
  expect(peakActivationBytes(program)).toBe(3n * 64n);
  expect(weightBytes(program)).toBe(0n);
});

test('ResNet-50: weights with buffers, and the first bottleneck as the widest moment', () => {
  const analysis = analyze(networkOf('resnet-50')!.design, catalogue);
  const program = flatProgramOf(analysis)!;
  expect(weightBytes(program)).toBe(4n * (25_557_032n + 53_120n));
  // shortcut, its convolution and its norm at 256 x 56 x 56 are live together
  expect(peakActivationBytes(program)).toBe(4n * 3n * 256n * 56n * 56n);
  expect(peakBytes(program)).toBe(weightBytes(program) + peakActivationBytes(program));
});
