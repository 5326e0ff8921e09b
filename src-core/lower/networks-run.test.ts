import { describe, expect, it } from 'vitest';
import type { Analysis } from '../analysis/analyzer.ts';
import { analyze } from '../analysis/analyzer.ts';
import { catalogue, networks } from '../catalogue.ts';
import type { Design } from '../document/design.ts';
import { elementCount } from '../language/tensor.ts';
import { ofEachKind } from '../networks/of-each-kind.fixture.ts';
import type { ReadyNetwork } from '../networks/ready-network.ts';
import { normalOf } from './normal.ts';
import { encodeOnnx } from './onnx-bytes.ts';
import { onnxruntime } from './onnxruntime.fixture.ts';
import { lower } from './program.ts';
import { WordStream } from './random.ts';
import type { WeightSource } from './weights.ts';
import { kaimingDeviation } from './weights.ts';

/** Set by `npm run test:all`. */
const runsAll = process.env.BLOCKWRIGHT_TEST_ALL === '1';
/** Networks with more of either take seconds to load, and 30 million weights are 120 MB, twice while they are loaded. */
const most = { params: 30_000_000n, operators: 800 };

const isClassifier = ({ family }: ReadyNetwork): boolean =>
  family !== 'Detection' && family !== 'Segmentation';

const sized = (design: Design, size: number): Design => ({
  ...design,
  nodes: design.nodes.map((node) =>
    node.definition === 'input' ? { ...node, fields: { ...node.fields, height: size, width: size } } : node,
  ),
});

/** The network on a map of 64 × 64, or on the smallest larger one that it takes. */
function smallest({ name, design }: ReadyNetwork): Analysis {
  for (let size = 64; size <= 331; size++) {
    const analysis = analyze(sized(design, size), catalogue);
    if (analysis.issues.length === 0) return analysis;
  }
  throw new Error(`${name} takes no map of up to 331 × 331`);
}

const noise = new Uint32Array(2 ** 18);
new WordStream(1, 'noise').fill(noise);
const normals = Float32Array.from(noise, normalOf);

/** Kaiming normal values cut from one long noise: hundreds of millions are drawn here, and need not be independent. */
const weights: WeightSource = function* ({ name, shape, init }) {
  const count = elementCount(shape);
  const deviation = kaimingDeviation(shape);
  const start = new Uint32Array(1);
  new WordStream(1, name).fill(start);
  for (let done = 0; done < count; ) {
    const first = (start[0]! + done) % normals.length;
    const piece = normals.slice(first, first + Math.min(count - done, normals.length - first));
    if (init === 'ones' || init === 'zeros') piece.fill(init === 'ones' ? 1 : 0);
    else for (let i = 0; i < piece.length; i++) piece[i]! *= deviation;
    yield piece;
    done += piece.length;
  }
};

async function runs(analysis: Analysis): Promise<void> {
  const program = lower(analysis);
  if (!program.ok) throw new Error(JSON.stringify(program.issues));
  const model = encodeOnnx(program.value, { version: 'test', seed: 1, weights });
  if (!model.ok) throw new Error(JSON.stringify(model.issues));
  const inputs = program.value.inputs.map(({ name, shape }) => {
    const count = elementCount(shape);
    return [
      name,
      { shape, data: Float32Array.from({ length: count }, (_, i) => normals[i % normals.length]!) },
    ];
  });
  const outputs = await onnxruntime(model.value, Object.fromEntries(inputs));
  expect(program.value.outputs.length).toBeGreaterThan(0);
  for (const { name } of program.value.outputs) {
    const source = analysis.items.get(name)!.sources[0]!;
    const shape = analysis.items.get(source.node)!.outputs[source.output]!.map(Number);
    const { shape: got, data } = outputs[name]!;
    expect([name, ...got]).toEqual([name, ...shape]);
    expect(data.every(Number.isFinite), `${name} is finite`).toBe(true);
    expect(new Set(data).size, `${name} tells classes apart`).toBeGreaterThan(1);
  }
}

describe('classification networks run in onnxruntime on a map of 64 × 64, or the smallest they take', () => {
  const analyses = networks
    .filter(isClassifier)
    .map((network) => ({ name: network.name, analysis: smallest(network) }));
  const shownOfKind = new Set(ofEachKind.map(({ name }) => name));
  const isLate = ({ name, analysis: { totals } }: (typeof analyses)[number]): boolean =>
    (totals!.params as bigint) > most.params || totals!.operators > most.operators || !shownOfKind.has(name);
  const late = analyses.filter(isLate);

  const shown = runsAll ? analyses : analyses.filter((each) => !isLate(each));
  // The largest fill over half a gigabyte of weights first.
  it.each(shown)('$name', { timeout: 180_000 }, async ({ analysis }) => {
    await runs(analysis);
  });

  it.runIf(late.length > 0 && !runsAll)('the large ones, and more of a kind', ({ skip }) => {
    skip(`npm run test:all runs ${late.map(({ name }) => name).join(', ')}`);
  });
});
