import fc from 'fast-check';
import { expect, test } from 'vitest';
import { analyze } from '../analysis/analyzer.ts';
import { chainOf, item, part, siamese, withItem } from '../analysis/shared-design.fixture.ts';
import { catalogue, networkOf } from '../catalogue.ts';
import type { Design, DesignNode } from '../document/design.ts';
import { expand } from '../language/expand.ts';
import { conformance } from './conformance.fixture.ts';
import { interpret } from './interpreter.ts';
import { toOnnxGraph } from './onnx-graph.ts';
import { onnxruntime } from './onnxruntime.fixture.ts';
import type { Program } from './program.ts';
import { lower, weightsOf } from './program.ts';
import { toleranceOf } from './rounding.fixture.ts';
import { fillWeight } from './weights.ts';

function programOf(design: Design): Program {
  const program = lower(analyze(design, catalogue));
  if (!program.ok) throw new Error(JSON.stringify(program.issues));
  return program.value;
}

async function expectSameOnBoth(program: Program, seed: number): Promise<void> {
  const differences = await conformance(program, onnxruntime, seed);
  if (!differences.ok) throw new Error(JSON.stringify(differences.issues));
  for (const difference of Object.values(differences.value)) {
    expect(difference).toBeLessThan(toleranceOf(difference, program, seed));
  }
}

test('two branches name one set of weights, and give equal results on equal inputs', async () => {
  const program = programOf(withItem(siamese, 'b', { fields: { channels: 1, height: 16, width: 16 } }));
  const graph = toOnnxGraph(program);
  expect(graph.weights.map(({ name }) => name)).toEqual(['conv_a.weight', 'conv_a.bias']);
  for (const { inputs } of graph.nodes) expect(inputs.slice(1)).toEqual(['conv_a.weight', 'conv_a.bias']);
  const image = { shape: [1, 1, 16, 16], data: Float32Array.from({ length: 256 }, (_, i) => Math.sin(i)) };
  const results = interpret(program, (weight) => fillWeight(weight, 3), { a: image, b: image });
  expect(results.y_b).toEqual(results.y_a);
  await expectSameOnBoth(programOf(siamese), 1);
});

test('a cell that is used three times is one, be it drawn three times or copied', async () => {
  const inside = (id: string) =>
    part(id, 'sequence', item(`${id}_conv`, 'conv2d', { outChannels: 4 }), item(`${id}_norm`, 'batch-norm'));
  const again = (id: string) =>
    inside(id).map((node) => (node.id === id ? { ...node, weightsOf: 'one' } : node));
  const drawn = chainOf(...inside('one'), ...again('two'), ...again('three'));
  const copied = chainOf(
    ...part('r', 'repeat', item('conv', 'conv2d', { outChannels: 4 }), item('norm', 'batch-norm')),
  );
  const repeated = withItem(copied, 'r', { fields: { depth: 3, shared: true } });
  for (const design of [drawn, repeated]) {
    const { totals } = analyze(design, catalogue);
    expect(totals).toMatchObject({ params: 144n + 8n, buffers: 8n, macs: 3n * 144n * 36n, operators: 6 });
    expect(weightsOf(programOf(design))).toHaveLength(5);
    await expectSameOnBoth(programOf(design), 2);
  }
});

test('one head drawn on five levels counts as the head of RetinaNet does', () => {
  const { design } = networkOf('retinanet')!;
  const head = design.nodes.find(({ id }) => id === 'head')!;
  const levels = [1, 2, 3, 4, 5].map(
    (level): DesignNode => ({
      ...head,
      id: `level${level}`,
      definition: 'retinanet-level',
      ...(level > 1 && { weightsOf: 'level1' }),
    }),
  );
  const drawn: Design = {
    ...design,
    nodes: [...design.nodes.filter((node) => node !== head), ...levels],
    edges: design.edges.map((edge) => {
      if (edge.from.node === 'head') return { ...edge, from: { ...edge.from, node: 'level1' } };
      if (edge.to.node !== 'head') return edge;
      return { ...edge, to: { node: edge.to.port.replace('in', 'level'), port: 'in' } };
    }),
  };
  const [ours, theirs] = [drawn, design].map((each) => analyze(each, catalogue));
  expect(ours!.issues).toEqual([]);
  expect(ours!.totals!.params).toBe(theirs!.totals!.params);
  expect(ours!.totals!.macs).toBe(theirs!.totals!.macs);
});

/** Items that keep four channels and the size of the map. */
const kinds = [
  ['conv2d', { outChannels: 4, bias: true }],
  ['conv2d', { outChannels: 4, kernel: 1 }],
  ['conv-unit', { outChannels: 4 }],
  ['batch-norm', {}],
  ['relu', {}],
  ['prelu', {}],
  ['basic', { planes: 4 }],
] as const;

/** A chain of items, some inside a sequence or a repeat, each with its own weights or those of an item of its kind. */
function randomDesign(
  picks: readonly { readonly kind: number; readonly owner: number; readonly place: number }[],
) {
  const places = ['', 's', 'r'] as const;
  const all = picks.map(({ kind, place }, index) => {
    const [definition, fields] = kinds[kind % kinds.length]!;
    return { node: item(`i${index}`, definition, fields), place: places[place % 3]! };
  });
  // What stands in a repeat has no takers outside.
  const owned = all.map(({ node, place }, index) => {
    const alike = all.filter(
      (other) =>
        other.node.definition === node.definition &&
        other.node.fields === node.fields &&
        (other.place !== 'r' || place === 'r') &&
        Number(other.node.id.slice(1)) < index,
    );
    const owner = alike[picks[index]!.owner % (alike.length + 1)];
    return { node: owner === undefined ? node : { ...node, weightsOf: owner.node.id }, place };
  });
  const inside = (wanted: string) => owned.filter(({ place }) => place === wanted).map(({ node }) => node);
  return chainOf(
    ...part('s', 'sequence', ...inside('s')),
    ...inside(''),
    ...part('r', 'repeat', ...inside('r')),
  );
}

const pick = fc.record({ kind: fc.nat(20), owner: fc.nat(9), place: fc.nat(8) });

test('random designs have the parameters of their owners, and give the same on both', {
  timeout: 60_000,
}, async () => {
  const runs = fc.asyncProperty(
    fc.array(pick, { minLength: 2, maxLength: 9 }),
    fc.nat(99),
    async (picks, seed) => {
      const design = randomDesign(picks);
      const analysis = analyze(design, catalogue);
      expect(analysis.issues).toEqual([]);
      const own = design.nodes.filter(
        ({ weightsOf, definition }) => weightsOf === undefined && !/put$|^s|^repeat/.test(definition),
      );
      const params = own.map(({ definition, fields, parent }) => {
        const used = expand(catalogue.definitionOf(definition)!, fields as never, [[1n, 4n, 6n, 6n]]);
        return (parent === 'r' ? 2n : 1n) * (used.facts.params as bigint);
      });
      expect(analysis.totals!.params).toBe(params.reduce((sum, count) => sum + count, 0n));
      await expectSameOnBoth(programOf(design), seed);
    },
  );
  await fc.assert(runs, { numRuns: process.env.BLOCKWRIGHT_TEST_ALL === '1' ? 300 : 12 });
});
