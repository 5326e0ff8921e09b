import { analyze } from '../../src-core/analysis/analyzer.ts';
import { catalogue } from '../../src-core/catalogue.ts';
import type { FeatureReport, FeatureTensor, JobOf } from '../../src-core/contract.ts';
import { shortened } from '../../src-core/document/in-sentence.ts';
import { nearestText } from '../../src-core/document/nearest-names.ts';
import { parseDesign } from '../../src-core/document/parse.ts';
import type { Result } from '../../src-core/errors.ts';
import { fail, issue, ok } from '../../src-core/errors.ts';
import type { Channels } from '../../src-core/features/channels.ts';
import { channelsOf, figuresOf } from '../../src-core/features/channels.ts';
import { channelPicture, shrinkOf } from '../../src-core/features/pixels.ts';
import { redundancyOf } from '../../src-core/features/redundancy.ts';
import type { Tensor } from '../../src-core/language/tensor.ts';
import { encodeOnnx } from '../../src-core/lower/onnx-bytes.ts';
import { defaultSeed } from '../../src-core/lower/onnx-options.ts';
import type { Program } from '../../src-core/lower/program.ts';
import { lower } from '../../src-core/lower/program.ts';
import { programUpTo } from '../../src-core/lower/program-up-to.ts';
import type { WeightSource } from '../../src-core/lower/weights.ts';
import { lentWeights } from '../../src-core/lower/weights.ts';
import { measuredField } from './effective-field.ts';
import { featureInputs } from './feature-inputs.ts';
import type { WorkContext } from './loadable.ts';
import { makeLoadable, withSession } from './loadable.ts';
import { availableBytes, checkMemory } from './memory-check.ts';
import { computing, openSession } from './session.ts';
import { weightSource } from './weight-source.ts';

/** A tensor that is shown, by its name in the program. */
interface Shown {
  readonly title: string;
  readonly name: string;
}

/** Items right inside a block that are shown, at most. */
const mostInside = 200;
/** Bytes of all pictures of a report, at most; they are made smaller until they fit. */
const mostBytes = 4_000_000;

/** The tensors of an item, then those of the items right inside it. Null where there is no such item. */
function shownOf({ flat, names }: Program, item: string, inside: boolean): readonly Shown[] | null {
  if (!flat.results.has(item)) return null;
  const inner = flat.scopes
    .map(({ path }) => path)
    .filter((path) => inside && path.startsWith(`${item}/`) && !path.slice(item.length + 1).includes('/'));
  return [item, ...inner.slice(0, mostInside)].flatMap((path) => {
    const tensors = flat.results.get(path) ?? [];
    return tensors.map(({ name }, index) => ({
      title: tensors.length > 1 ? `${path}:${index}` : path,
      name: names.get(name)!,
    }));
  });
}

interface Drawn {
  readonly path: string;
  readonly tensor: Tensor;
  readonly channels: Channels;
}

function pictured({ path, tensor, channels }: Drawn, side: number, within: number): FeatureTensor {
  const shrink = shrinkOf(channels, side);
  const pictures = Array.from({ length: channels.count }, (_, at) => channelPicture(channels, at, shrink));
  return {
    path,
    shape: [...tensor.shape],
    channels: channels.count,
    figures: pictures.map((_, at) => figuresOf(channels.of(at))),
    maps: {
      rows: pictures[0]?.height ?? 0,
      columns: pictures[0]?.width ?? 0,
      shrink,
      grey: Buffer.concat(pictures.map(({ data }) => data)).toString('base64'),
    },
    redundancy: redundancyOf(channels, within),
  };
}

/** The longest side at which the pictures of all tensors together are small enough. */
function fittingSide(drawn: readonly Drawn[], asked: number): number {
  const bytesAt = (side: number): number =>
    drawn.reduce((sum, { channels }) => {
      const shrink = shrinkOf(channels, side);
      return sum + channels.count * Math.ceil(channels.rows / shrink) * Math.ceil(channels.columns / shrink);
    }, 0);
  let side = asked;
  while (side > 1 && bytesAt(side) > mostBytes) side = Math.floor(side / 2);
  return side;
}

/**
 * Runs what an item follows from on a picture or noise, and gives its channels. Issues: those of lowering and of a run,
 * document/unknown-node, features/no-channels, features/no-image-input.
 */
export async function featureMaps(
  job: JobOf<'features'>,
  context: WorkContext,
): Promise<Result<FeatureReport>> {
  context.progress({ phase: 'lower', done: 0, total: 1 });
  const parsed = parseDesign(job.design);
  if (!parsed.ok) return parsed;
  const whole = lower(analyze(parsed.value, catalogue));
  if (!whole.ok) return whole;
  const shown = shownOf(whole.value, job.item, job.inside);
  if (shown === null) {
    const nearest = nearestText(job.item, [...whole.value.flat.results.keys()]);
    return fail(issue('document/unknown-node', {}, { name: shortened(job.item), nearest }));
  }
  const inputs = featureInputs(whole.value, job.source);
  if (!inputs.ok) return inputs;
  const program = programUpTo(
    whole.value,
    shown.map(({ name }) => name),
  );
  const fits = checkMemory(program.flat, 1, availableBytes());
  if (!fits.ok) return fits;
  const fresh = lentWeights(defaultSeed);
  const weights = await weightSource(parsed.value, program, fresh);
  if (!weights.ok) return weights;
  const isStored = weights.value !== fresh;
  const ran = await tensorsOf({ program, weights: weights.value }, inputs.value, job, context);
  if (!ran.ok) return ran;
  const drawn = shown.flatMap(({ title, name }): Drawn[] => {
    const tensor = ran.value.tensors.get(name) ?? inputs.value.get(name);
    const channels = tensor === undefined ? null : channelsOf(tensor);
    return tensor === undefined || channels === null ? [] : [{ path: title, tensor, channels }];
  });
  if (drawn[0]?.path.replace(/:\d+$/, '') !== job.item && drawn[0]?.path !== job.item) {
    const name = shown[0]?.name ?? '';
    const shape = (ran.value.tensors.get(name) ?? inputs.value.get(name))?.shape ?? [];
    return fail(issue('features/no-channels', { node: job.item }, { shape: shape.join(' × ') }));
  }
  const side = fittingSide(drawn, job.side);
  return ok({
    item: job.item,
    randomWeights: isStored ? null : { seed: defaultSeed },
    tensors: drawn.map((one) => pictured(one, side, job.within)),
    effective: ran.value.effective,
  });
}

/** Runs a program on given inputs, and measures the effective receptive field of its first tensor where that is asked for. */
async function tensorsOf(
  { program, weights }: { readonly program: Program; readonly weights: WeightSource },
  inputs: ReadonlyMap<string, Tensor>,
  { field, item }: JobOf<'features'>,
  context: WorkContext,
): Promise<
  Result<{ readonly tensors: ReadonlyMap<string, Tensor>; readonly effective: FeatureReport['effective'] }>
> {
  // An item that only gives on what entered runs nothing.
  if (program.operators.length === 0) return ok({ tensors: new Map(), effective: null });
  const onnx = encodeOnnx(program, {
    version: context.version,
    seed: defaultSeed,
    weights,
  });
  if (!onnx.ok) return onnx;
  const loadable = await makeLoadable({ program, drawn: program, onnx: onnx.value }, context);
  if (!loadable.ok) return loadable;
  const { runtime, path } = loadable.value;
  const feeds = Object.fromEntries(
    program.inputs.map(({ name }) => {
      const { data, shape } = inputs.get(name)!;
      return [name, runtime.tensor(data, shape)];
    }),
  );
  context.progress({ phase: 'load', done: 0, total: 1 });
  return withSession(openSession(runtime, path, 'cpu'), (session) =>
    computing(async () => {
      context.progress({ phase: 'run', done: 0, total: 1 });
      const values = await session.run(feeds);
      const tensors = new Map(
        program.outputs.map(({ name, shape }) => [name, { shape, data: values[name]?.data as Float32Array }]),
      );
      const first = program.flat.results.get(item)?.[0]?.name ?? '';
      const measured = field
        ? await measuredField({ session, runtime, program, inputs }, program.names.get(first) ?? '', context)
        : null;
      return { tensors, effective: measured };
    }),
  );
}
