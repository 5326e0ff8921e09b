import type { Issue, Where } from '../errors.ts';
import { issue } from '../errors.ts';
import type { Design } from './design.ts';
import { shortened } from './in-sentence.ts';
import { nearestText } from './nearest-names.ts';

/** A design has no item of that name. */
export function unknownNode(
  { nodes }: Design,
  id: string,
  where: Where = { node: shortened(id) },
): Issue<'document/unknown-node'> {
  const nearest = nearestText(
    id,
    nodes.map((node) => node.id),
  );
  return issue('document/unknown-node', where, { name: shortened(id), nearest });
}
