import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { definitionOf } from '../definitions.ts';
import type { OperatorDefinition } from '../language/definition.ts';
import { expand } from '../language/expand.ts';
import type { Given } from '../language/field.ts';
import type { Tensor } from '../language/tensor.ts';
import { elementCount } from '../language/tensor.ts';
import { normalOf } from '../lower/normal.ts';
import { WordStream } from '../lower/random.ts';

const map = [2, 6, 3, 5];

/** An operator with its fields, and PyTorch's way to the same: of the inputs `x`, `y` and the weights `w`, `b`. */
const cases: readonly (readonly [
  id: string,
  fields: Given,
  torch: string,
  inputs?: readonly (readonly number[])[],
])[] = [
  ['mish', {}, 'F.mish(x)'],
  ['elu', { alpha: 0.7 }, 'F.elu(x, alpha=0.7)'],
  ['selu', {}, 'F.selu(x)'],
  ['celu', { alpha: 0.7 }, 'F.celu(x, alpha=0.7)'],
  ['softplus', { beta: 3 }, 'F.softplus(x, beta=3)'],
  ['softsign', {}, 'F.softsign(x)'],
  ['hard-tanh', { from: -0.5, to: 2 }, 'F.hardtanh(x, -0.5, 2)'],
  ['glu', {}, 'F.glu(x, dim=1)'],
  ['glu', { axis: 'last' }, 'F.glu(x)', [[2, 5, 8]]],
  ['gelu', {}, 'F.gelu(x)'],
  ['gelu', { form: 'tanh' }, 'F.gelu(x, approximate="tanh")'],
  ['log-softmax', {}, 'F.log_softmax(x, dim=1)'],
  ['exp', {}, 'x.exp()'],
  ['abs', {}, 'x.abs()'],
  ['neg', {}, '-x'],
  ['pow', { exponent: 3 }, 'x ** 3'],
  ['sub', {}, 'x - y', [map, [2, 1, 3, 1]]],
  ['div', {}, 'x / y', [map, [6, 1, 1]]],
  ['max', {}, 'torch.maximum(x, y)', [map, map]],
  ['min', {}, 'torch.minimum(x, y)', [map, [1]]],
  ['reduce-sum', { over: 'axes', axes: [1, 3] }, 'x.sum((1, 3), keepdim=True)'],
  ['reduce-mean', { over: 'axes', axes: [2], keep: false }, 'x.mean(2)'],
  ['reduce-min', {}, 'x.amin((2, 3), keepdim=True)'],
  ['l2-norm', { axis: 'last', epsilon: 0.5 }, 'F.normalize(x, dim=-1, eps=0.5)'],
  ['rms-norm', {}, 'x / (x.pow(2).mean(1, keepdim=True) + 1e-6).sqrt() * w[:, None, None]'],
  [
    'filter-response-norm',
    {},
    'x / (x.pow(2).mean((2, 3), keepdim=True) + 1e-6).sqrt() * w[:, None, None] + b[:, None, None]',
  ],
  ['layer-norm', { axis: 'last', epsilon: 0.1 }, 'F.layer_norm(x, (5,), w, b, 0.1)'],
  [
    'conv2d',
    { outChannels: 4, standardized: true },
    'F.conv2d(x, (w - w.mean((1, 2, 3), keepdim=True)) / (w.var((1, 2, 3), unbiased=False, keepdim=True) + 1e-6).sqrt(), padding=1)',
  ],
  ['group-norm', { groups: 3, epsilon: 0.1 }, 'F.group_norm(x, 3, w, b, 0.1)'],
];

/** Debian keeps PyTorch with its own Python, which need not be the first that is found. */
const python = ['python3', '/usr/bin/python3', 'python'].find(
  (name) =>
    spawnSync(name, ['-c', 'import importlib.util as u, sys; sys.exit(u.find_spec("torch") is None)'])
      .status === 0,
);

const normals = (name: string, shape: readonly number[]): Tensor => {
  const words = new Uint32Array(elementCount(shape));
  new WordStream(1, name).fill(words);
  return { shape, data: Float32Array.from(words, normalOf) };
};

/** What is handed to PyTorch: the numbers as JSON, which holds every fp32 exactly. */
const program = `
import json, sys, torch
import torch.nn.functional as F
for case in json.load(sys.stdin):
    at = {name: torch.tensor(data).reshape(shape) for name, (shape, data) in case['given'].items()}
    y = eval(case['torch'], {'torch': torch, 'F': F, **at})
    print(json.dumps([list(y.shape), y.flatten().tolist()]))
`;

test.skipIf(python === undefined)(
  `what operators compute is what PyTorch computes${python === undefined ? ' (skipped: no Python here has it)' : ''}`,
  () => {
    const drawn = cases.map(([id, given, torch, shapes = [map]], index) => {
      const definition = definitionOf(id) as OperatorDefinition;
      const inputs = shapes.map((shape, at) => normals(`${id}-${index}-${at}`, shape));
      const expansion = expand(
        definition,
        given,
        shapes.map((shape) => shape.map(BigInt)),
      );
      const weights = Object.fromEntries(
        Object.entries(expansion.weights).map(([name, spec]) => [
          name,
          normals(`${id}-${name}`, spec.shape.map(Number)),
        ]),
      );
      const outputs = expansion.outputs.map((shape) => shape.map(Number));
      const [ours] = definition.evaluate(expansion.values, inputs, weights, outputs);
      const tensors = { x: inputs[0], y: inputs[1], w: weights.weight, b: weights.bias };
      const named = Object.entries(tensors).flatMap(([name, tensor]) =>
        tensor === undefined ? [] : [[name, [tensor.shape, [...tensor.data]]] as const],
      );
      return { id, torch, ours: ours!, given: Object.fromEntries(named) };
    });
    const { stdout, stderr } = spawnSync(python!, ['-c', program], {
      input: JSON.stringify(drawn.map(({ torch, given }) => ({ torch, given }))),
      encoding: 'utf8',
    });
    const lines = stdout.trim().split('\n');
    expect(lines, stderr).toHaveLength(cases.length);
    drawn.forEach(({ torch, ours }, index) => {
      const [shape, data] = JSON.parse(lines[index]!) as [number[], number[]];
      expect(ours.shape, torch).toEqual(shape);
      const gap = Math.max(
        ...data.map((value, i) => Math.abs(value - ours.data[i]!) / (1 + Math.abs(value))),
      );
      expect(gap, torch).toBeLessThan(2e-6);
    });
  },
  60_000,
);
