import { catalogue } from '../../src-core/catalogue.ts';
import type { Design, OwnBlock } from '../../src-core/document/design.ts';
import { serializeDesign } from '../../src-core/document/serialize.ts';
import type { Issue, Result } from '../../src-core/errors.ts';
import { ok } from '../../src-core/errors.ts';
import { skeletonOf } from '../../src-core/onnx-import/skeleton.ts';
import type { Held } from '../../src-core/raise/held.ts';
import { readModel } from '../../src-core/read-model/read-model.ts';
import { finished } from '../../src-core/steps.ts';

/** A file that is to be read as a design of that title. */
export interface OnnxQuestion {
  readonly file: Blob;
  readonly title: string;
  /** A person's own blocks, which are looked for too. */
  readonly blocks: readonly OwnBlock[];
}

/**
 * The design that a file was read as, and its text; how many of its operators lie in blocks, null where none was found; whether
 * it is the very design that the file was exported from.
 */
export interface ReadModel {
  readonly design: Design;
  readonly text: string;
  readonly operators: Held | null;
  readonly isOwn: boolean;
  readonly notes: readonly Issue[];
}

async function imported({ file, title, blocks }: OnnxQuestion): Promise<Result<ReadModel>> {
  const read = async (from: number, to: number) => new Uint8Array(await file.slice(from, to).arrayBuffer());
  const skeleton = await skeletonOf({ size: file.size, read });
  const model = skeleton.ok
    ? finished(readModel(skeleton.value, title, catalogue, 'blocks', blocks))
    : skeleton;
  if (!model.ok) return model;
  const { analysis, blocks: held, isOwn, notes } = model.value;
  const { design } = analysis;
  return ok({ design, text: serializeDesign(design), operators: held?.operators ?? null, isOwn, notes });
}

/** The thread on which an ONNX file is read; it serves one file. */
addEventListener('message', ({ data }: MessageEvent<OnnxQuestion>) => {
  void imported(data).then((answer) => postMessage(answer));
});
