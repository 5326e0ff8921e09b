import type { Cells, EffectiveField } from '../../src-core/features/effective-field.ts';
import { cellsOf, effectiveField, finerCells } from '../../src-core/features/effective-field.ts';
import type { Tensor } from '../../src-core/language/tensor.ts';
import type { Program } from '../../src-core/lower/program.ts';
import { WordStream } from '../../src-core/lower/random.ts';
import type { WorkContext } from './loadable.ts';
import type { InferenceSession, Runtime } from './onnxruntime.ts';

/** Cells along a side: each costs a run. */
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
 * itself, and the answers are held against each other; what of the input answers is cut into smaller cells, as long as that
 * makes them smaller. Null where no input is an image, or nothing answers.
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
  const answerTo = async ({ window, cell, grid }: Cells, index: number): Promise<number> => {
    const moved = image.slice();
    const top = window.top + Math.floor(index / grid.columns) * cell[0];
    const left = window.left + (index % grid.columns) * cell[1];
    for (let channel = 0; channel < channels; channel++) {
      for (let row = top; row < Math.min(window.top + window.rows, top + cell[0]); row++) {
        for (let column = left; column < Math.min(window.left + window.columns, left + cell[1]); column++) {
          const at = (channel * rows + row) * columns + column;
          moved[at] = (moved[at] as number) + ((signs[at] as number) & 1 ? nudge : -nudge);
        }
      }
    }
    return distance(await middle(moved), before);
  };
  const fieldOf = async (cells: Cells): Promise<EffectiveField | null> => {
    const answers: number[] = [];
    const total = cells.grid.rows * cells.grid.columns;
    for (let index = 0; index < total; index++) {
      progress({ phase: 'run', done: index, total });
      answers.push(await answerTo(cells, index));
    }
    return effectiveField(cells, answers);
  };
  let field: EffectiveField | null = null;
  let cells: Cells | null = cellsOf({ top: 0, left: 0, rows, columns }, mostAlong);
  while (cells !== null) {
    // Where moving a large part at once says something and each small part of it nothing, the large ones are the answer.
    const found: EffectiveField | null = await fieldOf(cells);
    if (found === null) break;
    field = found;
    cells = finerCells(found, mostAlong);
  }
  return field;
}
