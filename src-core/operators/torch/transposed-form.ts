import type { Expr } from '../../algebra/expression.ts';
import { isInteger, NotSymbolic, symbolsOf } from '../../algebra/expression.ts';
import { channelsOf } from '../../language/checks.ts';
import type { Shape } from '../../language/shape.ts';
import type { TorchForm } from '../../language/torch.ts';
import { py } from '../../language/torch.ts';
import type { Spread, Trim } from '../spread.ts';
import { trimOf } from '../spread.ts';
import { perAxis } from './padding-form.ts';

interface TransposedValues {
  readonly outChannels: Expr;
  readonly groups: Expr;
  readonly bias: boolean;
}

/** What is cut off along one axis; same padding must know its window. */
function trimmed(spread: Spread): Trim {
  if (spread.padding === 'same' && !isInteger(spread.kernel))
    throw new NotSymbolic('same padding', [...symbolsOf(spread.kernel)]);
  return trimOf(spread);
}

/** A transposed convolution as the module of that name; what it cannot cut off alike on both sides is cut off after it. */
export function transposedForm(
  name: string,
  v: TransposedValues,
  x: Shape,
  spreads: readonly Spread[],
): TorchForm {
  const trims = spreads.map(trimmed);
  const isEven = trims.every(({ pads: [before, after] }) => before === after);
  const cut = trims.toReversed().flatMap(({ pads }) => pads.map((pad) => -pad));
  return {
    kind: 'module',
    make: py.call(
      name,
      channelsOf(x),
      v.outChannels,
      py.named('kernel_size', perAxis(spreads.map(({ kernel }) => kernel))),
      py.named('stride', perAxis(spreads.map(({ stride }) => BigInt(stride))), 1n),
      py.named('padding', isEven ? perAxis(trims.map(({ pads }) => BigInt(pads[0]))) : 0n, 0n),
      py.named('output_padding', perAxis(trims.map(({ outputPadding }) => BigInt(outputPadding))), 0n),
      py.named('groups', v.groups, 1n),
      py.named('bias', v.bias, true),
      py.named('dilation', perAxis(spreads.map(({ dilation }) => BigInt(dilation))), 1n),
    ),
    ...(!isEven && { run: py.call('F.pad', py.call(py.self, py.input()), cut) }),
  };
}
