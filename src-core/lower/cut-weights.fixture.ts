import { elementCount } from '../language/tensor.ts';
import { normalOf } from './normal.ts';
import { WordStream } from './random.ts';
import type { WeightSource } from './weights.ts';
import { kaimingDeviation } from './weights.ts';

const noise = new Uint32Array(2 ** 18);
new WordStream(1, 'noise').fill(noise);
const normals = Float32Array.from(noise, normalOf);

/** Kaiming normal values cut from one long noise: hundreds of millions are drawn here, and need not be independent. */
export const cutWeights: WeightSource = function* ({ name, shape, init }) {
  const count = elementCount(shape);
  const deviation = kaimingDeviation(shape);
  const start = new Uint32Array(1);
  new WordStream(1, name).fill(start);
  for (let done = 0; done < count; ) {
    const first = (start[0]! + done) % normals.length;
    const piece = normals.slice(first, first + Math.min(count - done, normals.length - first));
    if (init === 'ones' || init === 'zeros') piece.fill(init === 'ones' ? 1 : 0);
    else for (let i = 0; i < piece.length; i++) piece[i]! *= deviation;
    yield piece;
    done += piece.length;
  }
};

/** Of so many residual blocks, whose fresh norms hold nothing back, values grow beyond what single precision has. */
const growing = ['cifar-resnet-1202'];

const smallWeights: WeightSource = function* (weight) {
  for (const piece of cutWeights(weight)) yield piece.map((value) => value / 16);
};

/** Values with which a ready network gives finite ones: smaller where values grow. */
export const weightsFor = (network: string): WeightSource =>
  growing.includes(network) ? smallWeights : cutWeights;

/** Values of that shape from the start of the noise, again and again. */
export const noiseOf = (shape: readonly number[]): Float32Array =>
  Float32Array.from({ length: elementCount(shape) }, (_, i) => normals[i % normals.length]!);
