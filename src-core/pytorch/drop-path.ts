import type { Py, PyCode, TorchForm } from '../language/torch.ts';
import { py } from '../language/torch.ts';
import type { Argument } from './arguments.ts';
import type { PyClass } from './class-form.ts';

/** Stochastic depth: Huang et al., Deep Networks with Stochastic Depth, 2016, arXiv 1603.09382; scaled as timm does. */
const dropPathCode: PyCode = {
  name: 'DropPath',
  source: `class DropPath(nn.Module):
    """Leaves a branch out for random images of a batch, and scales it for the others."""

    def __init__(self):
        super().__init__()
        self.rate = 0.0

    def forward(self, x):
        if self.rate == 0.0 or not self.training:
            return x
        kept = 1.0 - self.rate
        mask = x.new_empty((len(x),) + (1,) * (x.ndim - 1)).bernoulli_(kept)
        return x * (mask / kept if kept > 0.0 else mask)`,
};

/** timm gives all branches of one block one rate, and the first block none. */
const ratesCode: PyCode = {
  name: 'set_drop_path',
  source: `def set_drop_path(model, rate):
    """Gives residual blocks rates that grow linearly, from 0 to that of the last."""
    inside = [list(block.children()) for block in model.modules()]
    inside = [[each for each in own if isinstance(each, DropPath)] for own in inside]
    blocks = [own for own in inside if own]
    for index, own in enumerate(blocks):
        for path in own:
            path.rate = rate * index / max(1, len(blocks) - 1)`,
};

/** What a file brings along for residual blocks. */
export const dropPathCodes: readonly PyCode[] = [dropPathCode, ratesCode];

/** A sum in which one of the inputs may be left out while the network is trained; last, as it is made after the shortcut. */
export function residualForm(branch: 0 | 1): TorchForm {
  const dropped = py.call(py.self, py.input(branch));
  const run = py.infix('+', py.input(1 - branch), dropped);
  return { kind: 'module', make: py.call(dropPathCode.name), run };
}

/** The largest rate as an argument of the network. */
const dropPath = 'drop_path';

/** A number with a point, so that its type is seen. */
const none: Py = { kind: 'name', name: '0.0' };

/** The class of a network with residual blocks, with the rate of the last of them as an argument. */
export function withDropPath(of: PyClass): PyClass {
  const argument: Argument = {
    name: dropPath,
    type: 'float',
    usual: none,
    of: () => none,
    symbolic: () => undefined,
  };
  const last = py.call(ratesCode.name, { kind: 'name', name: 'self' }, { kind: 'name', name: dropPath });
  return { ...of, args: [...of.args, argument], ended: [...(of.ended ?? []), last] };
}
