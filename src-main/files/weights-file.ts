import { closeSync, constants, openSync, readSync } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import type { WeightsFile } from '../../src-core/document/design.ts';
import type { Result } from '../../src-core/errors.ts';
import { fail, issue, ok } from '../../src-core/errors.ts';
import type { FileTensor, TensorFile } from '../../src-core/lower/file-weights.ts';
import type { OnnxFile } from '../../src-core/lower/onnx-read.ts';
import { readOnnx } from '../../src-core/lower/onnx-read.ts';
import type { OnnxFileTensor } from '../../src-core/lower/onnx-read-tensor.ts';
import { valuesOf } from '../../src-core/lower/onnx-read-tensor.ts';
import { elementType } from '../../src-core/lower/onnx-schema.ts';
import { bytesOf } from '../../src-core/lower/real-types.ts';
import { fileHash } from './file-hash.ts';
import { onnxSkeleton } from './onnx-skeleton.ts';
import { safetensorsIn } from './read-safetensors.ts';

/** A file that a model leaves values to. */
interface Beside {
  /** Its real path. */
  readonly path: string;
  readonly bytes: number;
}

/** The file beside a model that it leaves values to; null where none is there, or its path or a link leads out of the model's folder. */
async function besideModel(model: string, location: string): Promise<Beside | null> {
  if (location === '' || location.includes('\0') || isAbsolute(location)) return null;
  try {
    const folder = await realpath(dirname(resolve(model)));
    const path = await realpath(join(folder, location));
    const way = relative(folder, path);
    const found = await stat(path);
    const isInside = !isAbsolute(way) && way.split(/[\\/]/)[0] !== '..';
    return isInside && found.isFile() ? { path, bytes: found.size } : null;
  } catch {
    return null;
  }
}

/** The files that a model leaves values to, by their paths as it writes them; those that are there. */
export async function filesBeside(
  path: string,
  { initializers }: Pick<OnnxFile, 'initializers'>,
): Promise<ReadonlyMap<string, Beside>> {
  const named = new Set(initializers.flatMap(({ place }) => place?.location || []));
  const found = new Map<string, Beside>();
  for (const location of named) {
    const beside = await besideModel(path, location);
    if (beside !== null) found.set(location, beside);
  }
  return found;
}

/** What a design keeps of a model whose weights it has. Issues: those of reading a file. */
export async function weightsFileOf(
  path: string,
  format: WeightsFile['format'],
  others: Iterable<string> = [],
): Promise<Result<WeightsFile>> {
  const sha256 = await fileHash(path);
  if (!sha256.ok) return sha256;
  const beside: { file: string; sha256: string }[] = [];
  for (const file of others) {
    const there = await besideModel(path, file);
    const hash = there === null ? fail(issue('weights/gone', { file })) : await fileHash(there.path);
    if (!hash.ok) return hash;
    beside.push({ file, sha256: hash.value });
  }
  return ok({
    file: resolve(path),
    format,
    sha256: sha256.value,
    ...(beside.length > 0 && { others: beside }),
  });
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isFile(),
    () => false,
  );

/**
 * Opens the file that a design's weights are in. Issues: weights/gone and weights/changed, where a file is not there or is
 * no more what it was; those of reading it.
 */
export async function openWeights(reference: WeightsFile): Promise<Result<TensorFile>> {
  const path = reference.file;
  // nobody knows from where on a path is that is not whole
  if (!isAbsolute(path) || !(await isThere(path))) return fail(issue('weights/gone', { file: path }));
  const same = await unchanged(path, reference.sha256);
  if (!same.ok) return same;
  for (const { file, sha256 } of reference.others ?? []) {
    const beside = await besideModel(path, file);
    if (beside === null) return fail(issue('weights/gone', { file }));
    const unmoved = await unchanged(beside.path, sha256);
    if (!unmoved.ok) return unmoved;
  }
  return reference.format === 'onnx' ? modelTensors(path) : checkpointTensors(path);
}

async function unchanged(path: string, sha256: string): Promise<Result<null>> {
  const now = await fileHash(path);
  if (!now.ok) return now;
  return now.value === sha256 ? ok(null) : fail(issue('weights/changed', { file: path }));
}

/** The tensors of an ONNX file, its own and those in files beside it. */
async function modelTensors(path: string): Promise<Result<TensorFile>> {
  const skeleton = await onnxSkeleton(path);
  if (!skeleton.ok) return skeleton;
  const file = readOnnx(skeleton.value);
  if (!file.ok) return file;
  const files = new Map([['', { path, bytes: 0 }], ...(await filesBeside(path, file.value))]);
  const tensors = new Map(file.value.initializers.map((tensor) => [tensor.name, tensor]));
  return ok((name) => {
    const tensor = tensors.get(name);
    return tensor === undefined ? undefined : fileTensor(tensor, files);
  });
}

/** The tensors of a file of safetensors. */
async function checkpointTensors(path: string): Promise<Result<TensorFile>> {
  const header = await safetensorsIn(path);
  if (!header.ok) return header;
  const tensors = new Map(header.value.map((tensor) => [tensor.name, tensor]));
  return ok((name) => {
    const tensor = tensors.get(name);
    if (tensor === undefined || tensor.elementType === null) return undefined;
    const { elementType: type, from, to } = tensor;
    return {
      elementType: type,
      bytes: to - from,
      read: (start, end) => bytesIn(path, from + start, from + end),
    };
  });
}

function fileTensor(tensor: OnnxFileTensor, files: ReadonlyMap<string, Beside>): FileTensor | undefined {
  const { data, place, elementType: type } = tensor;
  if (data !== 'elsewhere') {
    if ('raw' in data) return tensorOf(type, data.raw);
    const numbers = valuesOf(tensor);
    return numbers === null ? undefined : tensorOf(elementType.float, bytesOf(Float32Array.from(numbers)));
  }
  const from = place === undefined ? undefined : files.get(place.location);
  if (place === undefined || from === undefined) return undefined;
  const { offset } = place;
  const bytes = place.length ?? Math.max(0, from.bytes - offset);
  return {
    elementType: type,
    bytes,
    read: (start, end) => bytesIn(from.path, offset + start, offset + end),
  };
}

const tensorOf = (type: number, raw: Uint8Array): FileTensor => ({
  elementType: type,
  bytes: raw.length,
  read: (from, to) => raw.subarray(from, to),
});

/** The bytes of a file from one place up to another; zeros from where it ends, which its hash rules out. */
function bytesIn(path: string, from: number, to: number): Uint8Array {
  const bytes = new Uint8Array(to - from);
  const file = openSync(path, constants.O_RDONLY);
  try {
    for (let done = 0; done < bytes.length; ) {
      const read = readSync(file, bytes, done, bytes.length - done, from + done);
      if (read === 0) break;
      done += read;
    }
  } finally {
    closeSync(file);
  }
  return bytes;
}
