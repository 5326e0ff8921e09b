import { analyze } from '../../src-core/analysis/analyzer.ts';
import { catalogue } from '../../src-core/catalogue.ts';
import type { DeviceName, JobOf, VerifiedPair, VerifyReport } from '../../src-core/contract.ts';
import { parseDesign } from '../../src-core/document/parse.ts';
import type { Issue, Result } from '../../src-core/errors.ts';
import { fail, issue, note, ok } from '../../src-core/errors.ts';
import { integerText } from '../../src-core/format.ts';
import type { Tensor } from '../../src-core/language/tensor.ts';
import { elementCount } from '../../src-core/language/tensor.ts';
import { agreeWithin, gapOf } from '../../src-core/lower/agreement.ts';
import { defaultSeed, plainExport } from '../../src-core/lower/onnx-options.ts';
import { opaqueOperatorIn } from '../../src-core/lower/opaque-operator.ts';
import type { Program } from '../../src-core/lower/program.ts';
import type { WeightSource } from '../../src-core/lower/weights.ts';
import { seededWeights } from '../../src-core/lower/weights.ts';
import type { Rounding } from '../../src-core/pytorch/parity.ts';
import { gapOf as parityGap, partedBy, tolerance } from '../../src-core/pytorch/parity.ts';
import type { WorkContext } from './loadable.ts';
import { withSession } from './loadable.ts';
import { availableBytes, checkMemory } from './memory-check.ts';
import type { ExportModel } from './model.ts';
import { exportModelOf, temporaryModel } from './model.ts';
import type { Runtime } from './onnxruntime.ts';
import { loadRuntime } from './onnxruntime.ts';
import { largestOwnGap } from './own-gaps.ts';
import type { Computed } from './protocol.ts';
import { readComputed, readExact } from './read-computed.ts';
import { referenceLimit, referenceTensors } from './reference.ts';
import { computing, feedsFor, openSession, seededValues } from './session.ts';
import type { TappedFile } from './tapped-file.ts';
import { tappedFile, tensorsOf } from './tapped-file.ts';
import { pairOf } from './verified-pair.ts';
import { weightSource } from './weight-source.ts';

type Tensors = ReadonlyMap<string, Tensor>;

/** Levels of onnxruntime's graph optimisation: nothing, so that every operator runs by itself, and all that a run has. */
const levels = ['disabled', 'all'] as const;
type Level = (typeof levels)[number];

/** What everything else is held against, and its name. */
interface Expected {
  readonly label: string;
  /** Of the reference's weights; null where something else stands for it. */
  readonly weights: WeightSource | null;
  readonly tensors: Tensors;
  readonly notes: readonly Issue[];
}

interface Opened {
  readonly program: Program;
  readonly runtime: Runtime;
  readonly file: TappedFile;
}

/** Copies of all tensors at once: what the reference made, what the runtime holds, and what it gave out. */
const copies = 3n;

function tensorBytes({ operators }: Program): bigint {
  const elements = operators.flatMap(({ outputs }) => outputs.map(({ shape }) => elementCount(shape)));
  return elements.reduce((sum, count) => sum + BigInt(count), 0n) * 4n * copies;
}

/**
 * Runs a model once on a device. With no optimisation every tensor is looked at. With all of it the file runs as it is, for
 * its outputs, and once more with taps: a tensor that is looked at is not fused away.
 */
async function runsAt(
  { program, runtime, file }: Opened,
  device: DeviceName,
  level: Level,
): Promise<Result<readonly Tensors[]>> {
  const feeds = feedsFor(runtime, program.inputs, defaultSeed);
  const plain = new Map(program.outputs.map(({ name }) => [name, name]));
  const asked = [
    { path: file.tapped, outputs: file.taps },
    ...(level === 'all' ? [{ path: file.path, outputs: plain }] : []),
  ];
  const runs: Tensors[] = [];
  for (const { path, outputs } of asked) {
    const opening = openSession(runtime, path, device, { graphOptimizationLevel: level });
    const ran = await withSession(opening, (session) => computing(() => tensorsOf(session, feeds, outputs)));
    if (!ran.ok) return ran;
    runs.push(ran.value);
  }
  return ok(runs);
}

/** Makes or opens the file of a model, and taps it. */
async function opened(
  model: ExportModel,
  path: string | undefined,
  { folder, progress }: WorkContext,
): Promise<Result<Opened>> {
  const runtime = await loadRuntime();
  if (!runtime.ok) return runtime;
  const made = path === undefined ? await temporaryModel(model, folder, progress) : ok(path);
  if (!made.ok) return made;
  const tapped = await tappedFile(made.value, model.program, folder);
  return tapped.ok ? ok({ program: model.program, runtime: runtime.value, file: tapped.value }) : tapped;
}

const standIn = 'cpu/disabled/fp32';

/** The reference, or what stands for it where it would take too long, with a note that says so. */
async function expectedOf(
  { design, seed = defaultSeed }: JobOf<'verify'>,
  { program }: ExportModel,
  context: WorkContext,
): Promise<Result<Expected>> {
  const parsed = parseDesign(design);
  if (!parsed.ok) return parsed;
  const unknown = opaqueOperatorIn(program);
  if (unknown !== null) return fail(issue('opaque/no-reference', { node: unknown.path }, { op: unknown.op }));
  const macs = Number(analyze(parsed.value, catalogue).totals?.macs ?? 0n);
  if (macs <= referenceLimit) {
    const weights = await weightSource(parsed.value, program, seededWeights(seed));
    if (!weights.ok) return weights;
    const tensors = await referenceTensors(program, weights.value, defaultSeed, context.progress);
    return ok({ label: 'reference', weights: weights.value, tensors, notes: [] });
  }
  const limit = integerText(referenceLimit);
  const notes = [note('verify/no-reference', {}, { macs: integerText(macs), limit, instead: standIn })];
  const model = await exportModelOf(design, context.version, { seed });
  if (!model.ok) return model;
  const own = await opened(model.value, undefined, context);
  if (!own.ok) return own;
  const ran = await runsAt(own.value, 'cpu', 'disabled');
  return ran.ok ? ok({ label: standIn, weights: null, tensors: ran.value[0]!, notes }) : ran;
}

/** An operator by itself rounds by less than all of them one after the other: by this part of what tensors may be apart. */
const ownPart = 0.1;
/** As far as a run that is not tapped may be from the reference, over how far the same run with taps is: both round, elsewhere. */
const asFar = 2;

/**
 * A pair that parts, unless rounding alone makes it so: what squeezes large values into few, as a gate does, makes a last bit of
 * its input a large part of its output. Then each operator still computes what it must from what it was given.
 * @param runs that of all tensors, and where there is one that of the outputs alone
 */
async function judged(
  { program }: Opened,
  pair: VerifiedPair,
  { weights, tensors }: Expected,
  [tapped, plain]: readonly Tensors[],
): Promise<VerifiedPair> {
  if (pair.first === null || weights === null || tapped === undefined) return pair;
  const given = new Map(
    program.inputs.map((input): [string, Tensor] => [
      input.name,
      { shape: input.shape, data: seededValues(input, defaultSeed) },
    ]),
  );
  const own = await largestOwnGap(program, weights, given, tapped);
  if (own === null || !(own <= ownPart * pair.within)) return pair;
  const isFar = program.outputs.some(({ name }) => {
    const wanted = tensors.get(name);
    if (plain === undefined || wanted === undefined) return plain !== undefined;
    const [near, far] = [gapOf(wanted, tapped.get(name)).maxRel, gapOf(wanted, plain.get(name)).maxRel];
    return !(far <= Math.max(pair.within, asFar * near));
  });
  return isFar ? pair : { ...pair, first: null, amplified: pair.first };
}

/**
 * Only outputs decide whether another program agrees: what it calls an item's module may give out more or less than the item.
 * Where one parts in single precision, double precision tells whether by more than rounding.
 */
async function pairWith(
  program: Program,
  expected: Expected,
  { label, tensors, exact = [] }: Computed,
): Promise<Result<VerifiedPair>> {
  const computed = await readComputed(tensors);
  if (!computed.ok) return computed;
  const exactly = await readExact(exact);
  if (!exactly.ok) return exactly;
  const names = { a: expected.label, b: label, within: tolerance };
  const ends = new Set(program.outputs.map(({ name }) => name));
  const outputs = new Map([...computed.value].filter(([name]) => ends.has(name)));
  const outer = pairOf(program, names, expected.tensors, [outputs]);
  if (outer.first === null) return ok(outer);
  const inner = pairOf(program, names, expected.tensors, [computed.value]);
  const roundings = [...exactly.value].flatMap(([name, values]): Rounding[] => {
    const [one, other] = [expected.tensors.get(name), outputs.get(name)];
    if (one === undefined || gapOf(one, other).maxRel <= tolerance) return [];
    return [{ a: parityGap(values, one).maxRel, b: parityGap(values, other).maxRel }];
  });
  const told = roundings.find((rounding) => partedBy(rounding) !== 'rounding') ?? roundings[0];
  if (told === undefined) return ok(inner);
  return ok({ ...inner, rounding: told, first: partedBy(told) === 'rounding' ? null : inner.first });
}

/**
 * Holds what devices compute, with and without optimisation, and what other programs computed, against the reference: every
 * tensor that both have. Issues: those of an export and of a run, verify/other-file.
 */
export async function verifyDesign(
  job: JobOf<'verify'>,
  others: readonly Computed[],
  context: WorkContext,
): Promise<Result<VerifyReport>> {
  context.progress({ phase: 'lower', done: 0, total: 1 });
  const { design, precision, seed = defaultSeed } = job;
  const model = await exportModelOf(design, context.version, {
    seed,
    options: { ...plainExport, precision },
  });
  if (!model.ok) return model;
  const { program } = model.value;
  const fits = checkMemory(program.flat, 1, availableBytes(), tensorBytes(program));
  if (!fits.ok) return fits;
  const expected = await expectedOf(job, model.value, context);
  if (!expected.ok) return expected;
  const verified = await opened(model.value, job.file, context);
  if (!verified.ok) return verified;
  const { file } = verified.value;
  const pairs: VerifiedPair[] = [];
  for (const device of job.devices) {
    for (const level of levels) {
      const b = `${device}/${level}/${file.precision}`;
      if (b === expected.value.label) continue;
      context.progress({ phase: 'load', done: 0, total: 1 });
      const runs = await runsAt(verified.value, device, level);
      if (!runs.ok) return runs;
      const names = { a: expected.value.label, b, within: agreeWithin[file.precision] };
      const pair = pairOf(program, names, expected.value.tensors, runs.value);
      pairs.push(await judged(verified.value, pair, expected.value, runs.value));
    }
  }
  for (const other of others) {
    const pair = await pairWith(program, expected.value, other);
    if (!pair.ok) return pair;
    pairs.push(pair.value);
  }
  return ok({
    pairs,
    ok: pairs.every(({ first }) => first === null),
    notes: expected.value.notes,
  });
}
