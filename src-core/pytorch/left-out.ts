import type { Expansion } from '../language/expansion.ts';
import { ownInput } from '../language/wire.ts';

/** Whether an item leaves no code: it hands its tensors on, and does not act in training either. */
export function isLeftOut({ definition, passesThrough, values, children, results }: Expansion): boolean {
  if (definition.kind === 'operator') return passesThrough && definition.trains !== true;
  const isHandedOn = results.every(({ child }) => child === ownInput);
  return (
    isHandedOn &&
    results.length === definition.inputs(values).length &&
    children.every(({ expansion }) => isLeftOut(expansion))
  );
}
