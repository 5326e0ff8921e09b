import type { PyArgument, TorchForm } from '../../language/torch.ts';
import { py, torchExpression } from '../../language/torch.ts';
import type { ResizeValues } from '../resized-axes.ts';

/** A factor as a number; a whole one without its divisor. */
const scaleOf = (factor: ResizeValues['factor'], divisor: number) =>
  divisor === 1 ? factor : Number(factor as bigint) / divisor;

function targetOf(v: ResizeValues): readonly PyArgument[] {
  if (v.to === 'size') return [py.named('size', [v.rows, v.columns])];
  if (v.to === 'input') {
    const sizes = py.attribute(py.input(1), 'shape');
    return [py.named('size', py.tuple([py.item(sizes, 2), py.item(sizes, 3)]))];
  }
  return [
    py.named('scale_factor', [scaleOf(v.factor, v.divisor), scaleOf(v.factorWidth, v.divisorWidth)]),
    py.named('recompute_scale_factor', v.recompute, false),
  ];
}

/** A resize as PyTorch's interpolate. */
export function resizeForm(v: ResizeValues): TorchForm {
  const mode = v.mode.replace('-corners', '');
  return torchExpression(
    py.call(
      'F.interpolate',
      py.input(0),
      ...targetOf(v),
      py.named('mode', mode, 'nearest'),
      py.named('align_corners', v.mode.endsWith('-corners') ? true : null, null),
    ),
  );
}
