import { randomInt } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { analyze } from '../analysis/analyzer.ts';
import { catalogue, networkOf } from '../catalogue.ts';
import { describe } from '../errors.ts';
import type { OnnxFile, OnnxFileFunction, OnnxFileNode } from '../lower/onnx-read.ts';
import { lower } from '../lower/program.ts';
import { designOfFile } from './import-onnx.ts';
import { withoutFunctions } from './local-functions.ts';
import { fileOf } from './without-weights.fixture.ts';

function fileOfNetwork(name: string): OnnxFile {
  const program = lower(analyze(networkOf(name)!.design, catalogue));
  if (!program.ok) throw new Error(program.issues.map(describe).join('\n'));
  return fileOf(program.value);
}

/** The nodes from one place up to another as one call of a function that is made of them. */
function called(
  nodes: readonly OnnxFileNode[],
  from: number,
  to: number,
  name: string,
  kept: ReadonlySet<string>,
) {
  const part = nodes.slice(from, to);
  const made = new Set(part.flatMap(({ outputs }) => outputs));
  const inputs = [...new Set(part.flatMap(({ inputs: read }) => read))].filter(
    (one) => one !== '' && !made.has(one),
  );
  const later = new Set([...kept, ...nodes.slice(to).flatMap(({ inputs: read }) => read)]);
  const outputs = [...made].filter((one) => later.has(one));
  const inside = (tensor: string): string => (tensor === '' ? '' : `inner ${tensor}`);
  const one: OnnxFileFunction = {
    name,
    domain: 'own',
    inputs: inputs.map(inside),
    outputs: outputs.map(inside),
    nodes: part.map((node) => ({
      ...node,
      inputs: node.inputs.map(inside),
      outputs: node.outputs.map(inside),
    })),
    usual: new Map(),
    opset: null,
  };
  const call: OnnxFileNode = { name, op: name, domain: 'own', inputs, outputs, attributes: new Map() };
  return { one, nodes: [...nodes.slice(0, from), call, ...nodes.slice(to)] };
}

test('nodes in functions, in one another, are the network without', () => {
  const file = fileOfNetwork('shufflenet-v2-1.0');
  const plain = designOfFile(file, 'x');
  const kept = new Set(file.outputs.map(({ name }) => name));
  const seed = randomInt(2 ** 31);
  const place = fc.tuple(fc.nat(), fc.nat(12));
  fc.assert(
    fc.property(fc.array(place, { minLength: 1, maxLength: 30 }), (places) => {
      let nodes: readonly OnnxFileNode[] = file.nodes;
      const functions: OnnxFileFunction[] = [];
      for (const [start, length] of places) {
        const from = start % nodes.length;
        const to = Math.min(nodes.length, from + 1 + length);
        const next = called(nodes, from, to, `f${functions.length}`, kept);
        functions.push(next.one);
        nodes = next.nodes;
      }
      const read = designOfFile({ ...file, nodes, functions }, 'x');
      if (!read.ok || !plain.ok) throw new Error(JSON.stringify(read));
      const [was, is] = [analyze(plain.value.design, catalogue), analyze(read.value.design, catalogue)];
      expect(is.issues).toEqual([]);
      expect(is.totals).toEqual(was.totals);
      expect(read.value.design.nodes.map(({ definition, fields }) => [definition, fields])).toEqual(
        plain.value.design.nodes.map(({ definition, fields }) => [definition, fields]),
      );
    }),
    { numRuns: 20, seed },
  );
});

const node = (op: string, attributes = new Map()): OnnxFileNode => ({
  name: op,
  op,
  domain: 'own',
  inputs: ['x'],
  outputs: ['y'],
  attributes,
});
const calling = (name: string, ...ops: readonly string[]): OnnxFileFunction => ({
  name,
  domain: 'own',
  inputs: ['x'],
  outputs: ['y'],
  nodes: ops.map((op) => node(op)),
  usual: new Map(),
  opset: null,
});
const withFunctions = (nodes: readonly OnnxFileNode[], functions: readonly OnnxFileFunction[]) =>
  withoutFunctions({ ...fileOfNetwork('squeezenet-1.1'), nodes, functions });

test('a function that calls itself, by others or not, is refused', () => {
  for (const functions of [[calling('f', 'f')], [calling('f', 'g'), calling('g', 'f')]]) {
    const result = withFunctions([node('f')], functions);
    expect(result).toMatchObject({ ok: false, issues: [{ code: 'onnx/functions' }] });
  }
});

test('calls of calls that come to countless nodes are refused before they are made', () => {
  const tower = Array.from({ length: 30 }, (_, level) =>
    calling(`f${level}`, ...Array(4).fill(`f${level + 1}`)),
  );
  const result = withFunctions([node('f0')], tower);
  expect(result).toMatchObject({ ok: false, issues: [{ code: 'onnx/functions' }] });
});

test('an attribute comes from the call, or is as usual', () => {
  const elu: OnnxFileFunction = {
    ...calling('soft'),
    nodes: [{ ...node('Elu', new Map([['alpha', { attributeOf: 'a' }]])), domain: '' }],
    usual: new Map([['a', 0.5]]),
  };
  const calls = [node('soft', new Map([['a', 2]])), node('soft')];
  const result = withFunctions(calls, [elu]);
  expect(result.ok && result.value.map(({ attributes }) => attributes.get('alpha'))).toEqual([2, 0.5]);
});
