import type { Expr } from '../../algebra/expression.ts';
import { channelsOf } from '../../language/checks.ts';
import type { Shape } from '../../language/shape.ts';
import type { TorchForm, TorchState } from '../../language/torch.ts';
import { py } from '../../language/torch.ts';

interface Recurrent {
  readonly hidden: Expr;
  readonly direction: 'forward' | 'reverse' | 'both';
  readonly bias: boolean;
}

/** Gates of a row of a weight in PyTorch's order, which are in ONNX's in ours. */
function reordered(
  weight: Float32Array,
  { start, size, order }: { start: number; size: number; order: readonly number[] },
) {
  const gate = size / order.length;
  const result = new Float32Array(size);
  order.forEach((from, at) => {
    result.set(weight.subarray(start + from * gate, start + (from + 1) * gate), at * gate);
  });
  return result;
}

/** The weights of each direction as PyTorch names and shapes them. */
function stateOf(
  shapes: Readonly<Record<string, readonly number[]>>,
  order: readonly number[],
): readonly TorchState[] {
  const [directions, rows, channels] = shapes.weight as readonly [number, number, number];
  const hidden = rows / order.length;
  const part = (key: string, from: string, shape: readonly number[], at: number, half = 0): TorchState => {
    const size = shape.reduce((product, each) => product * each, 1);
    const row = from === 'bias' ? 2 * size : size;
    return {
      key,
      shape,
      values: (weights) => reordered(weights[from]!, { start: at * row + half * size, size, order }),
    };
  };
  return Array.from({ length: directions }, (_, at) => {
    const suffix = at === 1 ? '_l0_reverse' : '_l0';
    return [
      part(`weight_ih${suffix}`, 'weight', [rows, channels], at),
      part(`weight_hh${suffix}`, 'recurrent', [rows, hidden], at),
      ...(shapes.bias
        ? [part(`bias_ih${suffix}`, 'bias', [rows], at), part(`bias_hh${suffix}`, 'bias', [rows], at, 1)]
        : []),
    ];
  }).flat();
}

/**
 * A recurrent layer as PyTorch's module, which reads [N, L, C].
 * @param order for each gate of PyTorch the place that it has in ONNX
 */
export function recurrentForm(
  module: string,
  order: readonly number[],
  { hidden, direction, bias }: Recurrent,
  x: Shape,
): TorchForm {
  const turned = direction === 'reverse';
  const steps = py.method(py.input(), 'transpose', 1, 2);
  const read = py.item(py.call(py.self, turned ? py.method(steps, 'flip', 1) : steps), 0);
  return {
    kind: 'module',
    make: py.call(
      module,
      channelsOf(x),
      hidden,
      py.named('bias', bias, true),
      py.named('batch_first', true),
      py.named('bidirectional', direction === 'both', false),
    ),
    run: py.method(turned ? py.method(read, 'flip', 1) : read, 'transpose', 1, 2),
    state: (shapes) => stateOf(shapes, order),
  };
}
