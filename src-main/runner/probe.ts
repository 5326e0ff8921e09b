import type { DeviceName, DeviceReport } from '../../src-core/contract.ts';
import type { Design } from '../../src-core/document/design.ts';
import { formatName, formatVersion } from '../../src-core/document/design.ts';
import type { Issue, Result } from '../../src-core/errors.ts';
import { ok, sentence } from '../../src-core/errors.ts';
import { interpret } from '../../src-core/lower/interpreter.ts';
import { defaultSeed } from '../../src-core/lower/onnx-options.ts';
import { fillWeight } from '../../src-core/lower/weights.ts';
import { adapterOf } from './adapter.ts';
import { largestDifference } from './difference.ts';
import { evaluateDesign } from './evaluate-design.ts';
import { modelOf } from './model.ts';
import type { WorkContext } from './prepare.ts';
import { seededValues } from './session.ts';

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
];

function reasonOf(issue: Issue): string {
  if (issue.code !== 'run/device-unavailable') return sentence(issue);
  const reason = String(issue.data.reason);
  return absences.find(([said]) => said.test(reason))?.[1] ?? reason;
}

/** Runs a tiny network on a device and compares what it computes: only a device that is right is offered. */
export async function probe(name: DeviceName, context: WorkContext): Promise<Result<DeviceReport>> {
  const unavailable = (reason: string) => ok({ name, available: false, adapter: null, reason });
  const text = JSON.stringify(design);
  const computed = await evaluateDesign(
    { design: text, device: name, warmup: 0, runs: 1, inputs: [] },
    context,
  );
  if (!computed.ok) return unavailable(computed.issues.map(reasonOf).join('; '));
  const [output] = computed.value.outputs;
  const difference = largestDifference(output!.data, expected(text, context.version));
  // Written so that a difference that is no number counts as too large.
  if (!(difference <= tolerance)) return unavailable(`it computes wrong values, off by ${difference}`);
  return ok({ name, available: true, adapter: adapterOf(name), reason: null });
}
