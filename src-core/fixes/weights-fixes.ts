import { copyFields } from '../document/copy-fields.ts';
import { batch } from '../document/edit.ts';
import type { Fix } from './fix.ts';
import type { Problem } from './problem.ts';

/** An item that cannot run with the weights of another takes its fields, or gets its own weights. */
export function* weightsFixes({ issue, design, node }: Problem): Generator<Fix> {
  if (node.weightsOf === undefined || !issue.code.startsWith('weights/')) return;
  const owner = design.nodes.find(({ id }) => id === node.weightsOf);
  if (owner !== undefined && owner.definition === node.definition)
    yield { kind: 'ownersFields', data: { owner: owner.id }, edit: batch(copyFields(owner, node)) };
  yield { kind: 'ownWeights', data: {}, edit: { kind: 'setWeightsOf', id: node.id, owner: null } };
}
