import { publicNamesOf } from '../../../src-core/catalogue.ts';
import { fail, issue, ok } from '../../../src-core/errors.ts';
import { bytesText, integerText } from '../../../src-core/format.ts';
import { withCheckpoint } from '../../../src-core/pytorch/checkpoint.ts';
import { isSafetensorsPath, safetensorsIn } from '../../files/read-safetensors.ts';
import { weightsFileOf } from '../../files/weights-file.ts';
import { writeChunks } from '../../files/write.ts';
import type { Outcome } from '../answer.ts';
import { designBytes } from '../design-text.ts';
import { examine, prepareDesign, soundDesign } from '../prepared.ts';
import { printable } from '../printable.ts';
import { pairs } from '../table.ts';

export interface ImportWeightsOptions {
  /** Path of a file of safetensors. */
  readonly weights: string;
  /** Path of the design file to write; absent where only the report is asked for. */
  readonly output?: string;
  readonly force?: boolean;
}

/** So many names are listed; the others are counted. */
const mostNames = 8;

const namesText = (names: readonly string[]): string => {
  if (names.length === 0) return 'none';
  const more = names.length > mostNames ? ', …' : '';
  return `${integerText(names.length)}: ${printable(names.slice(0, mostNames).join(', '))}${more}`;
};

/** Gives a design the weights of a checkpoint by name, says which fitted, and writes it where a file is named. */
export async function importWeights(name: string, options: ImportWeightsOptions): Promise<Outcome> {
  const { weights: path, output, force } = options;
  if (!isSafetensorsPath(path)) return fail(issue('weights/no-checkpoint', { file: path }));
  const prepared = await prepareDesign(name, { set: [] });
  if (!prepared.ok) return prepared;
  const sound = soundDesign(examine(prepared.value));
  if (!sound.ok) return sound;
  const tensors = await safetensorsIn(path);
  if (!tensors.ok) return tensors;
  const file = await weightsFileOf(path, 'safetensors');
  if (!file.ok) return file;
  const filled = withCheckpoint(
    sound.value.analysis,
    tensors.value,
    file.value,
    publicNamesOf(sound.value.analysis.design),
  );
  if (!filled.ok) return filled;
  const { design, fitted, missing, misfits, leftOver } = filled.value;
  if (fitted.length === 0) return fail(issue('weights/none-fits', { file: path }));
  const written =
    output === undefined
      ? null
      : await writeChunks(output, [designBytes(design, output)], {
          overwrite: force === true,
          durable: true,
        });
  if (written !== null && !written.ok) return written;
  const saved = written?.value ?? null;
  const sizes = (shape: readonly number[]): string => shape.join(' × ');
  const misfitNames = misfits.map(
    ({ name: key, expected, got }) => `${key} (${sizes(got)} for ${sizes(expected)})`,
  );
  const rows: [string, string][] = [
    ['Fitted', `${integerText(fitted.length)} tensors`],
    ['Missing', namesText(missing)],
    ['Of other sizes', namesText(misfitNames)],
    ['Left over', namesText(leftOver)],
    ...(saved === null
      ? []
      : [['Written to', `${printable(saved.path)}, ${bytesText(BigInt(saved.bytes))}`] as [string, string]]),
  ];
  return ok({
    json: {
      design: saved?.path ?? null,
      fitted: [...fitted],
      missing: [...missing],
      misfits: misfits.map(({ name: key, expected, got }) => ({
        name: key,
        expected: [...expected],
        got: [...got],
      })),
      leftOver: [...leftOver],
    },
    text: pairs(rows),
    issues: saved?.notes ?? [],
  });
}
