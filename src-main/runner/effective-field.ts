import type { EffectiveField } from '../../src-core/features/effective-field.ts';
import { cellsOf, effectiveField } from '../../src-core/features/effective-field.ts';
import type { Tensor } from '../../src-core/language/tensor.ts';
import type { Program } from '../../src-core/lower/program.ts';
import { WordStream } from '../../src-core/lower/random.ts';
import type { InferenceSession, Runtime } from './onnxruntime.ts';
import type { WorkContext } from './prepare.ts';

/** Cells along a side of the input: each costs a run. */
const mostAlong = 16;
/** How much each value of a cell is moved, up or down by chance: little, so that the answer is that of a gradient. */
const nudge = 0.05;

interface Measured {
  readonly session: InferenceSession;
  readonly runtime: Runtime;
  readonly program: Program;
  readonly inputs: ReadonlyMap<string, Tensor>;
}

/** The values of all channels of a tensor at the middle of its map, of the first image. */
function middleOf(data: Float32Array, shape: readonly number[]): Float32Array {
  const [, channels = 1, rows = 1, columns = 1] = shape;
  const size = rows * columns;
  const at = Math.floor(rows / 2) * columns + Math.floor(columns / 2);
  return Float32Array.from({ length: channels }, (_, channel) => data[channel * size + at] as number);
}

const distance = (one: Float32Array, other: Float32Array): number =>
  Math.hypot(...one.map((value, at) => value - (other[at] as number)));

/**
 * The effective receptive field of the middle of a tensor: each cell of the first input that is an image is moved a little by
 * itself, and the answers are held against each other. Null where no input is one, or nothing answers.
 */
export async function measuredField(
  { session, runtime, program, inputs }: Measured,
  name: string,
  { progress }: Pick<WorkContext, 'progress'>,
): Promise<EffectiveField | null> {
  const input = program.inputs.find(({ shape }) => shape.length === 4);
  const output = program.outputs.find((one) => one.name === name);
  if (input === undefined || output === undefined) return null;
  const [, channels, rows, columns] = input.shape as readonly [number, number, number, number];
  const cells = cellsOf([rows, columns], mostAlong);
  const { cell, grid } = cells;
  const feeds = Object.fromEntries(
    program.inputs.map((one) => [one.name, runtime.tensor(inputs.get(one.name)!.data, one.shape)]),
  );
  const middle = async (image: Float32Array): Promise<Float32Array> => {
    const fed = { ...feeds, [input.name]: runtime.tensor(image, input.shape) };
    const values = await session.run(fed, [name]);
    return middleOf(values[name]?.data as Float32Array, output.shape);
  };
  const image = inputs.get(input.name)!.data;
  const signs = new Uint32Array(channels * rows * columns);
  new WordStream(0, 'effective receptive field').fill(signs);
  const before = await middle(image);
  const answers: number[] = [];
  const total = grid.rows * grid.columns;
  for (let index = 0; index < total; index++) {
    progress({ phase: 'run', done: index, total });
    const moved = image.slice();
    const top = Math.floor(index / grid.columns) * cell[0];
    const left = (index % grid.columns) * cell[1];
    for (let channel = 0; channel < channels; channel++) {
      for (let row = top; row < Math.min(rows, top + cell[0]); row++) {
        for (let column = left; column < Math.min(columns, left + cell[1]); column++) {
          const at = (channel * rows + row) * columns + column;
          moved[at] = (moved[at] as number) + ((signs[at] as number) & 1 ? nudge : -nudge);
        }
      }
    }
    answers.push(distance(await middle(moved), before));
  }
  return effectiveField([rows, columns], cells, answers);
}
