import { expect, test } from 'vitest';
import { analyze } from '../analysis/analyzer.ts';
import { catalogue } from '../catalogue.ts';
import type { Design, DesignNode, FieldValue } from '../document/design.ts';
import { emptyDesign } from '../document/design.ts';
import type { Edit } from '../document/edit.ts';
import { applyEdit } from '../document/edit.ts';
import { groupItems } from '../document/group.ts';
import { ungroupItem } from '../document/ungroup.ts';
import type { Runtime } from './conformance.fixture.ts';
import { conformance } from './conformance.fixture.ts';
import { interpret } from './interpreter.ts';
import type { Program } from './program.ts';
import { lower } from './program.ts';

process.env.ORT_DISABLE_TELEMETRY = '1';
const ort = await import('onnxruntime-node');

const onnxruntime: Runtime = async (model, inputs) => {
  const session = await ort.InferenceSession.create(Buffer.concat([...model.chunks]), {
    executionProviders: ['cpu'],
    logSeverityLevel: 3,
    intraOpNumThreads: 1,
  });
  const feeds = Object.entries(inputs).map(
    ([name, { data, shape }]) => [name, new ort.Tensor('float32', data, shape)] as const,
  );
  const outputs = await session.run(Object.fromEntries(feeds));
  const results = Object.entries(outputs).map(
    ([name, tensor]) => [name, { shape: tensor.dims, data: tensor.data as Float32Array }] as const,
  );
  await session.release();
  return Object.fromEntries(results);
};

const origin = { x: 0, y: 0 };
const places = { group: origin, input: () => origin, output: () => origin };

function applied(design: Design, edit: Edit): Design {
  const result = applyEdit(design, edit);
  if (!result.ok) throw new Error(result.issues[0]?.code);
  return result.value.design;
}

function grouped(design: Design, ids: readonly string[], group: string): Design {
  const kinds = { group, input: 'part-input', output: 'part-output' };
  const result = groupItems(design, new Set(ids), { kinds, places });
  if (!result.ok) throw new Error(result.issues[0]?.code);
  return applied(design, result.value.edit);
}

function ungrouped(design: Design, id: string, copies: number): Design {
  const sides: Readonly<Record<string, 'input' | 'output'>> = {
    'part-input': 'input',
    'part-output': 'output',
  };
  const result = ungroupItem(design, id, {
    portOf: ({ definition }) => sides[definition] ?? null,
    copies,
    names: (copy) => ({ index: copy, first: copy === 1 ? 1 : 0 }),
    hides: ({ definition }) => definition === 'repeat',
    shift: origin,
    pitch: origin,
  });
  if (!result.ok) throw new Error(result.issues[0]?.code);
  return applied(design, result.value.edit);
}

function programOf(design: Design): Program {
  const program = lower(analyze(design, catalogue));
  if (!program.ok) throw new Error(JSON.stringify(program.issues));
  return program.value;
}

/** What a program gives for fixed weights and inputs; weights are told apart by their order, since paths differ. */
function results(program: Program): readonly number[][] {
  const wave = (length: number, phase: number) =>
    Float32Array.from({ length }, (_, i) => Math.sin(i * 1.7 + phase) / 3);
  const order = program.operators.flatMap(({ weights }) => Object.values(weights).map(({ name }) => name));
  const sizeOf = (shape: readonly number[]) => shape.reduce((a, b) => a * b, 1);
  const inputs = Object.fromEntries(
    program.inputs.map(({ name, shape }) => [name, { shape, data: wave(sizeOf(shape), 5) }]),
  );
  const outputs = interpret(
    program,
    (weight) => wave(sizeOf(weight.shape), order.indexOf(weight.name)).map(Math.abs),
    inputs,
  );
  return Object.values(outputs).map(({ data }) => [...data]);
}

const node = (id: string, definition: string, fields: Record<string, FieldValue> = {}): DesignNode => ({
  id,
  definition,
  fields,
  position: origin,
});
const wire = (id: string, from: string, to: string, port = 'in') => ({
  id,
  from: { node: from, port: 'out' },
  to: { node: to, port },
});

/** A residual block: what comes in is added to what two convolutions make of it. */
const residual: Design = {
  ...emptyDesign('residual'),
  nodes: [
    node('input', 'input', { channels: 4, height: 9, width: 7 }),
    node('unit', 'conv-unit', { outChannels: 4, kernel: 3 }),
    node('conv', 'conv2d', { outChannels: 4, kernel: 1 }),
    node('sum', 'add'),
    node('relu', 'relu'),
    node('output', 'output'),
  ],
  edges: [
    wire('e1', 'input', 'unit'),
    wire('e2', 'unit', 'conv'),
    wire('e3', 'conv', 'sum', 'a'),
    wire('e4', 'input', 'sum', 'b'),
    wire('e5', 'sum', 'relu'),
    wire('e6', 'relu', 'output'),
  ],
};
const inside = ['unit', 'conv', 'sum', 'relu'];

test('a sequence computes what its items compute, in the interpreter and in onnxruntime', async () => {
  const one = grouped(residual, inside, 'sequence');
  const program = programOf(one);
  expect(program.operators.every(({ path }) => path.startsWith('sequence/'))).toBe(true);
  expect(results(program)).toEqual(results(programOf(residual)));
  expect(results(programOf(ungrouped(one, 'sequence', 1)))).toEqual(results(programOf(residual)));
  const differences = await conformance(program, onnxruntime, 7);
  if (!differences.ok) throw new Error(JSON.stringify(differences.issues));
  for (const difference of Object.values(differences.value)) expect(difference).toBeLessThan(1e-4);
});

test('a repeat computes what its copies compute when each is drawn', async () => {
  let repeated = applied(grouped(residual, inside, 'repeat'), {
    kind: 'setField',
    id: 'repeat',
    field: 'depth',
    value: 3,
  });
  const dilation = { expression: 'index' };
  repeated = applied(repeated, { kind: 'setField', id: 'unit', field: 'dilation', value: dilation });
  const program = programOf(repeated);
  expect(program.scopes.map(({ path }) => path)).toContain('repeat/copy3/unit/conv');
  const drawn = programOf(ungrouped(repeated, 'repeat', 3));
  expect(drawn.operators).toHaveLength(program.operators.length);
  expect(results(drawn)).toEqual(results(program));
  const differences = await conformance(program, onnxruntime, 7);
  if (!differences.ok) throw new Error(JSON.stringify(differences.issues));
  for (const difference of Object.values(differences.value)) expect(difference).toBeLessThan(1e-4);
});
