import { serializeDesign } from '../../src-core/document/serialize.ts';
import type { Result } from '../../src-core/errors.ts';
import { ok } from '../../src-core/errors.ts';
import type { Imported } from '../../src-core/onnx-import/import-onnx.ts';
import { importOnnx } from '../../src-core/onnx-import/import-onnx.ts';
import { skeletonOf } from '../../src-core/onnx-import/skeleton.ts';

/** A file that is to be read as a design of that title. */
export interface OnnxQuestion {
  readonly file: Blob;
  readonly title: string;
}

/** What a file was read as, and the text of that design. */
export type ReadModel = Imported & { readonly text: string };

async function imported({ file, title }: OnnxQuestion): Promise<Result<ReadModel>> {
  const read = async (from: number, to: number) => new Uint8Array(await file.slice(from, to).arrayBuffer());
  const skeleton = await skeletonOf({ size: file.size, read });
  const model = skeleton.ok ? importOnnx(skeleton.value, title) : skeleton;
  return model.ok ? ok({ ...model.value, text: serializeDesign(model.value.design) }) : model;
}

/** The thread on which an ONNX file is read; it serves one file. */
addEventListener('message', ({ data }: MessageEvent<OnnxQuestion>) => {
  void imported(data).then((answer) => postMessage(answer));
});
