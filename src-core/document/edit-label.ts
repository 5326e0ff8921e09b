import type { Design, DesignEdge } from './design.ts';
import type { Edit } from './edit-kinds.ts';
import { blockOf, designOfBlock } from './own-block.ts';

/** Says in a few words what an edit does to a design, as it stands in the menu beside Undo: "Set s of stage1". */
export function labelOf(design: Design, edit: Edit): string {
  switch (edit.kind) {
    case 'addNode':
      return `Add ${edit.node.id}`;
    case 'removeNode':
      return `Remove ${edit.id}`;
    case 'renameNode':
      return `Rename ${edit.id} to ${edit.to}`;
    case 'setParent':
      return edit.parent === null ? `Move ${edit.id} out` : `Move ${edit.id} into ${edit.parent}`;
    case 'setWeightsOf':
      return edit.owner === null
        ? `Give ${edit.id} its own weights`
        : `Run ${edit.id} with the weights of ${edit.owner}`;
    case 'setStoredWeights':
      return edit.file === null ? 'Make all weights new' : 'Take the weights of a file';
    case 'moveNodes':
      return `Move ${itemsText(edit.moves.map((move) => move.id))}`;
    case 'setField':
      return `Set ${edit.field} of ${edit.id}`;
    case 'clearField':
      return `Reset ${edit.field} of ${edit.id}`;
    case 'setCall':
      return `Set the call of ${edit.id}`;
    case 'setNote':
      if (edit.note === null) return 'Remove a note';
      return design.notes?.some(({ id }) => id === edit.id) === true ? 'Change a note' : 'Add a note';
    case 'setMuted':
      return `${edit.muted ? 'Mute' : 'Unmute'} ${edit.id}`;
    case 'addEdge':
      return `Connect ${edit.edge.from.node} to ${edit.edge.to.node}`;
    case 'removeEdge':
      return disconnectLabel(design.edges.find((edge) => edge.id === edit.id));
    case 'addVariable':
      return `Add variable ${edit.variable.name}`;
    case 'removeVariable':
      return `Remove variable ${edit.name}`;
    case 'setVariable':
      return `Set ${edit.name}`;
    case 'editVariable':
      if (edit.variable.name === edit.name) return `Edit variable ${edit.name}`;
      return `Rename variable ${edit.name} to ${edit.variable.name}`;
    case 'setTitle':
      return 'Rename the design';
    case 'setWhen':
      return edit.when === null ? `Keep ${edit.id} in every copy` : `Say when ${edit.id} is there`;
    case 'addBlock':
      return `Make the block ${edit.block.title}`;
    case 'removeBlock':
      return `Delete the block ${titleOf(design, edit.id)}`;
    case 'setBlock':
      return `Edit the block ${edit.block.title}`;
    case 'inBlock': {
      const block = blockOf(design, edit.block);
      const inside = block === undefined ? '' : `${labelOf(designOfBlock(block), edit.edit)} in `;
      return `${inside}${titleOf(design, edit.block)}`;
    }
    case 'batch':
      return batchLabel(design, edit.edits);
  }
}

const titleOf = (design: Design, id: string): string => blockOf(design, id)?.title ?? id;

/** What several edits do together: what becomes of the items; wires and fields only where they are all there is. */
function batchLabel(design: Design, edits: readonly Edit[]): string {
  const added = edits.flatMap((edit) => (edit.kind === 'addNode' ? [edit.node.id] : []));
  if (added.length > 0) return `Add ${itemsText(added)}`;
  const removed = edits.flatMap((edit) => (edit.kind === 'removeNode' ? [edit.id] : []));
  if (removed.length > 0) return `Remove ${itemsText(removed)}`;
  const renamed =
    edits.find((edit) => edit.kind === 'editVariable') ?? edits.find((edit) => edit.kind === 'addEdge');
  if (renamed !== undefined) return labelOf(design, renamed);
  const set = edits.flatMap((edit) => (edit.kind === 'setField' ? [edit] : []));
  const fields = new Set(set.map((edit) => edit.field));
  if (set.length === edits.length && fields.size === 1) {
    return `Set ${[...fields].join()} of ${itemsText(set.map((edit) => edit.id))}`;
  }
  const [first] = edits;
  if (first === undefined) return 'Change nothing';
  return edits.length === 1 ? labelOf(design, first) : `${labelOf(design, first)} and more`;
}

function itemsText(ids: readonly string[]): string {
  const [first] = ids;
  return first !== undefined && ids.length === 1 ? first : `${ids.length} items`;
}

function disconnectLabel(edge: DesignEdge | undefined): string {
  return edge === undefined ? 'Remove a wire' : `Disconnect ${edge.to.node} from ${edge.from.node}`;
}
