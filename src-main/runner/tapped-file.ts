import { join } from 'node:path';
import type { Result } from '../../src-core/errors.ts';
import { fail, issue, ok } from '../../src-core/errors.ts';
import type { Tensor } from '../../src-core/language/tensor.ts';
import type { RealPrecision } from '../../src-core/lower/onnx-options.ts';
import { readOnnx } from '../../src-core/lower/onnx-read.ts';
import { elementType } from '../../src-core/lower/onnx-schema.ts';
import type { Program } from '../../src-core/lower/program.ts';
import { tapsOn } from '../../src-core/lower/taps.ts';
import { writeAppended } from '../files/appended.ts';
import { onnxSkeleton } from '../files/onnx-skeleton.ts';
import type { InferenceSession } from './onnxruntime.ts';
import type { Feeds } from './session.ts';

/** A model file, and a copy of it that gives out what it computes inside. */
export interface TappedFile {
  readonly path: string;
  readonly tapped: string;
  /** The output of the copy that gives out a tensor, by the tensor's name in the program. */
  readonly taps: ReadonlyMap<string, string>;
  readonly precision: RealPrecision;
}

/** Names of the tensors of real numbers that a program makes, outputs included. */
const madeBy = ({ operators, outputs }: Program): readonly string[] =>
  [...operators.flatMap((operator) => operator.outputs), ...outputs]
    .filter(({ type }) => type === undefined)
    .map(({ name }) => name);

/**
 * Taps an ONNX file that a program was exported as: all of the program's tensors that the file has too. Issues: those of reading
 * and writing, verify/other-file for a file that has other inputs or outputs.
 */
export async function tappedFile(
  path: string,
  program: Program,
  folder: string,
): Promise<Result<TappedFile>> {
  const skeleton = await onnxSkeleton(path);
  if (!skeleton.ok) return skeleton;
  const file = readOnnx(skeleton.value);
  if (!file.ok) return file;
  const { nodes, inputs, outputs, values, initializers } = file.value;
  const ends = new Set([...inputs, ...outputs].map(({ name }) => name));
  const absent = [...program.inputs, ...program.outputs].find(({ name }) => !ends.has(name));
  if (absent !== undefined)
    return fail(issue('verify/other-file', { file: path }, { file: path, name: absent.name }));
  const made = new Set(nodes.flatMap((node) => node.outputs));
  // A tensor of which the file says nothing is laid out otherwise than the program's.
  const said = new Set([...outputs, ...values].map(({ name }) => name));
  const taken = new Set([...made, ...ends, ...[...nodes, ...initializers].map(({ name }) => name)]);
  const taps = tapsOn(
    madeBy(program).filter((name) => made.has(name) && said.has(name)),
    taken,
  );
  const tapped = join(folder, 'tapped.onnx');
  const written = await writeAppended(path, taps.bytes, tapped);
  if (!written.ok) return written;
  const isHalf = initializers.some((weight) => weight.elementType === elementType.float16);
  return ok({ path, tapped, taps: taps.outputs, precision: isHalf ? 'fp16' : 'fp32' });
}

/** Runs a session once; the answer are some of its outputs, under other names. */
export async function tensorsOf(
  session: InferenceSession,
  feeds: Feeds,
  outputs: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, Tensor>> {
  const values = await session.run(feeds, [...outputs.values()]);
  return new Map(
    [...outputs].map(([name, output]) => {
      const { dims, data } = values[output]!;
      return [name, { shape: dims, data: data as Float32Array }];
    }),
  );
}
