import type { Expr } from '../../algebra/expression.ts';
import { isInteger } from '../../algebra/expression.ts';
import type { TorchForm } from '../../language/torch.ts';
import { py } from '../../language/torch.ts';
import type { Window } from '../../language/window.ts';
import { paddingForm, perAxis } from './padding-form.ts';

/** PyTorch pads a pool by at most half of its kernel. */
const isNarrow = (pad: Expr, { kernel }: Window): boolean =>
  isInteger(pad) && isInteger(kernel) && 2n * pad <= kernel;

/** What the windows of a pool come to in PyTorch; `value` is what padding ahead of the pool holds. */
export const poolForm = (windows: readonly Window[], value: number) => ({
  ...paddingForm(windows, { value, fits: isNarrow }),
  kernel: perAxis(windows.map(({ kernel }) => kernel)),
  stride: perAxis(windows.map(({ stride }) => BigInt(stride))),
  dilation: perAxis(windows.map(({ dilation }) => BigInt(dilation ?? 1))),
});

type PoolForm = ReturnType<typeof poolForm>;

/** A max pool as the module of that name. */
export function maxPoolForm(
  name: string,
  { kernel, stride, padding, dilation, ahead, code = [] }: PoolForm,
  { ceil, indices }: { readonly ceil: boolean; readonly indices: boolean },
): TorchForm {
  return {
    kind: 'module',
    make: py.call(
      name,
      kernel,
      py.named('stride', stride),
      py.named('padding', padding, 0n),
      py.named('dilation', dilation, 1n),
      py.named('return_indices', indices, false),
      py.named('ceil_mode', ceil, false),
    ),
    ...(ahead && { run: py.call(py.self, ahead(py.input())) }),
    code,
  };
}

/** An average pool as the module of that name. Padding ahead of it that does not count is divided out. */
export function avgPoolForm(
  name: string,
  { kernel, stride, padding, ahead, code = [] }: PoolForm,
  { ceil, countPadding }: { readonly ceil: boolean; readonly countPadding: boolean },
): TorchForm {
  const make = py.call(
    name,
    kernel,
    py.named('stride', stride),
    py.named('padding', padding, 0n),
    py.named('ceil_mode', ceil, false),
    py.named('count_include_pad', countPadding || ahead !== undefined, true),
  );
  if (ahead === undefined) return { kind: 'module', make };
  const pooled = py.call(py.self, ahead(py.input()));
  const inside = py.call(py.self, ahead(py.call('torch.ones_like', py.input())));
  return { kind: 'module', make, run: countPadding ? pooled : py.infix('/', pooled, inside), code };
}
