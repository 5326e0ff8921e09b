import type { Edit } from './edit-kinds.ts';

/**
 * The one edit that does what two do in turn, where the second overwrites all that the first one set: the
 * same field, the same items moved, the same variable's value, the same note, the title. Otherwise null. The inverse of the
 * first one then undoes both.
 */
export function mergedEdit(first: Edit, second: Edit): Edit | null {
  if (first.kind === 'setField' && second.kind === 'setField') {
    // a field that the first one wrote anew keeps the place it was given
    const same = first.id === second.id && first.field === second.field;
    return same ? { ...second, index: first.index } : null;
  }
  if (first.kind === 'moveNodes' && second.kind === 'moveNodes') {
    const moved = new Set(first.moves.map((move) => move.id));
    const again = new Set(second.moves.map((move) => move.id));
    return moved.size === again.size && [...again].every((id) => moved.has(id)) ? second : null;
  }
  if (first.kind === 'setVariable' && second.kind === 'setVariable') {
    return first.name === second.name ? second : null;
  }
  if (first.kind === 'setNote' && second.kind === 'setNote') {
    // a note that the first one added keeps the place it was given; one that goes, or had gone, is another step
    const isSame = first.id === second.id && first.note !== null && second.note !== null;
    return isSame && first.index === undefined ? second : null;
  }
  if (first.kind === 'setTitle' && second.kind === 'setTitle') return second;
  if (first.kind === 'inBlock' && second.kind === 'inBlock' && first.block === second.block) {
    const edit = mergedEdit(first.edit, second.edit);
    return edit === null ? null : { ...second, edit };
  }
  if (first.kind === 'batch' && second.kind === 'batch') return mergedBatch(first.edits, second.edits);
  return null;
}

/** Two batches merge when they do so edit by edit; what only overwrites may change its order with the rest. */
function mergedBatch(first: readonly Edit[], second: readonly Edit[]): Edit | null {
  if (first.length !== second.length) return null;
  const edits: Edit[] = [];
  for (const [index, edit] of second.entries()) {
    const merged = mergedEdit(first[index] as Edit, edit);
    if (merged === null) return null;
    edits.push(merged);
  }
  return { kind: 'batch', edits };
}
