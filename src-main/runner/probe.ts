import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DeviceName, DeviceReport, PrecisionSupport } from '../../src-core/contract.ts';
import type { Design } from '../../src-core/document/design.ts';
import { formatName, formatVersion } from '../../src-core/document/design.ts';
import type { Issue, Result } from '../../src-core/errors.ts';
import { ok, sentence } from '../../src-core/errors.ts';
import { interpret } from '../../src-core/lower/interpreter.ts';
import { defaultSeed } from '../../src-core/lower/onnx-options.ts';
import { readOnnx } from '../../src-core/lower/onnx-read.ts';
import { fillWeight } from '../../src-core/lower/weights.ts';
import { absentDevice } from './absent-device.ts';
import { remedyOf } from './device-remedy.ts';
import { largestDifference } from './difference.ts';
import { evaluateDesign } from './evaluate-design.ts';
import { hardwareOf, memoryOf } from './hardware.ts';
import type { WorkContext } from './loadable.ts';
import { modelOf } from './model.ts';
import { runtimeFiles } from './onnxruntime.ts';
import { prepare } from './prepare.ts';
import { openSession, seededValues } from './session.ts';
import { sessionSettings } from './settings.ts';

/** Small enough to be computed by hand in no time, with the operator that matters. */
const design: Design = {
  format: formatName,
  version: formatVersion,
  title: 'Probe',
  variables: [],
  nodes: [
    {
      id: 'input',
      definition: 'input',
      fields: { channels: 4, height: 8, width: 8 },
      position: { x: 0, y: 0 },
    },
    { id: 'conv', definition: 'conv2d', fields: { outChannels: 4 }, position: { x: 0, y: 104 } },
    { id: 'output', definition: 'output', fields: {}, position: { x: 0, y: 208 } },
  ],
  edges: [
    { id: 'input-conv', from: { node: 'input', port: 'out' }, to: { node: 'conv', port: 'in' } },
    { id: 'conv-output', from: { node: 'conv', port: 'out' }, to: { node: 'output', port: 'in' } },
  ],
};

const tolerance = 1e-4;
/** Half precision has 11 bits, and the values are of the size of one. */
const halfTolerance = 2e-2;

/** The values by the definitions' own arithmetic. */
function expected(text: string, version: string): Float32Array {
  const model = modelOf(text, version);
  if (!model.ok) throw new Error('the probe is not a sound design');
  const { program } = model.value;
  const inputs = Object.fromEntries(
    program.inputs.map((input) => [
      input.name,
      { shape: input.shape, data: seededValues(input, defaultSeed) },
    ]),
  );
  const outputs = interpret(program, (weight) => fillWeight(weight, defaultSeed), inputs);
  return outputs.output!.data;
}

/** What the runtime says when a device is simply not there, and what a person can make of it. */
const absences: readonly (readonly [said: RegExp, meaning: string])[] = [
  [/No supported adapters/, 'there is no GPU that WebGPU can use; on Linux it needs a Vulkan driver'],
  [/_Cuda: Failed to load shared library/, "onnxruntime's CUDA library is not installed"],
  [/_Tensorrt: Failed to load shared library/i, "onnxruntime's TensorRT library is not installed"],
];

/** What was said of a device, without what stands around it. */
const saidIn = (issues: readonly Issue[]): string =>
  issues
    .map((issue) => (issue.code === 'run/device-unavailable' ? String(issue.data.reason) : sentence(issue)))
    .join('; ');

/** How a device computes the tiny network in half precision. */
async function halfSupport(
  name: DeviceName,
  text: string,
  right: Float32Array,
  context: WorkContext,
): Promise<PrecisionSupport> {
  const asked = { precision: 'fp16' } as const;
  const run = { design: text, device: name, warmup: 0, runs: 1, inputs: [], ...asked };
  const computed = await evaluateDesign(run, context);
  if (!computed.ok) return 'none';
  const difference = largestDifference(computed.value.outputs[0]!.data, right);
  if (!(difference <= halfTolerance)) return 'none';
  return (await isCast(name, text, context)) ? 'casts' : 'native';
}

/** Whether the runtime puts casts of its own around what the device has no kernels for. */
async function isCast(name: DeviceName, text: string, context: WorkContext): Promise<boolean> {
  const prepared = await prepare(text, 1, context, { precision: 'fp16' });
  if (!prepared.ok) return false;
  const optimized = join(context.folder, 'half.onnx');
  const options = { ...sessionSettings({}), optimizedModelFilePath: optimized };
  const opened = await openSession(prepared.value.runtime, prepared.value.path, name, options);
  // A device that compiles the graph has no kernels to put casts between.
  if (!opened.ok) return false;
  await opened.value.release();
  const graph = readOnnx(readFileSync(optimized));
  return graph.ok && graph.value.nodes.some((node) => node.name.startsWith('InsertedPrecisionFreeCast'));
}

/** Runs a tiny network on a device and compares what it computes: only a device that is right is offered. */
export async function probe(name: DeviceName, context: WorkContext): Promise<Result<DeviceReport>> {
  const hardware = hardwareOf(name);
  const unavailable = (said: string): Result<DeviceReport> =>
    ok({
      ...absentDevice(name, absences.find(([pattern]) => pattern.test(said))?.[1] ?? said),
      remedy: remedyOf(name, said, runtimeFiles()),
    });
  const text = JSON.stringify(design);
  const computed = await evaluateDesign(
    { design: text, device: name, warmup: 0, runs: 1, inputs: [] },
    context,
  );
  if (!computed.ok) return unavailable(saidIn(computed.issues));
  const right = expected(text, context.version);
  const difference = largestDifference(computed.value.outputs[0]!.data, right);
  // Written so that a difference that is no number counts as too large.
  if (!(difference <= tolerance)) return unavailable(`it computes wrong values, off by ${difference}`);
  return ok({
    name,
    available: true,
    ...hardware,
    memoryBytes: await memoryOf(name),
    precisions: { fp32: 'native', fp16: await halfSupport(name, text, right, context) },
    reason: null,
    remedy: null,
  });
}
