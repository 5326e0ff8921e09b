import { join } from 'node:path';
import { analyze } from '../../src-core/analysis/analyzer.ts';
import { catalogue } from '../../src-core/catalogue.ts';
import type { Design } from '../../src-core/document/design.ts';
import { parseDesign } from '../../src-core/document/parse.ts';
import { serializeDesign } from '../../src-core/document/serialize.ts';
import { withFreshWeights } from '../../src-core/document/stored-weights.ts';
import type { Result } from '../../src-core/errors.ts';
import { ok } from '../../src-core/errors.ts';
import { exportProgram } from '../../src-core/lower/export-program.ts';
import { foldNorms } from '../../src-core/lower/fold-norms.ts';
import type { EncodeOptions, OnnxBytes } from '../../src-core/lower/onnx-bytes.ts';
import { encodeOnnx } from '../../src-core/lower/onnx-bytes.ts';
import type { ExportOptions, OnnxOptions } from '../../src-core/lower/onnx-options.ts';
import { defaultSeed, plainExport } from '../../src-core/lower/onnx-options.ts';
import type { Program } from '../../src-core/lower/program.ts';
import { lower } from '../../src-core/lower/program.ts';
import type { ValueRanges } from '../../src-core/lower/value-ranges.ts';
import { lentWeights } from '../../src-core/lower/weights.ts';
import { writeChunks } from '../files/write.ts';
import type { Progress } from './protocol.ts';
import { weightSource } from './weight-source.ts';

/** A design as the runtime's side sees it: its program, and the ONNX file that is yet to be written. */
export interface Model {
  /** What is written. */
  readonly program: Program;
  /** What was drawn: norms that are in weights of `program` are operators of it. */
  readonly drawn: Program;
  readonly onnx: OnnxBytes;
}

/**
 * Reads, analyses and lowers a design, with fresh weights: for what is read off its file. Issues: those of a faulty text, of a
 * design with problems, compile/too-large.
 */
export function modelOf(design: string, version: string): Result<Model> {
  const lowered = loweredOf(design);
  return lowered.ok ? encoded(lowered.value.program, { version, seed: defaultSeed }) : lowered;
}

/** How many bytes a plain export of a design has, the text of the design included. Issues as `modelOf`. */
export function exportedBytes(design: string, version: string): Result<number> {
  const lowered = loweredOf(design);
  if (!lowered.ok) return lowered;
  const kept = keptText(lowered.value.design);
  const model = encoded(lowered.value.program, { version, seed: defaultSeed, design: kept });
  return model.ok ? ok(model.value.onnx.bytes) : model;
}

/** What a file keeps of its design: the file itself has the weights, and where they came from is nobody's business who opens it. */
const keptText = (design: Design): string => serializeDesign(withFreshWeights(design));

/** As `modelOf`, with the weights of the design's file. Issues also: those of `weightSource`. */
export async function filledModelOf(
  design: string,
  version: string,
  onnx: OnnxOptions = plainExport,
): Promise<Result<Model>> {
  const lowered = loweredOf(design);
  if (!lowered.ok) return lowered;
  const { program: drawn } = lowered.value;
  // Whole numbers are read between operators, and a norm that stands by itself reads reals.
  const program = onnx.precision === 'int8' ? foldNorms(drawn).program : drawn;
  const weights = await weightSource(lowered.value.design, program, lentWeights(defaultSeed));
  return weights.ok
    ? encoded(program, { version, seed: defaultSeed, onnx, weights: weights.value }, drawn)
    : weights;
}

interface Lowered {
  readonly design: Design;
  readonly program: Program;
}

/** The design that was lowered last, as one is often run again and again: what is known of its program is known at once. */
let last: { readonly text: string; readonly lowered: Lowered } | null = null;

function loweredOf(text: string): Result<Lowered> {
  if (last?.text === text) return ok(last.lowered);
  const parsed = parseDesign(text);
  if (!parsed.ok) return parsed;
  const program = lower(analyze(parsed.value, catalogue));
  if (!program.ok) return program;
  last = { text, lowered: { design: parsed.value, program: program.value } };
  return ok(last.lowered);
}

/** As if every tensor had some values. */
const assumedRanges = ({ inputs, operators }: Program): ValueRanges =>
  new Map(
    [...inputs, ...operators.flatMap(({ outputs }) => outputs)].map(({ name }) => [
      name,
      { low: -1, high: 1 },
    ]),
  );

/** A model as an export asks for it, and the number of norms that went into weights. */
export interface ExportModel extends Model {
  readonly folded: number;
}

interface ExportRequest {
  readonly seed?: number | undefined;
  readonly options?: ExportOptions | undefined;
  /** Of the values of its tensors; absent where only the size of a file in 8 bits is asked. */
  readonly ranges?: ValueRanges | undefined;
  /** Whether the file keeps the text of the design; absent where it does. */
  readonly keepDesign?: boolean | undefined;
}

/** As `filledModelOf`, the way an export asks for it. Issues also: those of `exportProgram` and `encodeOnnx`. */
export async function exportModelOf(
  design: string,
  version: string,
  { seed = defaultSeed, options: asked = plainExport, ranges, keepDesign = true }: ExportRequest,
): Promise<Result<ExportModel>> {
  const parsed = parseDesign(design);
  if (!parsed.ok) return parsed;
  const isWhole = asked.precision === 'int8';
  const exported = exportProgram(parsed.value, catalogue, isWhole ? { ...asked, foldNorms: true } : asked);
  if (!exported.ok) return exported;
  const { program, folded } = exported.value;
  const options = isWhole ? { ...asked, ranges: ranges ?? assumedRanges(program) } : asked;
  const weights = await weightSource(parsed.value, program, lentWeights(seed));
  if (!weights.ok) return weights;
  const kept = keepDesign ? keptText(parsed.value) : undefined;
  const model = encoded(program, { version, seed, onnx: options, design: kept, weights: weights.value });
  return model.ok ? ok({ ...model.value, folded }) : model;
}

/** Its weights are lent, as `writeChunks` is done with each chunk before the next. */
function encoded(program: Program, options: EncodeOptions, drawn: Program = program): Result<Model> {
  const { weights = lentWeights(options.seed) } = options;
  const onnx = encodeOnnx(program, { ...options, weights });
  return onnx.ok ? ok({ program, drawn, onnx: onnx.value }) : onnx;
}

function* counted(onnx: OnnxBytes, progress: (progress: Progress) => void, phase: Progress['phase']) {
  let done = 0;
  for (const chunk of onnx.chunks) {
    yield chunk;
    done += chunk.length;
    progress({ phase, done, total: onnx.bytes });
  }
}

/** Streams the ONNX file to `path`, replacing what is there. Issues as `writeChunks`. */
export function writeModelFile(
  { onnx }: Model,
  path: string,
  phase: 'lower' | 'write',
  progress: (progress: Progress) => void,
): Promise<Result<{ bytes: number }>> {
  return writeChunks(path, counted(onnx, progress, phase), { overwrite: true, durable: false });
}

/** Writes the ONNX file into a private folder for the runtime to load from. */
export async function temporaryModel(
  model: Model,
  folder: string,
  progress: (progress: Progress) => void,
): Promise<Result<string>> {
  const path = join(folder, 'model.onnx');
  const written = await writeModelFile(model, path, 'lower', progress);
  return written.ok ? ok(path) : written;
}
