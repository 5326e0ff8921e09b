import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { create, toBinary } from '@bufbuild/protobuf';
import fc from 'fast-check';
import {
  GraphProtoSchema,
  ModelProtoSchema,
  TypeProto_TensorSchema,
  TypeProtoSchema,
  ValueInfoProtoSchema,
} from 'onnx-buf';
import { describe, expect, it } from 'vitest';
import { analyze } from '../analysis/analyzer.ts';
import { catalogue } from '../catalogue.ts';
import type { Design } from '../document/design.ts';
import { emptyDesign } from '../document/design.ts';
import { describe as sentenceOf } from '../errors.ts';
import { encodeOnnx } from './onnx-bytes.ts';
import { toOnnxGraph } from './onnx-graph.ts';
import type { OnnxFile } from './onnx-read.ts';
import { readOnnx } from './onnx-read.ts';
import { lower } from './program.ts';

process.env.ORT_DISABLE_TELEMETRY = '1';
const { InferenceSession } = await import('onnxruntime-node');

const position = { x: 0, y: 0 };
const design: Design = {
  ...emptyDesign('Größe'),
  nodes: [
    { id: 'x', definition: 'input', fields: { channels: 16, height: 8, width: 8 }, position },
    { id: 'hs', definition: 'hs-block', fields: { s: 2, w: 8 }, position },
    { id: 'head', definition: 'head', fields: { classes: 3 }, position },
    { id: 'y', definition: 'output', fields: {}, position },
  ],
  edges: ['x hs', 'hs head', 'head y'].map((pair, index) => {
    const [from, to] = pair.split(' ') as [string, string];
    return { id: `e${index}`, from: { node: from, port: 'out' }, to: { node: to, port: 'in' } };
  }),
};

const program = (() => {
  const result = lower(analyze(design, catalogue));
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.value;
})();

const file = (() => {
  const result = encodeOnnx(program, { version: '1.2.3', seed: 1 });
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return Buffer.concat([...result.value.chunks]);
})();

function read(bytes: Uint8Array): OnnxFile {
  const result = readOnnx(bytes);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.value;
}

describe('an exported file', () => {
  it('is read back whole', () => {
    const graph = toOnnxGraph(program);
    const found = read(file);
    expect(found).toMatchObject({
      irVersion: 8,
      opsets: [{ domain: '', version: 17 }],
      producer: { name: 'blockwright', version: '1.2.3' },
      name: 'Größe',
      inputs: graph.inputs,
      outputs: graph.outputs,
    });
    expect(found.nodes).toMatchObject(
      graph.nodes.map(({ name, op, inputs, outputs }) => ({ name, op, domain: '', inputs, outputs })),
    );
    expect(found.initializers).toMatchObject([
      ...graph.weights.map(({ name, shape }) => ({ name, dims: shape, elementType: 1 })),
      ...graph.constants.map(({ name, shape }) => ({ name, dims: shape, elementType: 7 })),
    ]);
    expect(JSON.parse(found.metadata.get('blockwright.scopes')!)).toEqual(program.scopes);
  });

  it('is an issue with its place where it is cut off', () => {
    const cut = readOnnx(file.subarray(0, 1000));
    expect(!cut.ok && cut.issues.map(sentenceOf)).toEqual([
      expect.stringMatching(/^this is not a readable ONNX file: it ends inside a field, at byte \d+$/),
    ]);
    for (let length = 0; length < file.length - 1; length += length < 2000 ? 1 : 997) {
      const result = readOnnx(file.subarray(0, length));
      // A cut between two fields leaves a whole message, which is a model only once it has its graph.
      if (result.ok) expect(result.value.nodes).toEqual(read(file).nodes);
      else expect(result.issues[0]!.code).toBe('onnx/malformed');
    }
  });
});

it('what onnxruntime makes of it is read too: fused nodes, other domains', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'onnx-read-'));
  try {
    const optimizedModelFilePath = join(folder, 'optimized.onnx');
    const session = await InferenceSession.create(file, {
      ...{ executionProviders: ['cpu'], graphOptimizationLevel: 'all', optimizedModelFilePath },
      logSeverityLevel: 3,
    });
    await session.release();
    const { nodes, inputs, outputs, initializers } = read(await readFile(optimizedModelFilePath));
    expect(inputs.map(({ name }) => name)).toEqual(['x']);
    expect(outputs).toEqual([{ name: 'y', shape: [1, 3], elementType: 1 }]);
    expect(nodes.length).toBeLessThan(program.operators.length);
    expect(nodes.some(({ domain }) => domain.startsWith('com.microsoft'))).toBe(true);
    expect(initializers.every(({ name }) => name !== '')).toBe(true);
  } finally {
    await rm(folder, { recursive: true });
  }
});

describe('bytes of any kind', () => {
  it('give a file or an issue, never a failure', () => {
    const outcome = (bytes: Uint8Array) => {
      const result = readOnnx(bytes);
      if (!result.ok) expect(result.issues[0]!.code).toBe('onnx/malformed');
    };
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), outcome), { numRuns: 2000 });
    const flips = fc.array(fc.tuple(fc.nat(file.length - 1), fc.integer({ min: 0, max: 255 })), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(flips, (changes) => {
        const bytes = Uint8Array.from(file);
        for (const [at, byte] of changes) bytes[at] = byte;
        outcome(bytes);
      }),
      { numRuns: 500 },
    );
  });

  it('of no model at all are an issue', () => {
    expect(readOnnx(new Uint8Array()).ok).toBe(false);
    expect(readOnnx(new TextEncoder().encode('{"format":"blockwright"}')).ok).toBe(false);
  });
});

it('sizes that are free or unknown are told apart from known ones', () => {
  const dims = [
    { value: { case: 'dimParam', value: 'N' } },
    { value: { case: undefined } },
    { value: { case: 'dimValue', value: 7n } },
  ] as const;
  const tensor = create(TypeProto_TensorSchema, { elemType: 1, shape: { dim: [...dims] } });
  const type = create(TypeProtoSchema, { value: { case: 'tensorType', value: tensor } });
  const input = [
    create(ValueInfoProtoSchema, { name: 'x', type }),
    create(ValueInfoProtoSchema, { name: 'y' }),
  ];
  const model = create(ModelProtoSchema, { graph: create(GraphProtoSchema, { input }) });
  expect(read(toBinary(ModelProtoSchema, model)).inputs).toEqual([
    { name: 'x', shape: ['N', null, 7], elementType: 1 },
    { name: 'y', shape: null },
  ]);
});
