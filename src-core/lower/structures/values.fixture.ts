import { elementCount } from '../../language/tensor.ts';
import type { Program } from '../program.ts';
import { weightsOf } from '../program.ts';
import { WordStream } from '../random.ts';

/** What each value is made of: a number between -1 and 1, by a name and its place alone. */
type Made = (u: number) => number;

function made(name: string, shape: readonly number[], value: Made): Float32Array {
  const words = new Uint32Array(elementCount(shape));
  new WordStream(1, name).fill(words);
  const values = new Float32Array(words.length);
  for (let i = 0; i < words.length; i++) values[i] = value((2 * words[i]! + 1) / 2 ** 32 - 1);
  return values;
}

/** What an image holds. */
const imageValues = (shape: readonly number[]): Float32Array => made('image', shape, (u) => u);

/** Boxes of all sizes inside an image of that side, in whole pixels: left, top, right and bottom of each. */
function boxValues(name: string, shape: readonly number[], side: number): Float32Array {
  const values = made(name, shape, (u) => (u + 1) / 2);
  for (let at = 0; at < values.length; at += 4) {
    const size = 4 + Math.floor((side - 8) * values[at]! ** 2);
    for (const axis of [at, at + 1]) {
      const start = Math.floor((side - size) * values[axis + 2]!);
      values[axis] = start;
      values[axis + 2] = start + size;
    }
  }
  return values;
}

/** What the inputs of a program hold, the image first. */
export const inputValues = ({ inputs: [image, ...boxes] }: Program): readonly Float32Array[] => [
  imageValues(image!.shape),
  ...boxes.map(({ name, shape }) => boxValues(name, shape, image!.shape.at(-1)!)),
];

/** What a weight is to the operator that it belongs to. */
type Role = 'scale' | 'variance' | 'other';

function rule(shape: readonly number[], role: Role, gain: number): Made {
  if (role !== 'other') return role === 'scale' ? (u) => gain * (1 + u / 4) : (u) => 1 + u / 4;
  const count = elementCount(shape);
  if (count === Math.max(1, ...shape)) return (u) => u / 4;
  const first = shape.find((size) => size > 1)!;
  const limit = 0.8 * Math.sqrt(6 / (count / first));
  return (u) => limit * u;
}

const roles: Readonly<Record<string, Role>> = { weight: 'scale', running_var: 'variance' };

/** The weights of norms that scale, by their names. */
const rolesIn = ({ operators }: Program): ReadonlyMap<string, Role> =>
  new Map(
    operators
      .filter(({ definition }) => definition.operation.endsWith('-norm'))
      .flatMap(({ weights }) =>
        Object.entries(weights).map(([key, { name }]) => [name, roles[key] ?? 'other'] as const),
      ),
  );

/**
 * The values of all weights, which are about those of a trained network, by the place of each in that order and by its shape.
 * The scales of norms have that mean, and what has such a name is a single row there. scripts/structures/values.py states the
 * rule, and is the same in the language of the public codes.
 */
export function valuesOf(
  program: Program,
  order: readonly (string | undefined)[],
  gain = 1,
  rows?: RegExp,
): ReadonlyMap<string, Float32Array> {
  const known = rolesIn(program);
  const shapes = new Map(weightsOf(program).map(({ name, shape }) => [name, shape]));
  const values = order.flatMap((name, place): readonly [string, Float32Array][] => {
    if (name === undefined) return [];
    const own = shapes.get(name)!;
    const shape = rows?.test(name) ? [elementCount(own)] : own;
    return [[name, made(String(place), shape, rule(shape, known.get(name) ?? 'other', gain))]];
  });
  return new Map(values);
}
