import type { OperatorDefinition } from '../language/definition.ts';
import type { Expansion } from '../language/expansion.ts';
import type { TorchForm } from '../language/torch.ts';

/** The form of an operator at the sizes of one use. */
export function formOf(expansion: Expansion): TorchForm | null {
  const definition = expansion.definition as OperatorDefinition;
  return definition.torch(expansion.values, expansion);
}
