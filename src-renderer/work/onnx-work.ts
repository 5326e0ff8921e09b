import { catalogue } from '../../src-core/catalogue.ts';
import type { OpenedModel } from '../../src-core/contract.ts';
import type { Design, OwnBlock } from '../../src-core/document/design.ts';
import { serializeDesign } from '../../src-core/document/serialize.ts';
import type { Issue, Result } from '../../src-core/errors.ts';
import { ok } from '../../src-core/errors.ts';
import { readOnnx } from '../../src-core/lower/onnx-read.ts';
import type { FoundSizes, UnsizedNode } from '../../src-core/lower/unsized.ts';
import { withFoundSizes } from '../../src-core/lower/unsized.ts';
import type { OpaqueCount } from '../../src-core/onnx-import/import-onnx.ts';
import { skeletonOf } from '../../src-core/onnx-import/skeleton.ts';
import type { Held } from '../../src-core/raise/held.ts';
import type { Model } from '../../src-core/read-model/read-model.ts';
import { inBlocks, readModel } from '../../src-core/read-model/read-model.ts';
import { placedDesign } from '../../src-core/scene/placed-design.ts';
import { finished } from '../../src-core/steps.ts';

/** A file that is to be read as a design of that title. */
export interface OnnxQuestion {
  readonly kind: 'onnx';
  readonly file: Blob;
  readonly title: string;
  /** What is known of where it lies; null of a file that only this window can read, whose weights then stay behind. */
  readonly from: Pick<OpenedModel, 'weights' | 'beside'> | null;
  /** Sizes that the file does not say and a runtime told. */
  readonly sizes?: readonly FoundSizes[];
  /** A person's own blocks, which are looked for too. */
  readonly blocks: readonly OwnBlock[];
}

/** The design that a file was read as, and its text; whether it is the very design that the file was exported from. */
export interface ReadModel {
  readonly design: Design;
  readonly text: string;
  readonly isOwn: boolean;
  /** Nodes of which the file does not say all sizes that leave them. */
  readonly unsized: readonly UnsizedNode[];
  /** Operators that no item is known for. */
  readonly opaque: readonly OpaqueCount[];
  readonly notes: readonly Issue[];
}

/** The same as blocks, and how many of its operators lie in them. */
export interface RaisedModel {
  readonly design: Design;
  readonly text: string;
  readonly operators: Held;
}

/** What the thread tells, in this order: the operators, then how far the search for blocks is, then these; null where there are none. */
export type OnnxAnswer =
  | { readonly kind: 'read'; readonly model: Result<ReadModel> }
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'raised'; readonly model: RaisedModel | null };

const tell = (answer: OnnxAnswer): void => postMessage(answer);

/** Progress is told no more often. */
const leastMs = 100;

async function imported({ file, title, from, sizes = [] }: OnnxQuestion): Promise<Result<Model>> {
  const read = async (start: number, end: number) =>
    new Uint8Array(await file.slice(start, end).arrayBuffer());
  const skeleton = await skeletonOf({ size: file.size, read });
  const model = skeleton.ok ? readOnnx(skeleton.value) : skeleton;
  if (!model.ok) return model;
  const hasFile = (location: string) => from?.beside.includes(location) === true;
  return finished(
    readModel(withFoundSizes(model.value, sizes), title, catalogue, 'own', {
      hasFile,
      weights: from?.weights ?? null,
    }),
  );
}

/** A design of ours stands as it was drawn. */
function shown({ analysis, isOwn }: Model): { readonly design: Design; readonly text: string } {
  const design = isOwn ? analysis.design : placedDesign(analysis, catalogue);
  return { design, text: serializeDesign(design) };
}

function raisedOf(model: Model, blocks: readonly OwnBlock[]): RaisedModel | null {
  let told = performance.now();
  const progress = (done: number, total: number): void => {
    const now = performance.now();
    if (now - told < leastMs) return;
    told = now;
    tell({ kind: 'progress', done, total });
  };
  const raised = finished(inBlocks(model, catalogue, { blocks, progress }));
  return raised.blocks && { ...shown(raised), operators: raised.blocks.operators };
}

/** Reads an ONNX file and finds blocks in it; what it finds it tells as it goes. */
export async function readAndRaise(question: OnnxQuestion): Promise<void> {
  const read = await imported(question);
  if (!read.ok) return tell({ kind: 'read', model: read });
  const model = read.value;
  const { isOwn, unsized, opaque, notes } = model;
  tell({ kind: 'read', model: ok({ ...shown(model), isOwn, unsized, opaque, notes }) });
  tell({ kind: 'raised', model: model.isOwn ? null : raisedOf(model, question.blocks) });
}
