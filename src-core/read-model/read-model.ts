import type { Analysis } from '../analysis/analyzer.ts';
import { analyze } from '../analysis/analyzer.ts';
import { flatProgramOf } from '../analysis/flat-program.ts';
import type { Design, OwnBlock, WeightsFile } from '../document/design.ts';
import { withFreshWeights } from '../document/stored-weights.ts';
import type { Issue, Result } from '../errors.ts';
import { ok } from '../errors.ts';
import type { Catalogue } from '../language/definition.ts';
import type { Modules } from '../lower/modules.ts';
import type { OnnxFile } from '../lower/onnx-read.ts';
import type { SaidScope } from '../lower/said-scopes.ts';
import { saidScopes } from '../lower/said-scopes.ts';
import type { UnsizedNode } from '../lower/unsized.ts';
import type { FileHead, OpaqueCount } from '../onnx-import/import-onnx.ts';
import { designOfFile, headOf } from '../onnx-import/import-onnx.ts';
import type { HasFile } from '../onnx-import/stored-weights.ts';
import { withWeightsOf } from '../raise/carried-weights.ts';
import type { FindingProgress } from '../raise/find-blocks.ts';
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
  /** The modules that its items of operators stood in, by the names of these, as far as the file says. */
  readonly modules: ReadonlyMap<string, Modules>;
  /** The items that the file says it was exported from. */
  readonly scopes: readonly SaidScope[];
  /** The blocks that its operators lie in; null where they stay operators. */
  readonly blocks: { readonly operators: Held; readonly items: readonly RaisedItem[] } | null;
  /** Its operators that no item is known for, and that stay as they are. */
  readonly opaque: readonly OpaqueCount[];
  /** Those of them of which the file does not say all sizes that leave them; none of the very design. */
  readonly unsized: readonly UnsizedNode[];
  /** Whether it is the very design that the file was exported from. */
  readonly isOwn: boolean;
  /** Of the same counts as the operators of the file; null where these cannot be read. */
  readonly equal: { readonly params: boolean; readonly macs: boolean } | null;
  readonly notes: readonly Issue[];
}

/** How far a file is read: as the operators that it has, or further. */
export type Depth = 'operators' | 'own' | 'blocks';

/** What a search for blocks takes besides the operators. */
interface Search {
  /** Blocks of a person's own, to be looked for as well. */
  readonly blocks?: readonly OwnBlock[];
  readonly progress?: FindingProgress;
}

/** What is known besides the file. */
interface Known extends Search {
  /** Whether a file is there that the model leaves values to; none where left out. */
  readonly hasFile?: HasFile;
  /** Where the design has the weights of the file from; without it they are fresh. */
  readonly weights?: WeightsFile | null;
}

/**
 * Reads an ONNX file without the values of its weights as a design: that which it was exported from, where it keeps it; else its
 * operators, in blocks as far as such are found. The design says where its weights have their values from.
 * @param depth `operators` for these alone, `own` for these unless it keeps its design
 * Issues: those of `designOfFile`.
 */
export function* readModel(
  file: OnnxFile,
  title: string,
  catalogue: Catalogue,
  depth: Depth,
  { hasFile = () => false, weights = null, ...search }: Known = {},
): Steps<Result<Model>> {
  const own = depth === 'operators' ? null : ownDocument(file, catalogue);
  yield;
  const imported = designOfFile(file, title, hasFile);
  const head = headOf(file, hasFile);
  const from = head.weights === 'absent' ? null : weights;
  const flat = imported.ok ? analyze(withWeights(imported.value.design, from), catalogue) : null;
  yield;
  if (own?.ok === true) {
    const items = imported.ok ? imported.value.items : null;
    const opaque = imported.ok ? imported.value.opaque : [];
    return ok({ ...head, ...asExported(own.value, flat, catalogue), items, opaque, unsized: [] });
  }
  if (!imported.ok) return imported;
  const { items, modules, opaque, unsized, notes } = imported.value;
  const model: Model = {
    ...head,
    analysis: flat!,
    items,
    modules,
    scopes: saidScopes(file.metadata),
    opaque,
    unsized,
    blocks: null,
    isOwn: false,
    equal: { params: true, macs: true },
    notes: [...(own === null ? [] : own.issues), ...notes],
  };
  return ok(depth === 'blocks' ? yield* inBlocks(model, catalogue, search) : model);
}

/** A model of operators in blocks, as far as such are found in it. */
export function* inBlocks(
  model: Model,
  catalogue: Catalogue,
  { blocks = [], progress }: Search = {},
): Steps<Model> {
  const { analysis, modules, scopes } = model;
  const raised = yield* raise(analysis, catalogue, { modules, scopes, blocks, progress });
  return raised === null ? model : { ...model, analysis: analyze(raised.design, catalogue), blocks: raised };
}

const withWeights = (design: Design, weights: WeightsFile | null): Design =>
  weights === null ? withFreshWeights(design) : { ...design, weights };

/** A design that a file was exported from, with the weights of its operators as the file has them, and what these count. */
function asExported(
  own: Analysis,
  flat: Analysis | null,
  catalogue: Catalogue,
): Omit<Model, keyof FileHead | 'items' | 'opaque' | 'unsized'> {
  const weights = flat?.design.weights;
  const filled = weights === undefined ? null : withWeightsOf(flat!, own);
  const analysis = filled === null ? own : analyze({ ...filled, weights: weights! }, catalogue);
  const program = flatProgramOf(analysis);
  const items = program === null ? [] : outermostBlocks(program);
  const [counted, here] = [flat?.counted ?? null, analysis.counted];
  return {
    analysis,
    modules: new Map(),
    scopes: [],
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
    equal: counted && { params: counted.params === here?.params, macs: counted.macs === here?.macs },
    notes: [],
  };
}
