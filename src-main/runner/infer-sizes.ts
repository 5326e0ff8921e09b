import { join } from 'node:path';
import type { JobOf, SizesReport } from '../../src-core/contract.ts';
import type { Issue, Result } from '../../src-core/errors.ts';
import { fail, issue, ok, sentence } from '../../src-core/errors.ts';
import { elementType } from '../../src-core/lower/onnx-schema.ts';
import type { FoundSizes, UnsizedNode } from '../../src-core/lower/unsized.ts';
import { partsOf, sizesModel } from '../../src-core/onnx-import/sizes-model.ts';
import { writeChunks } from '../files/write.ts';
import type { WorkContext } from './loadable.ts';
import { withSession } from './loadable.ts';
import type { InferenceSession, Runtime } from './onnxruntime.ts';
import { loadRuntime } from './onnxruntime.ts';
import { openSession } from './session.ts';

/** What onnxruntime calls element types, as ONNX numbers them; all real ones are single precision here. */
const typesByName: ReadonlyMap<string, number> = new Map([
  ['float32', elementType.float],
  ['float16', elementType.float],
  ['float64', elementType.float],
  ['int64', elementType.int64],
  ['int32', elementType.int32],
  ['int8', elementType.int8],
  ['uint8', elementType.uint8],
  ['bool', elementType.bool],
]);

/** Parts that onnxruntime is asked about one by one where it does not load all of them together. */
const mostParts = 64;

/** The outputs of a session of which all sizes are known; one that depends on values has names in its place. */
const sizesIn = ({ outputMetadata }: InferenceSession): readonly FoundSizes[] =>
  outputMetadata.flatMap((output) => {
    if (!output.isTensor) return [];
    const { name, type, shape } = output;
    const number = typesByName.get(type);
    const sizes = shape.filter((size) => typeof size === 'number' && Number.isSafeInteger(size) && size >= 0);
    return number === undefined || sizes.length < shape.length
      ? []
      : [{ name, type: number, sizes: sizes as number[] }];
  });

async function sizesOf(
  runtime: Runtime,
  nodes: readonly UnsizedNode[],
  path: string,
): Promise<Result<readonly FoundSizes[]>> {
  const model = sizesModel(nodes);
  if (model === null)
    return fail(issue('run/failed', {}, { detail: 'not all sizes that enter them are known' }));
  const written = await writeChunks(path, [model], { overwrite: true, durable: false });
  if (!written.ok) return written;
  return withSession(
    openSession(runtime, path, 'cpu', { graphOptimizationLevel: 'disabled', intraOpNumThreads: 1 }),
    async (session) => ok(sizesIn(session)),
  );
}

/** Asks onnxruntime which sizes leave nodes of a file; nothing is computed. Issues: run/no-runtime, run/failed, those of writing. */
export async function inferSizes(
  { nodes }: JobOf<'inferSizes'>,
  { folder, progress }: WorkContext,
): Promise<Result<SizesReport>> {
  const runtime = await loadRuntime();
  if (!runtime.ok) return runtime;
  progress({ phase: 'load', done: 0, total: 1 });
  const path = join(folder, 'sizes.onnx');
  const together = await sizesOf(runtime.value, nodes, path);
  if (together.ok) return ok({ found: together.value, detail: null });
  const found: FoundSizes[] = [];
  const faults: Issue[] = [];
  const parts = partsOf(nodes);
  for (const part of parts.length === 1 ? [] : parts.slice(0, mostParts)) {
    const alone = await sizesOf(runtime.value, part, path);
    if (alone.ok) found.push(...alone.value);
    else faults.push(...alone.issues);
  }
  const [first] = faults.length > 0 ? faults : together.issues;
  return ok({ found, detail: sentence(first!) });
}
