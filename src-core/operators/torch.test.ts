import { expect, test } from 'vitest';
import type { Given } from '../language/field.ts';
import type { TorchCase } from './torch.fixture.ts';
import { gapsToTorch, usualMap as map, python, skipped } from './torch.fixture.ts';

/** A call of torch.lstm or torch.gru on one layer: ours gives the gates in another order, by their places in PyTorch's. */
function recurrent(
  name: string,
  places: readonly number[],
  fields: Given & { readonly direction: string },
): TorchCase {
  const isBoth = fields.direction === 'both';
  const states = fields.hidden as number;
  const zeros = `torch.zeros(${isBoth ? 2 : 1}, 2, ${states})`;
  const sorted = `lambda t: torch.cat([t.chunk(${places.length})[i] for i in (${places})])`;
  const weights =
    fields.bias === false
      ? '[s(t[d]) for d in range(len(w)) for t in (w, r)]'
      : '[s(t) for d in range(len(w)) for t in (w[d], r[d], *b[d].chunk(2))]';
  const settings = `${fields.bias === false ? 'False' : 'True'}, 1, 0.0, False, ${isBoth ? 'True' : 'False'}, True`;
  const hidden = name === 'lstm' ? `(${zeros}, ${zeros})` : zeros;
  const turned = fields.direction === 'reverse' ? '.flip(1)' : '';
  const call = `torch.${name}(x.mT${turned}, ${hidden}, (lambda s: ${weights})(${sorted}), ${settings})[0]${turned}.mT`;
  return [name, fields, call, [[2, 4, 7]]];
}

const cases: readonly TorchCase[] = [
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
  ['crop', { top: 1, left: 2, rows: 2, columns: 3 }, 'x[:, :, 1:3, 2:5]'],
  ['adaptive-avg-pool', { rows: 3, columns: 1 }, 'F.adaptive_avg_pool2d(x, (None, 1))'],
  ['layer-norm', { axis: 'last', epsilon: 0.1 }, 'F.layer_norm(x, (5,), w, b, 0.1)'],
  [
    'conv2d',
    { outChannels: 4, standardized: true },
    'F.conv2d(x, (w - w.mean((1, 2, 3), keepdim=True)) / (w.var((1, 2, 3), unbiased=False, keepdim=True) + 1e-6).sqrt(), padding=1)',
  ],
  [
    'scaled-conv2d',
    { outChannels: 4, gamma: '1.5', epsilon: '1e-2' },
    'F.conv2d(x, F.batch_norm(w.reshape(1, 4, -1), None, None, g * 1.5 / 54 ** 0.5, training=True, eps=1e-2).reshape_as(w), b, padding=1)',
  ],
  [
    'dynamic-conv2d',
    { groups: 2, stride: 2, dilationWidth: 2, padding: 'custom', pad: 1 },
    'torch.cat([F.conv2d(x[i : i + 1], y[i], None, 2, 1, (1, 2), 2) for i in range(2)])',
    [
      [2, 4, 7, 9],
      [2, 6, 2, 3, 2],
    ],
  ],
  [
    'local-filter',
    { kernel: 3, kernelWidth: 5, stride: 2, groups: 2 },
    '(F.unfold(x, (3, 5), 1, (1, 2), 2).reshape(2, 2, 3, 15, 4, 3) * y.reshape(2, 2, 1, 15, 4, 3)).sum(3).reshape(2, 6, 4, 3)',
    [
      [2, 6, 7, 5],
      [2, 30, 4, 3],
    ],
  ],
  [
    'einsum',
    { equation: 'nkhw,nchw->cnk' },
    "torch.einsum('nkhw,nchw->cnk', x, y)",
    [
      [2, 3, 4, 5],
      [2, 6, 4, 5],
    ],
  ],
  ['group-norm', { groups: 3, epsilon: 0.1 }, 'F.group_norm(x, 3, w, b, 0.1)'],
  recurrent('lstm', [0, 2, 3, 1], { hidden: 5, direction: 'both' }),
  recurrent('lstm', [0, 2, 3, 1], { hidden: 3, direction: 'reverse', bias: false }),
  recurrent('gru', [1, 0, 2], { hidden: 5, direction: 'both' }),
  recurrent('gru', [1, 0, 2], { hidden: 3, direction: 'forward' }),
];

test.skipIf(python === undefined)(
  `what operators compute is what PyTorch computes${skipped}`,
  () => {
    for (const { torch, ours, theirs, gap } of gapsToTorch(cases)) {
      expect(ours, torch).toEqual(theirs);
      expect(gap, torch).toBeLessThan(2e-6);
    }
  },
  60_000,
);
