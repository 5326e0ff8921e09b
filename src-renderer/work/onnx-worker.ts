import { analyze } from '../../src-core/analysis/analyzer.ts';
import { catalogue } from '../../src-core/catalogue.ts';
import { serializeDesign } from '../../src-core/document/serialize.ts';
import type { Result } from '../../src-core/errors.ts';
import { ok } from '../../src-core/errors.ts';
import type { Imported } from '../../src-core/onnx-import/import-onnx.ts';
import { importOnnx } from '../../src-core/onnx-import/import-onnx.ts';
import { skeletonOf } from '../../src-core/onnx-import/skeleton.ts';
import type { Raised } from '../../src-core/raise/raise.ts';
import { raise } from '../../src-core/raise/raise.ts';
import { finished } from '../../src-core/steps.ts';

/** A file that is to be read as a design of that title. */
export interface OnnxQuestion {
  readonly file: Blob;
  readonly title: string;
}

/** What a file was read as, the text of that design, and how many of its operators lie in blocks; null where none was found. */
export type ReadModel = Imported & { readonly text: string; readonly operators: Raised['operators'] | null };

async function imported({ file, title }: OnnxQuestion): Promise<Result<ReadModel>> {
  const read = async (from: number, to: number) => new Uint8Array(await file.slice(from, to).arrayBuffer());
  const skeleton = await skeletonOf({ size: file.size, read });
  const model = skeleton.ok ? importOnnx(skeleton.value, title) : skeleton;
  if (!model.ok) return model;
  const raised = finished(raise(analyze(model.value.design, catalogue), catalogue));
  const design = raised?.design ?? model.value.design;
  return ok({ ...model.value, design, text: serializeDesign(design), operators: raised?.operators ?? null });
}

/** The thread on which an ONNX file is read; it serves one file. */
addEventListener('message', ({ data }: MessageEvent<OnnxQuestion>) => {
  void imported(data).then((answer) => postMessage(answer));
});
