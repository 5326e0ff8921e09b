import type { Analysis } from '../analysis/analyzer.ts';
import { analyze } from '../analysis/analyzer.ts';
import { flatProgramOf } from '../analysis/flat-program.ts';
import type { OwnBlock } from '../document/design.ts';
import type { Issue, Result } from '../errors.ts';
import { ok } from '../errors.ts';
import type { Catalogue } from '../language/definition.ts';
import type { Facts } from '../language/facts.ts';
import { readOnnx } from '../lower/onnx-read.ts';
import type { FileHead } from '../onnx-import/import-onnx.ts';
import { designOfFile, headOf } from '../onnx-import/import-onnx.ts';
import type { Held } from '../raise/held.ts';
import { heldIn, outermostBlocks } from '../raise/held.ts';
import type { RaisedItem } from '../raise/raise.ts';
import { raise } from '../raise/raise.ts';
import type { Steps } from '../steps.ts';
import { ownDocument } from './own-document.ts';

/** What an ONNX file is read as. */
export interface Model extends FileHead {
  readonly analysis: Analysis;
  /** Items of operators that the nodes of the file came to; null where these were not read. */
  readonly items: number | null;
  /** The blocks that its operators lie in; null where they stay operators. */
  readonly blocks: { readonly operators: Held; readonly items: readonly RaisedItem[] } | null;
  /** Whether it is the very design that the file was exported from. */
  readonly isOwn: boolean;
  /** Of the same counts as the operators of the file; null where these cannot be read. */
  readonly equal: { readonly params: boolean; readonly macs: boolean } | null;
  readonly notes: readonly Issue[];
}

/** How far a file is read: as the operators that it has, or further. */
export type Depth = 'operators' | 'own' | 'blocks';

/**
 * Reads an ONNX file without its weights as a design: that which it was exported from, where it keeps it; else its operators,
 * in blocks as far as such are found.
 * @param depth `operators` for these alone, `own` for these unless it keeps its design
 * @param blocks of a person's own, to be looked for as well
 * Issues: those of `readOnnx` and `designOfFile`.
 */
export function* readModel(
  bytes: Uint8Array,
  title: string,
  catalogue: Catalogue,
  depth: Depth,
  blocks: readonly OwnBlock[] = [],
): Steps<Result<Model>> {
  const read = readOnnx(bytes);
  if (!read.ok) return read;
  const own = depth === 'operators' ? null : ownDocument(read.value, catalogue);
  yield;
  const imported = designOfFile(read.value, title);
  if (own?.ok === true) {
    const flat = imported.ok ? analyze(imported.value.design, catalogue).totals : null;
    return ok({
      ...headOf(read.value),
      ...asExported(own.value, flat),
      items: imported.ok ? imported.value.items : null,
    });
  }
  if (!imported.ok) return imported;
  const { design, notes, modules, ...head } = imported.value;
  const flat = analyze(design, catalogue);
  yield;
  const raised = depth === 'blocks' ? yield* raise(flat, catalogue, { modules, blocks }) : null;
  return ok({
    ...head,
    analysis: raised === null ? flat : analyze(raised.design, catalogue),
    blocks: raised,
    isOwn: false,
    equal: { params: true, macs: true },
    notes: [...(own === null ? [] : own.issues), ...notes],
  });
}

/** A design that a file was exported from, with what its operators as the file has them count. */
function asExported(analysis: Analysis, flat: Facts | null): Omit<Model, keyof FileHead | 'items'> {
  const program = flatProgramOf(analysis);
  const items = program === null ? [] : outermostBlocks(program);
  const { totals } = analysis;
  return {
    analysis,
    blocks: program && {
      operators: heldIn(program),
      items: items.map(({ path, expansion: { definition, values } }) => ({
        path,
        definition: definition.id,
        values,
        by: 'design',
      })),
    },
    isOwn: true,
    equal: flat && { params: flat.params === totals?.params, macs: flat.macs === totals?.macs },
    notes: [],
  };
}
