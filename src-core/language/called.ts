import type { SourceCall } from '../document/design.ts';
import type { Expansion } from './expansion.ts';

/** How the source code calls an operator: as is said of this use, else as is usual. */
export function callOf({ definition, values, call }: Expansion): SourceCall {
  if (call !== undefined) return call;
  return (definition.kind === 'operator' ? definition.usualCall?.(values) : undefined) ?? 'module';
}

const called = new WeakMap<Expansion, Map<SourceCall, Expansion>>();

/**
 * The expansion as the source code calls it. Of a block this holds for the operators inside that are usually modules and
 * have no weights, as weights belong to modules; what is called in some way already stays. Equal uses share it.
 */
export function calledAs(expansion: Expansion, call: SourceCall | undefined): Expansion {
  if (call === undefined || expansion.call !== undefined) return expansion;
  const known = called.get(expansion)?.get(call);
  if (known !== undefined) return known;
  const follows = (child: Expansion): boolean =>
    child.definition.kind === 'block' ||
    (callOf(child) === 'module' && Object.keys(child.weights).length === 0);
  const children = expansion.children.map((child) =>
    follows(child.expansion) ? { ...child, expansion: calledAs(child.expansion, call) } : child,
  );
  const result: Expansion = { ...expansion, children, call };
  called.set(expansion, (called.get(expansion) ?? new Map<SourceCall, Expansion>()).set(call, result));
  return result;
}
