import type { FeatureSource } from '../../src-core/contract.ts';
import type { Result } from '../../src-core/errors.ts';
import { fail, issue, ok } from '../../src-core/errors.ts';
import { imageTensor } from '../../src-core/features/image-tensor.ts';
import type { ColourPicture } from '../../src-core/features/pixels.ts';
import { sampleImage } from '../../src-core/features/sample-images.ts';
import type { Tensor } from '../../src-core/language/tensor.ts';
import { defaultSeed } from '../../src-core/lower/onnx-options.ts';
import type { Program } from '../../src-core/lower/program.ts';
import { seededValues } from './session.ts';

/** Pixels along the sides of a picture that ships: more than any input that it is made smaller for. */
const sampleSide = 512;

function pictureOf(source: Exclude<FeatureSource, { kind: 'noise' }>): Result<ColourPicture> {
  if (source.kind === 'sample') return ok(sampleImage(source.name, sampleSide));
  const { width, height } = source;
  const data = new Uint8Array(Buffer.from(source.rgba, 'base64'));
  if (data.length !== 4 * width * height)
    return fail(
      issue('call/invalid', {}, { call: 'features', detail: 'the picture has another size than it says' }),
    );
  return ok({ width, height, data });
}

/**
 * What enters each input of a program, by its name: a picture where it takes one, else made-up values. Issues: call/invalid for a
 * picture that is not whole, features/no-image-input where none takes it.
 */
export function featureInputs(
  { inputs }: Pick<Program, 'inputs'>,
  source: FeatureSource,
): Result<ReadonlyMap<string, Tensor>> {
  const noise = (input: Program['inputs'][number], seed: number): Tensor => ({
    shape: input.shape,
    data: seededValues(input, seed),
  });
  if (source.kind === 'noise')
    return ok(new Map(inputs.map((input) => [input.name, noise(input, source.seed)])));
  const picture = pictureOf(source);
  if (!picture.ok) return picture;
  const seen = inputs.map((input) => imageTensor(picture.value, input.shape));
  if (seen.every((tensor) => tensor === null)) return fail(issue('features/no-image-input'));
  return ok(new Map(inputs.map((input, at) => [input.name, seen[at] ?? noise(input, defaultSeed)])));
}
