import { issue } from '../errors.ts';
import type { Design, Note } from './design.ts';
import type { Applied, SetNote } from './edit-kinds.ts';
import { batch } from './edit-kinds.ts';
import { Fault, raiseFirst } from './fault.ts';
import { inWords } from './in-sentence.ts';
import { faultsOfNote } from './shape.ts';

export function setNote(design: Design, { id, note, index, keepsList = false }: SetNote): Applied {
  const { notes = [] } = design;
  const at = notes.findIndex((each) => each.id === id);
  const old = notes[at];
  if (note === null) {
    if (old === undefined) return { design, inverse: batch([]) };
    const left = notes.toSpliced(at, 1);
    const { notes: _, ...rest } = design;
    const { id: __, ...before } = old;
    return {
      design: left.length === 0 && !keepsList ? rest : { ...design, notes: left },
      inverse: { kind: 'setNote', id, note: before, index: at },
    };
  }
  if (typeof id !== 'string') {
    throw new Fault(issue('document/malformed', {}, { detail: `id must be text, got ${inWords(id)}` }));
  }
  const next: Note = { id, ...note };
  raiseFirst(faultsOfNote(next));
  if (old === undefined) {
    return {
      design: { ...design, notes: notes.toSpliced(index ?? notes.length, 0, next) },
      inverse: {
        kind: 'setNote',
        id,
        note: null,
        ...(design.notes !== undefined && { keepsList: true }),
      },
    };
  }
  const { id: _, ...before } = old;
  return {
    design: { ...design, notes: notes.with(at, next) },
    inverse: { kind: 'setNote', id, note: before },
  };
}
