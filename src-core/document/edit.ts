import type { Result } from '../errors.ts';
import { issue } from '../errors.ts';
import type { Design } from './design.ts';
import { addBlock, editInBlock, removeBlock, setBlock, setWhen } from './edit-blocks.ts';
import { addEdge, removeEdge } from './edit-edges.ts';
import { clearField, setField } from './edit-fields.ts';
import type { Applied, Edit } from './edit-kinds.ts';
import { addNode, moveNodes, removeNode, renameNode, setCall, setMuted } from './edit-nodes.ts';
import { setNote } from './edit-notes.ts';
import { setParent } from './edit-parents.ts';
import { addVariable, editVariable, removeVariable, setVariable } from './edit-variables.ts';
import { setStoredWeights, setWeightsOf } from './edit-weights.ts';
import { Fault, resultOf } from './fault.ts';
import { inWords } from './in-sentence.ts';

export type { Applied, Edit } from './edit-kinds.ts';
export { batch } from './edit-kinds.ts';

/**
 * Applies an edit: a new design in which only what the edit touches is new, and the inverse that leads back
 * to an equal design with the same text. An edit whose result could not be saved and read back is an issue, and
 * so is one that names what is not there; of a batch then nothing applies.
 */
export function applyEdit(design: Design, edit: Edit): Result<Applied> {
  return resultOf(() => applied(design, edit));
}

/** An edit that equals its inverse changes nothing, and leaves the very design. */
function applied(design: Design, edit: Edit): Applied {
  const { design: after, inverse } = appliedByKind(design, edit);
  return { design: JSON.stringify(edit) === JSON.stringify(inverse) ? design : after, inverse };
}

function appliedByKind(design: Design, edit: Edit): Applied {
  switch (edit.kind) {
    case 'addNode':
      return addNode(design, edit);
    case 'removeNode':
      return removeNode(design, edit);
    case 'renameNode':
      return renameNode(design, edit);
    case 'setParent':
      return setParent(design, edit);
    case 'setWeightsOf':
      return setWeightsOf(design, edit);
    case 'setStoredWeights':
      return setStoredWeights(design, edit);
    case 'moveNodes':
      return moveNodes(design, edit);
    case 'setField':
      return setField(design, edit);
    case 'clearField':
      return clearField(design, edit);
    case 'setCall':
      return setCall(design, edit);
    case 'setNote':
      return setNote(design, edit);
    case 'setMuted':
      return setMuted(design, edit);
    case 'addEdge':
      return addEdge(design, edit);
    case 'removeEdge':
      return removeEdge(design, edit);
    case 'addVariable':
      return addVariable(design, edit);
    case 'removeVariable':
      return removeVariable(design, edit);
    case 'setVariable':
      return setVariable(design, edit);
    case 'editVariable':
      return editVariable(design, edit);
    case 'setTitle':
      return setTitle(design, edit.title);
    case 'setWhen':
      return setWhen(design, edit);
    case 'addBlock':
      return addBlock(design, edit);
    case 'removeBlock':
      return removeBlock(design, edit);
    case 'setBlock':
      return setBlock(design, edit);
    case 'inBlock':
      return editInBlock(design, edit, applied);
    case 'batch':
      return applyAll(design, edit.edits);
    default:
      throw new TypeError(`there is no edit of kind ${(edit satisfies never as { kind: unknown }).kind}`);
  }
}

function setTitle(design: Design, title: string): Applied {
  if (typeof title !== 'string') {
    throw new Fault(issue('document/malformed', {}, { detail: `title must be text, got ${inWords(title)}` }));
  }
  return { design: { ...design, title }, inverse: { kind: 'setTitle', title: design.title } };
}

function applyAll(design: Design, edits: readonly Edit[]): Applied {
  let current = design;
  const inverses: Edit[] = [];
  for (const edit of edits) {
    const step = applied(current, edit);
    current = step.design;
    inverses.push(step.inverse);
  }
  return { design: current, inverse: { kind: 'batch', edits: inverses.reverse() } };
}
