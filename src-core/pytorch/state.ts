import type { TorchState } from '../language/torch.ts';
import type { Program, ProgramWeight } from '../lower/program.ts';
import { modulePaths } from './module-paths.ts';
import { formOf } from './operator-form.ts';
import type { PyTorchFile } from './write-pytorch.ts';

/** A tensor of a state dict. */
export interface StateTensor {
  readonly key: string;
  readonly shape: readonly number[];
  /** The weights that its values are made of, by their short names; null for a counter of int64, which is 0. */
  readonly from: Readonly<Record<string, ProgramWeight>> | null;
  readonly values: TorchState['values'];
}

/** The tensors of a design's state dict, with the weights of its program that fill them. */
export function stateOf(file: PyTorchFile, program: Program): readonly StateTensor[] {
  const paths = modulePaths(file);
  const found = new Map<string, StateTensor>();
  for (const [index, { path, weightsPath, expansion }] of program.flat.operators.entries()) {
    const form = formOf(expansion);
    const { weights } = program.operators[index]!;
    if (form === null || (Object.keys(weights).length === 0 && form.state === undefined)) continue;
    const shapes = Object.fromEntries(Object.entries(weights).map(([short, { shape }]) => [short, shape]));
    for (const owner of new Set([weightsPath, path])) {
      const at = paths.get(owner)!;
      const isParameter = form.kind === 'parameter';
      const own = Object.entries(shapes).map(
        ([short, shape]): TorchState => ({
          key: isParameter ? '' : short,
          shape,
          values: (of) => of[short]!,
        }),
      );
      for (const { key, shape, values } of form.state?.(shapes) ?? own) {
        const name = key === '' ? at : `${at}.${key}`;
        found.set(name, { key: name, shape, from: values === undefined ? null : weights, values });
      }
    }
  }
  return [...found.values()];
}
