import type { Result } from '../errors.ts';
import { fail, issue, ok } from '../errors.ts';
import type { Design, DesignNode } from './design.ts';
import type { Edit } from './edit.ts';

/** Lets the items inside one group run with the weights of those inside another: by their order, as both are drawn alike. */
function takeEach(design: Design, owner: string, taker: string, isPort: (node: DesignNode) => boolean) {
  const inside = (id: string) => design.nodes.filter((node) => node.parent === id && !isPort(node));
  const owners = inside(owner);
  return inside(taker).flatMap((node, index): readonly Edit[] => {
    const other = owners[index];
    return other === undefined ? [] : [{ kind: 'setWeightsOf', id: node.id, owner: other.id }];
  });
}

/**
 * The edits that keep weights shared, item by item, where a group took them from another as a whole or another from it.
 * Copies with weights of their own each share with one copy, which no item outside can say: graph/cannot-ungroup.
 */
export function sharedApart(
  design: Design,
  group: DesignNode,
  isPort: (node: DesignNode) => boolean,
  hasOneSet: boolean,
): Result<readonly Edit[]> {
  const { id, weightsOf = null } = group;
  const takers = design.nodes.filter((node) => node.weightsOf === id);
  if (!hasOneSet && (takers.length > 0 || weightsOf !== null)) {
    const node = weightsOf ?? takers[0]!.id;
    return fail(issue('graph/cannot-ungroup', { node: id }, { node }));
  }
  const own = weightsOf === null ? [] : takeEach(design, weightsOf, id, isPort);
  const others = takers.flatMap((taker): readonly Edit[] => [
    ...(weightsOf === null ? takeEach(design, id, taker.id, isPort) : []),
    { kind: 'setWeightsOf', id: taker.id, owner: weightsOf },
  ]);
  return ok([...own, ...others]);
}
