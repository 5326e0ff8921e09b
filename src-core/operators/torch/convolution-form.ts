import type { Expr } from '../../algebra/expression.ts';
import { channelsOf } from '../../language/checks.ts';
import type { Shape } from '../../language/shape.ts';
import type { PyArgument, PyCode, TorchForm } from '../../language/torch.ts';
import { py } from '../../language/torch.ts';
import type { Window } from '../../language/window.ts';
import type { PaddingMode } from '../padding-mode.ts';
import { borderOf } from '../padding-mode.ts';
import { paddingForm, perAxis } from './padding-form.ts';

export interface ConvolutionValues {
  readonly outChannels: Expr;
  readonly groups: Expr;
  readonly bias: boolean;
  readonly paddingMode: PaddingMode;
}

/**
 * A convolution as PyTorch's module, along as many axes as there are windows.
 * @param made the class, and what it is told beyond what every convolution has
 */
export function convolutionForm(
  v: ConvolutionValues,
  x: Shape,
  windows: readonly Window[],
  made: { readonly name: string; readonly more?: readonly PyArgument[]; readonly code?: readonly PyCode[] },
): TorchForm {
  const { padding, ahead, code = [] } = paddingForm(windows, { mode: borderOf(v.paddingMode) });
  return {
    kind: 'module',
    make: py.call(
      made.name,
      channelsOf(x),
      v.outChannels,
      py.named('kernel_size', perAxis(windows.map(({ kernel }) => kernel))),
      py.named('stride', perAxis(windows.map(({ stride }) => BigInt(stride))), 1n),
      py.named('padding', padding, 0n),
      py.named('dilation', perAxis(windows.map(({ dilation }) => BigInt(dilation ?? 1))), 1n),
      py.named('groups', v.groups, 1n),
      py.named('bias', v.bias, true),
      py.named('padding_mode', ahead ? 'zeros' : v.paddingMode, 'zeros'),
      ...(made.more ?? []),
    ),
    ...(ahead && { run: py.call(py.self, ahead(py.input())) }),
    code: [...(made.code ?? []), ...code],
  };
}
