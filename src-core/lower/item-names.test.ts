import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyze } from '../analysis/analyzer.ts';
import { peakBytes } from '../analysis/peak-memory.ts';
import { catalogue } from '../catalogue.ts';
import type { Design, DesignEdge, DesignNode } from '../document/design.ts';
import { emptyDesign } from '../document/design.ts';
import { applyEdit } from '../document/edit.ts';
import { freshName, nameKey } from '../document/names.ts';
import { parseDesign } from '../document/parse.ts';
import { serializeDesign } from '../document/serialize.ts';
import { documentsTried } from '../random-documents.fixture.ts';
import { conformance } from './conformance.fixture.ts';
import { toOnnxGraph } from './onnx-graph.ts';
import { onnxruntime } from './onnxruntime.fixture.ts';
import type { Program } from './program.ts';
import { lower } from './program.ts';

/** Uses of what a name comes to: weights, several outputs, several nodes, an Output that takes a copy. */
const kinds: readonly [definition: string, fields: DesignNode['fields'], from: readonly string[]][] = [
  ['input', { channels: 4, height: 5, width: 5 }, []],
  ['conv2d', { outChannels: 4, kernel: 3, bias: true }, ['0:out']],
  ['batch-norm', {}, ['1:out']],
  ['gelu', {}, ['2:out']],
  ['split', { sizes: [2, 2] }, ['3:out']],
  ['conv2d', { outChannels: 2, kernel: 1, bias: true }, ['4:out1']],
  ['add', {}, ['5:out', '4:out2']],
  ['output', {}, ['6:out']],
  ['output', {}, ['6:out']],
  ['output', {}, ['0:out']],
];

/** A design of which the items have these names, in the order of `kinds`. */
function named(names: readonly string[]): Design {
  const nodes = kinds.map(
    ([definition, fields], index): DesignNode => ({
      id: names[index]!,
      definition,
      fields,
      position: { x: 0, y: 0 },
    }),
  );
  const edges = kinds.flatMap(([definition, , from], index) =>
    from.map((source, at): DesignEdge => {
      const [node = '', port = ''] = source.split(':');
      const to = { node: names[index]!, port: definition === 'add' ? 'ab'[at]! : 'in' };
      return { id: `e${index}-${at}`, from: { node: names[Number(node)]!, port }, to };
    }),
  );
  return { ...emptyDesign('Names'), nodes, edges };
}

function lowered(design: Design): Program {
  const analysis = analyze(design, catalogue);
  expect(analysis.issues).toEqual([]);
  const program = lower(analysis);
  if (!program.ok) throw new Error(JSON.stringify(program.issues));
  return program.value;
}

/** Every name that is given in the file, and how often; node names apart from those of tensors. */
function expectUnique(program: Program): void {
  const graph = toOnnxGraph(program);
  const tensors = [
    ...graph.inputs.map(({ name }) => name),
    ...graph.weights.map(({ name }) => name),
    ...graph.constants.map(({ name }) => name),
    ...graph.nodes.flatMap(({ outputs }) => outputs),
  ];
  for (const names of [tensors, graph.nodes.map(({ name }) => name)])
    expect(names.toSorted()).toEqual([...new Set(names)].toSorted());
}

const plain = kinds.map((_, index) => `n${index}`);
const plainProgram = lowered(named(plain));

describe('tensors', () => {
  const names = ['x', 'a', 'a.weight', 'b#erf', 'b', 'a.bias', 'b:0', 'b:1', 'c', 'd'];
  const program = lowered(named(names));

  test('have one name each where an item is called as the tensor of another', () => {
    expectUnique(program);
    const graph = toOnnxGraph(program);
    expect(graph.outputs.map(({ name }) => name)).toEqual(['b:1', 'c', 'd']);
    expect(graph.weights.map(({ name }) => name).slice(0, 2)).toEqual(['a.weight', 'a.bias']);
    const written = new Map(
      program.operators.map(({ path, outputs }) => [path, outputs.map(({ name }) => name)]),
    );
    expect(written.get('a.weight')).toEqual(['a.weight~2']);
    expect(written.get('a.bias')).toEqual(['a.bias~2']);
    expect(written.get('b')).toEqual(['b:0', 'b:1~2']);
  });

  test('and nodes are of the item by its path, not by the letters of a name', () => {
    const paths = toOnnxGraph(program).nodes.map(({ path }) => path);
    expect(new Set(paths)).toEqual(new Set([...names.slice(1, 7), 'c', 'd']));
  });

  test('live as long as those of items with plain names', () => {
    expect(peakBytes(program.flat)).toBe(peakBytes(plainProgram.flat));
  });
});

/** Pieces of which names that meet are made, and those that other programs trip over. */
const pieces = [
  ...['a', 'b', '.', 'weight', 'bias', ':', '0', '1', '#', 'erf', 'half', '~', '2', '_nchwc', '_token_1'],
  ...[
    '"',
    "'",
    '\\',
    '\u00fc',
    'u\u0308',
    '卷积',
    '😀',
    '\u202e',
    ' ',
    'constructor',
    '__proto__',
    'toString',
  ],
  ...['%', '&', '<', '>', '$', '=', '-', '@', '{}', '`', '|', ',', ';', '..', 'copy1', 'in', 'out'],
];
const name = fc
  .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join(''));
const names = fc.uniqueArray(name, {
  selector: nameKey,
  minLength: kinds.length,
  maxLength: kinds.length,
});

test('a design of any names is what it is under plain ones: saved, renamed, undone, analysed, exported and run', async () => {
  await fc.assert(
    fc.asyncProperty(names, name, fc.nat(kinds.length - 1), async (chosen, other, at) => {
      const design = named(chosen);
      const parsed = parseDesign(serializeDesign(design));
      expect(parsed).toEqual({ ok: true, value: design });

      const to = freshName(design, other);
      const renamed = applyEdit(design, { kind: 'renameNode', id: chosen[at]!, to });
      if (!renamed.ok) throw new Error(JSON.stringify(renamed.issues));
      expect(renamed.value.design).toEqual(named(chosen.with(at, to)));
      expect(applyEdit(renamed.value.design, renamed.value.inverse)).toMatchObject({
        ok: true,
        value: { design },
      });

      const program = lowered(design);
      expectUnique(program);
      expect(program.inputs.map(({ id }) => id)).toEqual(chosen.slice(0, 1));
      expect(program.outputs.map(({ id }) => id)).toEqual(chosen.slice(7));
      expect(peakBytes(program.flat)).toBe(peakBytes(plainProgram.flat));
      const differences = await conformance(program, onnxruntime, 1);
      if (!differences.ok) throw new Error(JSON.stringify(differences.issues));
      expect(Object.keys(differences.value)).toHaveLength(3);
      for (const difference of Object.values(differences.value)) expect(difference).toBeLessThan(1e-4);
    }),
    { numRuns: documentsTried(12, 300) },
  );
}, 60_000);

test.each([
  ['inputs', 0],
  ['outputs', 7],
  ['copies', 9],
  ['weights', 1],
])('__proto__ can be called so among %s', async (_, at) => {
  const differences = await conformance(lowered(named(plain.with(at, '__proto__'))), onnxruntime, 1);
  if (!differences.ok) throw new Error(JSON.stringify(differences.issues));
  for (const difference of Object.values(differences.value)) expect(difference).toBeLessThan(1e-4);
});
