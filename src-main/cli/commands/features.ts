import { analyze } from '../../../src-core/analysis/analyzer.ts';
import { receptiveFields } from '../../../src-core/analysis/receptive-field/receptive-field.ts';
import { receptiveSizeText } from '../../../src-core/analysis/receptive-field/words.ts';
import { catalogue } from '../../../src-core/catalogue.ts';
import type { FeatureReport, FeatureSource, FeatureTensor } from '../../../src-core/contract.ts';
import { serializeDesign } from '../../../src-core/document/serialize.ts';
import type { Result } from '../../../src-core/errors.ts';
import { fail, issue, ok } from '../../../src-core/errors.ts';
import { tiled } from '../../../src-core/features/pixels.ts';
import type { SampleName } from '../../../src-core/features/sample-images.ts';
import { unknown } from '../../../src-core/format.ts';
import { greyPng } from '../../files/png.ts';
import { writeChunks } from '../../files/write.ts';
import type { Outcome } from '../answer.ts';
import { mayWrite } from '../existing.ts';
import type { Io } from '../io.ts';
import { runJob } from '../job.ts';
import type { Json } from '../json.ts';
import { pictureSource } from '../picture-source.ts';
import type { DesignOptions } from '../prepared.ts';
import { printable } from '../printable.ts';
import { receptiveFieldJson } from '../receptive-field-json.ts';
import { pairs } from '../table.ts';
import { runnable } from './run.ts';

interface FeaturesOptions extends DesignOptions {
  readonly item: string;
  /** A PNG file. */
  readonly image?: string;
  readonly sample?: SampleName;
  readonly seed: number;
  readonly alike: number;
  readonly field?: true;
  readonly png?: string;
  readonly force?: boolean;
}

/** Channels are shown whole unless they are larger. */
const mostSide = 256;

async function sourceOf({ image, sample, seed }: FeaturesOptions): Promise<Result<FeatureSource>> {
  if (image !== undefined && sample !== undefined) return fail(issue('features/nothing'));
  if (sample !== undefined) return ok({ kind: 'sample', name: sample });
  if (image === undefined) return ok({ kind: 'noise', seed });
  return pictureSource(image);
}

const redundancyText = ({ redundancy }: FeatureTensor): string => {
  if (redundancy === null) return 'too few positions to tell';
  const { share, alike, constant, within } = redundancy;
  const told = share === null ? unknown : `${(100 * share).toFixed(1)}%`;
  return `${told}: ${alike} channels are alike another (correlation from ${within}), ${constant} constant`;
};

const tensorJson = ({ path, shape, channels, figures, maps, redundancy }: FeatureTensor): Json => ({
  path,
  shape,
  channels: figures.map(({ min, max, mean }) => ({ min, max, mean })),
  count: channels,
  shrink: maps.shrink,
  redundancy: redundancy && { ...redundancy },
});

/** Writes the channels of the item as a grid. */
async function writeGrid(path: string, { tensors }: FeatureReport, force: boolean): Promise<Result<unknown>> {
  const [{ maps, channels }] = tensors as readonly [FeatureTensor];
  const grid = tiled(Buffer.from(maps.grey, 'base64'), { width: maps.columns, height: maps.rows }, channels);
  return writeChunks(path, [greyPng(grid)], { overwrite: force, durable: false });
}

/** Shows the channels of an item on a picture or noise: their ranges, how alike they are, and the grid of them as a picture. */
export async function features(name: string, options: FeaturesOptions, io: Io): Promise<Outcome> {
  const sound = await runnable(name, options);
  if (!sound.ok) return sound;
  const source = await sourceOf(options);
  if (!source.ok) return source;
  const force = options.force === true;
  const free = await mayWrite(options.png === undefined ? [] : [options.png], force);
  if (!free.ok) return free;
  const { design } = sound.value;
  const report = await runJob(io, {
    kind: 'features',
    design: serializeDesign(design),
    item: options.item,
    source: source.value,
    inside: true,
    side: mostSide,
    within: options.alike,
    field: options.field === true,
  });
  if (!report.ok) return report;
  const { item, tensors, effective, randomWeights } = report.value;
  if (options.png !== undefined) {
    const written = await writeGrid(options.png, report.value, force);
    if (!written.ok) return written;
  }
  const theoretical = receptiveFields(analyze(design, catalogue))?.of(item)?.[0];
  const [first] = tensors as readonly [FeatureTensor];
  return ok({
    json: {
      item,
      weights: { random: randomWeights !== null, seed: randomWeights?.seed ?? null },
      tensors: tensors.map(tensorJson),
      field: {
        theoretical: theoretical === undefined ? null : receptiveFieldJson(theoretical),
        effective: effective && {
          rows: effective.rows,
          columns: effective.columns,
          window: { ...effective.window },
          cell: [...effective.cell],
          grid: [effective.grid.rows, effective.grid.columns],
          answers: [...effective.answers],
        },
      },
    },
    text: pairs([
      ['item', `${item}, ${first.shape.join(' × ')}`],
      [
        'weights',
        randomWeights === null ? "those of the design's file" : `random, of seed ${randomWeights.seed}`,
      ],
      ['alike', redundancyText(first)],
      ['receptive field', theoretical === undefined ? unknown : receptiveSizeText(theoretical)],
      ...(effective === null
        ? []
        : [
            [
              'effective field',
              `${effective.rows} × ${effective.columns}, in cells of ${effective.cell.join(' × ')}`,
            ] as [string, string],
          ]),
      ...tensors.slice(1).map((tensor): [string, string] => [tensor.path, redundancyText(tensor)]),
      ...(options.png === undefined ? [] : [['picture', printable(options.png)] as [string, string]]),
    ]),
  });
}
