import { describe, expect, test } from 'vitest';
import { toText } from '../algebra/print.ts';
import { analyze } from '../analysis/analyzer.ts';
import { flatProgramOf } from '../analysis/flat-program.ts';
import { definitionFormulas } from '../analysis/formulas/definition-formulas.ts';
import { weightBytes } from '../analysis/peak-memory.ts';
import { convUnit } from '../blocks/conv-unit.ts';
import { catalogue as known } from '../catalogue.ts';
import type { Design } from '../document/design.ts';
import { emptyDesign } from '../document/design.ts';
import { defineBlock } from '../language/definition.ts';
import { expand, RefusalInside } from '../language/expand.ts';
import { structural } from '../language/field.ts';
import { interpret } from './interpreter.ts';
import { toOnnxGraph } from './onnx-graph.ts';
import { lower, weightsOf } from './program.ts';
import { fillWeight } from './weights.ts';

/** Runs one pair of convolutions, itself two uses of one convolution, on every input. */
const pair = defineBlock({
  id: 'pair',
  title: 'Pair',
  summary: 'One convolution twice.',
  family: 'block',
  section: 'Building parts',
  fields: {},
  inputs: () => [{ name: 'in' }],
  outputs: () => [{ name: 'out' }],
  expand: (_, [x], graph) => {
    const y = graph.add('first', convUnit, { outChannels: 4, bias: true }, x!);
    return graph.again('second', 'first', y);
  },
  examples: [],
});
const shared = defineBlock({
  id: 'shared',
  title: 'Shared',
  summary: 'One pair on every input.',
  family: 'block',
  section: 'Building parts',
  fields: { levels: structural({ label: 'Levels', help: 'Inputs.', min: 1, max: 8, default: 3 }) },
  inputs: ({ levels }) => Array.from({ length: levels }, (_, i) => ({ name: `in${i + 1}` })),
  outputs: ({ levels }) => Array.from({ length: levels }, (_, i) => ({ name: `out${i + 1}` })),
  expand: (_, [first, ...others], graph) => [
    graph.add('level1', pair, {}, first!),
    ...others.flatMap((x, index) => graph.again(`level${index + 2}`, `level${index + 1}`, x)),
  ],
  symbolicInputs: ({ levels }, free) =>
    Array.from({ length: levels }, (_, i) => [1n, 4n, free(`H${i + 1}`), free('W')]),
  examples: [],
});
const catalogue = {
  ...known,
  definitionOf: (id: string) => (id === 'shared' ? shared : known.definitionOf(id)),
};

const position = { x: 0, y: 0 };
const sides = [6, 5, 3];
const design: Design = {
  ...emptyDesign('shared'),
  nodes: [
    ...sides.map((side, i) => ({
      id: `x${i + 1}`,
      definition: 'input',
      fields: { channels: 4, height: side, width: 4 },
      position,
    })),
    { id: 'heads', definition: 'shared', fields: {}, position },
    ...sides.map((_, i) => ({ id: `y${i + 1}`, definition: 'output', fields: {}, position })),
  ],
  edges: sides.flatMap((_, i) => [
    { id: `a${i}`, from: { node: `x${i + 1}`, port: 'out' }, to: { node: 'heads', port: `in${i + 1}` } },
    { id: `b${i}`, from: { node: 'heads', port: `out${i + 1}` }, to: { node: `y${i + 1}`, port: 'in' } },
  ]),
};

const weights = 4n * 4n * 9n;
const params = weights + 4n + 8n;
const macs = 2n * weights * 4n * BigInt(6 + 5 + 3);

describe('weights that several uses share', () => {
  const analysis = analyze(design, catalogue);
  const program = lower(analysis);
  if (!program.ok) throw new Error('the design is sound');

  test('are counted once, as parameters, buffers and bytes; each use costs its MACs', () => {
    expect(analysis.totals).toMatchObject({ params, buffers: 8n, macs });
    expect(analysis.totals!.parts).toEqual({ conv: weights, norm: 8n, bias: 4n, linear: 0n, tensor: 0n });
    expect(weightBytes(flatProgramOf(analysis)!)).toBe(4n * (params + 8n));
  });

  test('are counted with the use that has them, and nowhere below the others', () => {
    const [first, second] = analysis.items.get('heads')!.expansion!.children;
    expect(first!.expansion.facts.params).toBe(params);
    expect(second).toMatchObject({ weightsOf: 'level1', expansion: { borrows: true } });
    expect(second!.expansion.facts.params).toBe(0n);
    expect(second!.expansion.children.map((child) => child.expansion.facts.params)).toEqual([0n, 0n]);
    expect(second!.expansion.facts.macs).toBe((macs * 5n) / 14n);
  });

  test('stay in a formula once', () => {
    const formulas = definitionFormulas(shared, { bound: {} });
    if (!formulas.ok) throw new Error('there are formulas');
    expect(formulas.value.params.exact).toBe(params);
    expect(toText(formulas.value.macs.exact)).toBe('288*H1*W + 288*H2*W + 288*H3*W');
  });

  test('are one initializer that every use names', () => {
    const graph = toOnnxGraph(program.value);
    const kernel = 'heads/level1/first/conv.weight';
    expect(graph.weights.filter(({ name }) => name.endsWith('conv.weight'))).toHaveLength(1);
    const readers = graph.nodes.filter((node) => node.op === 'Conv');
    expect(readers).toHaveLength(6);
    for (const node of readers) expect(node.inputs).toContain(kernel);
    expect(new Set(graph.nodes.map((node) => node.name)).size).toBe(graph.nodes.length);
  });

  test('give equal results on equal inputs', () => {
    const image = { shape: [1, 4, 6, 4], data: Float32Array.from({ length: 96 }, (_, i) => Math.sin(i)) };
    const square = { ...design, nodes: design.nodes.map(withSide(6)) };
    const even = lower(analyze(square, catalogue));
    if (!even.ok) throw new Error('the design is sound');
    expect(weightsOf(even.value)).toHaveLength(6);
    const results = interpret(even.value, (weight) => fillWeight(weight, 3), {
      x1: image,
      x2: image,
      x3: image,
    });
    expect(results.y2).toEqual(results.y1);
    expect(results.y3).toEqual(results.y1);
  });

  test('refuse an input for which they would have other shapes', () => {
    const inputs = [4n, 3n].map((channels) => [1n, channels, 5n, 5n]);
    const use = () => expand(shared, { levels: 2 }, inputs);
    expect(use).toThrow(RefusalInside);
    try {
      use();
    } catch (error) {
      const { refusal, path } = error as RefusalInside;
      expect(path[0]).toBe('level2');
      expect(refusal.issue.code).toBe('shape/shared-weights');
    }
  });
});

function withSide(side: number) {
  return (node: Design['nodes'][number]) =>
    node.definition === 'input' ? { ...node, fields: { ...node.fields, height: side } } : node;
}
