import { defineOperator, onePort } from '../language/definition.ts';
import { structural } from '../language/field.ts';
import { zeros } from '../language/tensor.ts';
import { py } from '../language/torch.ts';
import { eachWindow, inside, onnxWindow, poolFields, poolShape } from './pool-window.ts';
import { windowsOf } from './sliding.ts';
import { poolForm } from './torch/pool-form.ts';

/** Ceil mode is left out: PyTorch and ONNX part in a window that hangs over the edge. */
const { ceil: _, ...fields } = poolFields;
const whole = { ceil: false } as const;

/** The p-norm of each window, as ONNX defines it: of the sizes of the values. PyTorch's is that for an even p. */
export const lpPool = defineOperator({
  id: 'lp-pool',
  title: 'Lp pool',
  names: ['LPPool2d', 'power average pool', 'norm pool'],
  summary: 'Takes the p-norm of each window: the p-th root of the sum of the values to the power of p.',
  family: 'pool',
  operation: 'lp-pool',
  fields: {
    p: structural({
      label: 'p',
      help: 'Power of the norm, taken of the sizes of the values: 1 adds them up, 2 is the root of their squares.',
      min: 1,
      max: 16,
      default: 2,
    }),
    ...fields,
  },
  inputs: onePort('in'),
  outputs: onePort('out'),
  shape: (v, inputs) => poolShape({ ...v, ...whole }, inputs),
  macs: () => 0n,
  evaluate: (v, [x], _weights, [shape]) => {
    const y = zeros(shape!);
    eachWindow({ ...v, ...whole }, x!, y, (plane, rows, columns, at) => {
      let sum = 0;
      inside(x!, { plane, rows, columns }, (value) => {
        sum += Math.abs(value) ** v.p;
      });
      y.data[at] = sum ** (1 / v.p);
    });
    return [y];
  },
  // PyTorch's powers keep the sign of a value.
  torch: (v) => {
    const { padding, ahead, kernel, stride, code = [] } = poolForm(windowsOf(v), 0);
    const sizes = v.p % 2 === 0 ? py.input() : py.call('torch.abs', py.input());
    const pads = padding === 0n ? [] : Array.isArray(padding) ? padding : [padding, padding];
    const around =
      pads.length === 0 ? sizes : py.call('F.pad', sizes, [pads[1]!, pads[1]!, pads[0]!, pads[0]!]);
    return {
      kind: 'module',
      make: py.call('nn.LPPool2d', v.p, kernel, py.named('stride', stride)),
      run: py.call(py.self, ahead ? ahead(sizes) : around),
      code,
    };
  },
  onnx: (v, io) => [
    {
      op: 'LpPool',
      inputs: [io.inputs[0]!.name],
      outputs: [io.outputs[0]!.name],
      attributes: { ...onnxWindow({ ...v, ...whole }, io).attributes, p: BigInt(v.p) },
    },
  ],
  windows: windowsOf,
  symbolicInputs: (_values, free) => [[1n, free('C'), free('H'), free('W')]],
  examples: [
    {
      title: 'root of squares, no padding',
      fields: { kernel: 2, padding: 'none' },
      inputs: [[1, 4, 6, 8]],
      outputs: [[1, 4, 3, 4]],
      params: 0n,
      macs: 0n,
    },
    {
      title: 'cubes, padded',
      fields: { p: 3, stride: 1, strideWidth: 2 },
      inputs: [[2, 3, 5, 6]],
      outputs: [[2, 3, 5, 3]],
      params: 0n,
      macs: 0n,
    },
  ],
});
